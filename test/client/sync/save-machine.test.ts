import { describe, expect, it } from "vitest"
import {
  newSaveMachine,
  type SaveEvent,
  saveStateOf,
  step,
  waitingOf,
  withTexts,
} from "../../../client/sync/save-machine.ts"
import { NOT_LIVE_AFTER_MS } from "../../../shared/wire/feed.ts"

const at = 1_000
const opened: SaveEvent = { type: "opened", at }
const synced: SaveEvent = { type: "synced", at }
const backlog: SaveEvent = { type: "sent", isBacklog: true, messages: 1 }
const update: SaveEvent = { type: "sent", isBacklog: false, messages: 1 }
const edited: SaveEvent = { type: "edited", count: 1 }
const saved = (count: number): SaveEvent => ({ type: "saved", count, at })
const lost: SaveEvent = { type: "lost", at: 2_000 }
const joined = [opened, synced, backlog, saved(1)]

const run = (events: readonly SaveEvent[], now = at) => saveStateOf(events.reduce(step, newSaveMachine(0)), now)

describe("the indicator", () => {
  it.each<[string, readonly SaveEvent[], unknown]>([
    ["is loading before anything is there", [], { kind: "loading" }],
    ["is loading while the first socket opens", [opened], { kind: "loading" }],
    ["is offline when the first attempt fails", [lost], { kind: "offline", waiting: 0, since: 2_000 }],
    [
      "does not say saved before our answer to the relay's state is on disk",
      [opened, synced],
      { kind: "saving", waiting: 0 },
    ],
    ["does not say saved while that answer is on its way", [opened, synced, backlog], { kind: "saving", waiting: 0 }],
    ["says saved when it is on disk", joined, { kind: "saved", at }],
    ["counts an edit that is on its way", [...joined, edited, update], { kind: "saving", waiting: 1 }],
    ["counts edits by message", [...joined, edited, update, edited, update, saved(1)], { kind: "saving", waiting: 1 }],
    [
      "says saved when the last of several messages is",
      [...joined, edited, { ...update, messages: 3 }, saved(2)],
      { kind: "saving", waiting: 1 },
    ],
    ["says saved after the last of them", [...joined, edited, update, edited, update, saved(2)], { kind: "saved", at }],
    [
      "counts what is typed while offline",
      [...joined, lost, edited, edited],
      { kind: "offline", waiting: 2, since: 2_000 },
    ],
    [
      "takes back what was on its way when the socket closes",
      [...joined, edited, update, lost, edited],
      { kind: "offline", waiting: 2, since: 2_000 },
    ],
    [
      "is still offline while it reconnects",
      [...joined, lost, edited, opened],
      { kind: "offline", waiting: 1, since: 2_000 },
    ],
    [
      "folds everything that waited into the one answer of the next socket",
      [...joined, lost, edited, edited, opened, synced, backlog],
      { kind: "saving", waiting: 2 },
    ],
    [
      "is saved once that answer is",
      [...joined, lost, edited, edited, opened, synced, backlog, saved(1)],
      { kind: "saved", at },
    ],
    [
      "does not count a late acknowledgement for messages of another socket",
      [...joined, edited, update, lost, opened, synced, backlog],
      { kind: "saving", waiting: 1 },
    ],
    ["is saved for those who only read", [opened, synced, { type: "reads-only" }], { kind: "saved", at }],
    [
      "is read-only while the relay cannot save",
      [...joined, { type: "read-only", since: 900 }, edited, update],
      { kind: "read-only", since: 900, waiting: 1 },
    ],
    [
      "comes back from read-only",
      [...joined, { type: "read-only", since: 900 }, { type: "read-only", since: undefined }],
      { kind: "saved", at },
    ],
    [
      "is over when access has ended",
      [...joined, { type: "closed", reason: "revoked" }],
      { kind: "closed", reason: "revoked" },
    ],
    [
      "is offline since the first attempt, not since the last",
      [lost, { type: "lost", at: 9_000 }],
      { kind: "offline", waiting: 0, since: 2_000 },
    ],
    [
      "keeps the moment at which the link was first lost",
      [...joined, lost, { type: "opened", at: 8_000 }, { type: "lost", at: 9_000 }],
      { kind: "offline", waiting: 0, since: 2_000 },
    ],
  ])("%s", (_title, events, state) => {
    expect(run(events)).toEqual(state)
  })

  it("says not live when nothing has come for fifteen seconds, and live again with the next frame", () => {
    const late = at + NOT_LIVE_AFTER_MS + 1
    expect(run([...joined, edited, update], late)).toEqual({ kind: "not-live", since: at, waiting: 1 })
    expect(run([...joined, { type: "heard", at: late }], late)).toEqual({ kind: "saved", at })
  })

  it("never loses count of an edit, whatever the order", () => {
    const events = [...joined, edited, lost, edited, opened, edited, synced, backlog, edited, update, lost]
    expect(waitingOf(events.reduce(step, newSaveMachine(0)))).toBe(4)
  })
})

describe("the board's indicator with its texts", () => {
  const offline = { kind: "offline", waiting: 2, since: 1 } as const
  it.each([
    [
      "says saving while a text is on its way",
      { kind: "saved", at } as const,
      [{ kind: "saving", waiting: 3 } as const],
      { kind: "saving", waiting: 1 },
    ],
    [
      "counts a text as one change, however much was typed",
      { kind: "offline", waiting: 1, since: 1 } as const,
      [offline, offline],
      { kind: "offline", waiting: 3, since: 1 },
    ],
    [
      "is the board's own when texts are saved",
      { kind: "saved", at } as const,
      [{ kind: "saved", at } as const],
      { kind: "saved", at },
    ],
    ["stays closed", { kind: "closed", reason: "revoked" } as const, [offline], { kind: "closed", reason: "revoked" }],
  ])("%s", (_title, board, texts, state) => {
    expect(withTexts(board, texts)).toEqual(state)
  })
})
