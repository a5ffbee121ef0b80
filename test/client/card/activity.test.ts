import { describe, expect, it } from "vitest"
import { groupByDay } from "../../../client/card/activity/group-by-day.ts"
import { sentenceOf } from "../../../client/card/activity/sentence-of.ts"
import type { EntryNames } from "../../../client/card/activity/told.ts"
import { commentsOf } from "../../../client/card/comments/comments.ts"
import { draftOf } from "../../../shared/change/entries.ts"
import { TRANSITIONS } from "../../../shared/handoff/transitions.ts"
import { HUDDLE_TABLE } from "../../../shared/huddle/table.ts"
import type { ActorId } from "../../../shared/ids.ts"
import type { Json } from "../../../shared/json.ts"
import type { Entry } from "../../../shared/model/entry.ts"
import { CARD_KEYS, LANE_KEYS } from "../../../shared/model/keys.ts"
import { DAY_MS } from "../../../shared/time.ts"
import { entry, NOW } from "./support/board.ts"

const NAMES: EntryNames = {
  person: (actor) => ({ "user:ana": "Ana", "user:bo": "Bo" })[actor] ?? "Somebody",
  lane: (id) => ({ todo: "To do", doing: "Doing" })[id],
  label: (id) => ({ bug: "Bug" })[id],
  field: (id) => ({ points: "Points" })[id],
  role: (id) => ({ dev: "Developer" })[id],
  check: (id) => ({ one: "Key fits" })[id],
}
const ANA = "user:ana" as ActorId

/** What the ledger writes of a register that goes from one value to another. */
const set = (root: "cards" | "lanes", key: string, from: Json, to: Json) =>
  entry(1, draftOf({ kind: "set", root, id: root === "lanes" ? "todo" : "card", key, from, to }, ANA))
const told = (key: string, from: Json, to: Json) => sentenceOf(set("cards", key, from, to), NAMES)
const check = (text: string, more = {}) => ({ list: "l", text, rank: "a1", roles: [], ...more })

/** Steps that nobody gives their word with, and entries that end nothing. */
const UNPROMISED = new Set(["create", "see", "change", "back-up", "watch", "step-aside", "expire", "remind"])
const MOVES_NOTHING = new Set([
  ...["handoff.created", "handoff.seen", "handoff.corrected", "handoff.read-again", "handoff.added"],
  ...["handoff.acknowledged", "handoff.backed-up", "handoff.watched", "handoff.stepped-aside", "handoff.reminded"],
])

describe("a sentence for an edit of a card", () => {
  it.each<readonly [string, Json, Json, string]>([
    ["title", "Door", "Gate", "Ana renamed it from “Door” to “Gate”"],
    ["title", null, "Gate", "Ana named it “Gate”"],
    ["next", null, "Call", "Ana set the next step to “Call”"],
    ["next", "Call", "Wait", "Ana changed the next step from “Call” to “Wait”"],
    ["next", "Call", null, "Ana cleared the next step (it was “Call”)"],
    ["due", null, "2026-11-24", "Ana set the due date to 2026-11-24"],
    ["severity", null, "critical", "Ana changed the severity from routine to critical"],
    ["excerpt", "a", "b", "Ana edited the description"],
    ["blocked", null, { reason: "rain" }, "Ana marked this card as blocked: “rain”"],
    ["blocked", { reason: "rain" }, { reason: "snow" }, "Ana changed why it is blocked from “rain” to “snow”"],
    ["blocked", { reason: "rain" }, null, "Ana cleared the block “rain”"],
    ["archived", null, true, "Ana archived this card"],
    ["archived", true, null, "Ana put this card back on the board"],
    ["place", ["todo", "a1"], ["doing", "a1"], "Ana moved it from To do to Doing"],
    ["place", ["gone", "a1"], ["doing", "a1"], "Ana moved it from another lane to Doing"],
    ["place", ["todo", "a1"], ["todo", "a2"], "Ana moved it up or down in To do"],
    ["l:bug", null, true, "Ana added the label “Bug”"],
    ["l:gone", true, null, "Ana took off the label “a label”"],
    ["r:dev", null, { person: "Kim" }, "Ana put Kim on the crew as Developer"],
    ["r:dev", { person: "Kim" }, { person: "user:bo" }, "Ana changed the crew’s Developer from Kim to Bo"],
    ["r:dev", { person: "user:bo" }, null, "Ana took Bo off the crew as Developer"],
    ["f:points", null, 3, "Ana set Points to 3"],
    ["f:points", 3, 5, "Ana changed Points from 3 to 5"],
    ["f:gone", "x", null, "Ana cleared a field (it was “x”)"],
    ["h:l", null, { name: "Exit", rank: "a1" }, "Ana added the checklist “Exit”"],
    ["h:l", { name: "Exit", rank: "a1" }, { name: "Out", rank: "a1" }, "Ana renamed the checklist “Exit” to “Out”"],
    ["h:l", { name: "Exit", rank: "a1" }, { name: "Exit", rank: "a2" }, "Ana moved the checklist “Exit”"],
    ["h:l", { name: "Exit", rank: "a1" }, null, "Ana removed the checklist “Exit”"],
    ["c:one", null, check("Key"), "Ana added the item “Key”"],
    ["c:one", check("Key"), check("Keys"), "Ana changed the item “Key” to “Keys”"],
    ["c:one", check("Key"), check("Key", { rank: "a2" }), "Ana moved the item “Key”"],
    ["c:one", check("Key"), check("Key", { roles: ["dev"] }), "Ana made “Key” need a signature by Developer"],
    ["c:one", check("Key", { roles: ["dev"] }), check("Key"), "Ana made “Key” need no signature"],
    ["c:one", check("Key"), null, "Ana removed the item “Key”"],
    ["d:one", null, true, "Ana ticked “Key fits”"],
    ["d:one", true, null, "Ana unticked “Key fits”"],
    ["d:gone", null, true, "Ana ticked a checklist item"],
    ["k:k", null, { system: "Jira", id: "X-1", url: "https://x" }, "Ana linked the record “Jira X-1”"],
    ["k:k", { system: "Jira", url: "https://x" }, null, "Ana took off the link to “Jira”"],
    [
      "k:k",
      { system: "", url: "https://x" },
      { system: "Y", url: "https://y" },
      "Ana changed the record “https://x” to “Y”",
    ],
  ])("%s from %j to %j", (key, from, to, sentence) => expect(told(key, from, to)).toBe(sentence))

  it("exists for every register that a card or a lane may have", () => {
    const keysOf = ({ fixed, prefixed }: typeof CARD_KEYS) => [
      ...Object.keys(fixed),
      ...Object.keys(prefixed).map((p) => `${p}:x`),
    ]
    for (const key of keysOf(CARD_KEYS)) expect(told(key, null, "x")).toMatch(/^Ana [a-z]+ /)
    for (const key of keysOf(LANE_KEYS)) expect(sentenceOf(set("lanes", key, null, "x"), NAMES)).toMatch(/^Ana [a-z]+ /)
  })
  it("says that words are gone when they were erased", () => {
    const erased = { ...set("cards", "next", "a", "b"), from: undefined, to: undefined, erased: true as const }
    expect(sentenceOf(erased, NAMES)).toBe("Ana edited the next step: something (its words were erased)")
  })
  it("says that a lane was full already when a card came in all the same", () => {
    const move = { ...set("cards", "place", ["todo", "a1"], ["doing", "a1"]), data: { overLimit: true } }
    expect(sentenceOf(move, NAMES)).toBe("Ana moved it from To do to Doing, which was full already")
  })
  it("cuts long words", () => {
    expect(told("next", null, "x".repeat(500)).length).toBeLessThan(160)
  })
})

describe("a sentence for a promise", () => {
  const promise = (kind: string, more: Partial<Parameters<typeof entry>[1]> = {}) => entry(1, { kind, ...more })
  const to = (kind: string, id: string) => ({ data: { handoff: "h1", to: { kind, id } } })
  it.each<readonly [Entry, string]>([
    [promise("handoff.created"), "Ana began to prepare a handoff"],
    [promise("handoff.announced", to("person", "user:bo")), "Ana announced a handoff to Bo"],
    [promise("handoff.offered", { ...to("role", "dev"), text: "{}" }), "Ana offered it to anybody in Developer"],
    [
      promise("handoff.offered", { data: { to: { kind: "lane", id: "doing" }, severity: "critical" } }),
      "Ana offered it to the lane Doing (critical)",
    ],
    [promise("handoff.offered", to("lane", "gone")), "Ana offered it to somebody who is not here any more"],
    [promise("handoff.questioned", { text: "Which door?" }), "Ana asked: “Which door?”"],
    [promise("handoff.accepted"), "Ana accepted it and is accountable"],
    [promise("handoff.accepted", { text: "I call" }), "Ana accepted it and is accountable, and read back: “I call”"],
    [
      promise("handoff.accepted", {
        text: "I call",
        answers: [
          { field: "reply", label: "Answer", text: "Agreed" },
          { field: "stand_in", label: "Stand-in", text: "user:bo" },
        ],
      }),
      "Ana accepted it and is accountable, and read back: “I call” · Answer: “Agreed” · Stand-in: “Bo”",
    ],
    [promise("handoff.declined", { reason: "No time" }), "Ana declined the offer: “No time”"],
    [promise("handoff.expired", { data: { level: 1 } }), "Nobody accepted the offer in time; it stays open"],
    [
      promise("handoff.expired", { data: { level: 2 } }),
      "Still nobody accepted the offer: more people were told (step 2)",
    ],
    [promise("handoff.reassigned", to("person", "user:bo")), "Ana offered it anew, to Bo"],
    [promise("handoff.taken-over", { reason: "Nobody" }), "Ana took it over and is accountable: “Nobody”"],
    [promise("check.signed", { data: { check: "one", role: "dev" } }), "Ana signed “Key fits” as Developer"],
    [promise("check.asked", { data: { check: "one", role: "dev" } }), "Ana asked Developer to sign “Key fits”"],
    [
      promise("check.voided", { data: { check: "one" } }),
      "The words of “Key fits” changed: the names under it were taken off",
    ],
    [
      promise("gate.overridden", { lane: "doing", reason: "It burns" }),
      "Ana overrode the gate and let it through to Doing: “It burns”",
    ],
    [
      promise("sheet.edited", { key: "next", from: "Call", to: "Wait" }),
      "Ana changed the brief: the very next step from “Call” to “Wait”",
    ],
    [
      promise("sheet.edited", { key: "to", from: null, to: { kind: "person", id: "user:bo" } }),
      "Ana changed the brief: to whom from empty to Bo",
    ],
    [promise("sheet.edited", { key: "f:what", from: [], to: [] }), "Ana changed the brief: a field"],
    [promise("member.added", { data: { user: "bo", role: "lead" } }), "Ana let Bo in as lead"],
    [promise("member.removed", { data: { user: "bo" } }), "Ana took Bo off the board"],
    [promise("link.created", { data: { role: "kiosk" } }), "Ana made a link that lets people in as wall display"],
    [promise("link.created", { data: { role: "shared" } }), "Ana turned a browser into a shared screen"],
    [promise("link.revoked"), "Ana revoked a link"],
    [promise("board.archived"), "Ana archived the board"],
    [
      promise("board.edited", { key: "l:x", from: null, to: { name: "Bug", color: "red" } }),
      "Ana added the label “Bug”",
    ],
    [
      promise("board.edited", { key: "r:x", from: { name: "Dev" }, to: { name: "Developer" } }),
      "Ana renamed the crew role “Dev” to “Developer”",
    ],
  ])("%#: %o", (one, sentence) => expect(sentenceOf(one, NAMES)).toBe(sentence))

  const said = (kind: string, data: Entry["data"], more = {}) => promise(kind, { data, ...more })
  it.each<readonly [Entry, string]>([
    [said("huddle.started", { huddle: "u" }), "Ana started a huddle"],
    [said("huddle.stepped", { from: 1, to: 2, step: "at-risk" }), "Ana went on to “At risk” in the huddle"],
    [said("huddle.spotlit", { card: "x" }), "Ana put a card into the huddle’s spotlight"],
    [said("huddle.spotlit", {}), "Ana took the card out of the huddle’s spotlight"],
    [said("huddle.parked", { with: ["user:bo"] }), "Ana parked it for after the huddle, with Bo"],
    [said("huddle.parked", { with: [] }), "Ana parked it for after the huddle"],
    [said("huddle.rolled", { role: "dev", state: "absent" }), "Ana answered the roll call: Developer is missing"],
    [
      said("huddle.rolled", { role: "dev", state: "represented", person: "user:bo" }),
      "Ana answered the roll call: Bo stands in for Developer",
    ],
    [said("huddle.taken", { from: "user:bo" }), "Ana took the wheel of the huddle from Bo"],
    [said("huddle.taken", {}), "Ana took the wheel of the huddle"],
    [said("huddle.handed-over", { to: "user:bo" }), "Ana handed the wheel of the huddle to Bo"],
    [said("huddle.freed", { driver: "user:ana" }), "Ana let the wheel of the huddle go"],
    [said("huddle.freed", { driver: "user:bo" }, { actor: "system" }), "Bo was gone: the wheel of the huddle is free"],
    [said("huddle.decided", {}, { text: "We ship" }), "Ana noted a decision: “We ship”"],
    [
      said("action.added", { person: "user:bo", due: "2026-11-27" }, { text: "Ring Kim" }),
      "Ana noted an action for Bo by 2026-11-27: “Ring Kim”",
    ],
    [said("action.carried", { action: 4 }, { reason: "No answer" }), "Ana carried an action on: “No answer”"],
    [
      said("action.escalated", { action: 4 }, { reason: "Only the depot can" }),
      "Ana escalated an action: “Only the depot can”",
    ],
    [said("action.escalated", { action: 4 }), "Ana escalated an action"],
    [said("action.kept", { action: 4 }), "Ana kept an action with the crew after all"],
    [said("text.edited", { text: "huddle~u", huddle: "u" }), "Ana wrote in the notes of a huddle"],
    [
      promise("board.edited", { key: "a:walk", to: { seconds: 60 } }),
      "Ana changed “Walk the board” in the huddle’s agenda",
    ],
    [promise("board.edited", { key: "nextHuddle", to: null }), "Ana took away the time of the next huddle"],
  ])("of a huddle, %#: %o", (one, sentence) => expect(sentenceOf(one, NAMES)).toBe(sentence))

  const lost = (promised: string, kind: string, beforeMs: number, more: Entry["data"] = {}) =>
    promise("promise.superseded", {
      cause: "1",
      data: { promise: promised, against: { kind, by: "user:bo", at: NOW - beforeMs }, ...more },
    })
  it.each<readonly [Entry, string]>([
    [
      lost("handoff.withdraw", "handoff.accepted", 200),
      "Ana wanted to withdraw the handoff, but Bo had accepted it 0.2 s before: it did not count",
    ],
    [
      lost("handoff.accept", "sheet.edited", 12_300),
      "Ana wanted to accept the handoff, but Bo had changed the brief 12 s before: it did not count",
    ],
    [
      lost("card.take", "card.taken", 0),
      "Ana wanted to take it, but Bo had taken it a moment before: it did not count",
    ],
    [
      lost("handoff.new", "x.new", -5),
      "Ana wanted to do something, but Bo had come first a moment before: it did not count",
    ],
    [
      lost("handoff.accept", "handoff.accepted", 1_260_000, { claimedAt: new Date(2026, 10, 24, 10, 2).getTime() }),
      "Ana wanted to accept the handoff, but Bo had accepted it 21 min before: it did not count " +
        "(said at 10:02 by the clock of a device without a connection)",
    ],
  ])("that came too late, %#: %o", (one, sentence) => expect(sentenceOf(one, NAMES)).toBe(sentence))

  it("of every promise that can come too late says what was wanted, and of all that can come first what it was", () => {
    const actions = Object.keys(TRANSITIONS).filter((action) => !UNPROMISED.has(action))
    for (const kind of [...actions.map((action) => `handoff.${action}`), "card.take", "card.release"])
      expect(sentenceOf(lost(kind, "handoff.accepted", 0), NAMES), kind).not.toContain("do something")
    const firsts = Object.values(TRANSITIONS).map(({ entry }) => entry)
    for (const kind of firsts.filter((entry) => !MOVES_NOTHING.has(entry)))
      expect(sentenceOf(lost("handoff.accept", kind, 0), NAMES), kind).not.toContain("come first")
  })

  it("is known for every kind that a table can leave in the ledger", () => {
    const kinds = [...Object.values(TRANSITIONS), ...Object.values(HUDDLE_TABLE)].map(({ entry }) => entry)
    const unknown = kinds.filter(
      (kind) => sentenceOf(entry(1, { kind }), NAMES) === `Ana: ${kind.replace(/[.-]/g, " ")}`,
    )
    expect(unknown).toEqual([])
  })
})

describe("a sentence for a promise given on a shared screen", () => {
  const via = (method: "pin" | "phone") => ({ via: { actor: "user:bo" as ActorId, method } })
  it.each([
    [entry(1, { kind: "board.archived", ...via("pin") }), "Ana archived the board (at Bo, with their PIN)"],
    [entry(1, { kind: "board.archived", ...via("phone") }), "Ana archived the board (at Bo, confirmed on their phone)"],
  ])("names the screen and the way, %#", (one, sentence) => expect(sentenceOf(one, NAMES)).toBe(sentence))
})

describe("a sentence for everything else in the ledger", () => {
  const made = (root: "cards" | "lanes" | "sheets", kind: "created" | "removed", value = {}) =>
    entry(1, draftOf({ kind, root, id: "x", value }, ANA))
  it.each([
    [made("cards", "created", { title: "Door" }), "Ana created this card as “Door”"],
    [made("cards", "removed"), "Ana’s new card was taken back"],
    [made("lanes", "created", { name: "Test" }), "Ana added the lane “Test”"],
    [made("lanes", "removed"), "Ana’s new lane was taken back"],
    [made("sheets", "created"), "Ana began a handoff sheet"],
    [made("sheets", "removed"), "Ana’s handoff sheet was taken back"],
    [entry(1, { kind: "sheet.edited" }), "Ana edited a handoff sheet"],
    [set("lanes", "name", "A", "B"), "Ana renamed the lane “A” to “B”"],
    [set("lanes", "rank", "a", "b"), "Ana moved the lane To do"],
    [set("lanes", "wip", null, 3), "Ana changed the settings of the lane To do"],
    [set("lanes", "archived", null, true), "Ana archived the lane To do"],
    [set("lanes", "archived", true, null), "Ana put the lane To do back"],
    [
      entry(1, draftOf({ kind: "set-meta", key: "name", from: "A", to: "B" }, ANA)),
      "Ana renamed the board from “A” to “B”",
    ],
    [
      entry(1, draftOf({ kind: "set-meta", key: "l:x", from: null, to: null }, ANA)),
      "Ana changed the board’s settings",
    ],
    [entry(1, { kind: "card.taken" }), "Ana took it and is accountable"],
    [entry(1, { kind: "card.released", from: "user:ana" }), "Ana put it down"],
    [entry(1, { kind: "card.released", from: "user:bo", reason: "ill" }), "Ana put it down for Bo: “ill”"],
    [entry(1, { kind: "comment.added", text: "Hello" }), "Ana commented: “Hello”"],
    [entry(1, { kind: "comment.edited", text: "Hello" }), "Ana edited a comment"],
    [entry(1, { kind: "text.edited", data: { text: "card" } }), "Ana edited the description"],
    [entry(1, { kind: "comment.removed" }), "Ana removed a comment"],
    [
      entry(1, {
        kind: "card.moved-before",
        key: "imported",
        from: { author: "Kim", at: 5, lane: "A" },
        to: { lane: "B" },
      }),
      "Kim moved it from A to B, before the import",
    ],
    [entry(1, { kind: "handoff.later" }), "Ana: handoff later"],
    [entry(1, { kind: "constructor" }), "Ana: constructor"],
  ])("%#: %o", (one, sentence) => expect(sentenceOf(one, NAMES)).toBe(sentence))
})

describe("the comments of a card", () => {
  it("are as they were last edited, without those that were removed", () => {
    const comments = commentsOf([
      entry(1, { kind: "comment.added", text: "One", data: { mentions: ["user:bo"] } }),
      entry(2, { kind: "comment.added", text: "Two", data: { mentions: [] } }),
      entry(3, { kind: "card.moved" }),
      entry(4, { kind: "comment.edited", text: "One, better", data: { comment: 1 } }),
      entry(5, { kind: "comment.removed", data: { comment: 2 } }),
      entry(6, { kind: "comment.edited", text: "Nothing there", data: { comment: 99 } }),
    ])
    expect(comments).toMatchObject([{ seq: 1, text: "One, better", isEdited: true, mentions: ["user:bo"] }])
  })
  it("say who wrote them and when before they were imported", () => {
    const imported = entry(9, { kind: "comment.added", key: "imported", from: { author: "Kim", at: 5 }, text: "Old" })
    expect(commentsOf([entry(1, { kind: "comment.added", text: "New" }), imported]).map((one) => one.text)).toEqual([
      "Old",
      "New",
    ])
    expect(commentsOf([imported])).toMatchObject([{ importedAuthor: "Kim", at: 5 }])
  })
  it("say when their words were erased", () => {
    expect(commentsOf([{ ...entry(1, { kind: "comment.added" }), erased: true }])).toMatchObject([{ isErased: true }])
  })
})

describe("activity by day", () => {
  it("has the newest day and entry first, and calls the days by their names", () => {
    const days = groupByDay(
      [entry(1, { kind: "a" }, NOW - DAY_MS), entry(2, { kind: "b" }, NOW - 2), entry(3, { kind: "c" }, NOW - 1)],
      NOW,
    )
    expect(days.map((day) => [day.heading, day.entries.map((one) => one.seq)])).toEqual([
      ["Today", [3, 2]],
      ["Yesterday", [1]],
    ])
  })
})
