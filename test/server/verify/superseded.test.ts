/** Lines of promises that came too late are checked against what they say that they lost against. */
import { expect, it } from "vitest"
import { Replay } from "../../../server/verify/replay.ts"
import type { StoredDocument } from "../../../server/verify/source.ts"
import { acceptOf, Desk, TESTERS } from "../../shared/handoff/desk.ts"

type Line = Record<string, unknown>

/** A real ledger: Bo accepted, Raj and Ana came too late. */
function ledger(): Line[] {
  const desk = new Desk("c1", "c2")
  desk.offer("ana", TESTERS)
  desk.accept("bo")
  desk.rule("raj", acceptOf(desk.handoff()))
  desk.rule("ana", { kind: "handoff.withdraw", handoff: "h1", reason: "because" })
  desk.offer("ana", TESTERS, { id: "h2", card: "c2" })
  return structuredClone(desk.ledger) as unknown as Line[]
}

/** What is found, but for the board itself, of which there is none here. */
function faultOf(entries: readonly Line[]): string | undefined {
  const replay = new Replay()
  for (const entry of entries) replay.take(entry, null)
  const found = replay.differenceFrom({ snapshot: null, updates: [] } as unknown as StoredDocument)
  return found?.startsWith("The card") ? undefined : found
}

it("finds nothing wrong with what the relay writes", () => {
  const entries = ledger()
  expect(entries.filter(({ kind }) => kind === "promise.superseded")).toHaveLength(2)
  expect(faultOf(entries)).toBeUndefined()
})

it.each<readonly [string, (line: Line, entries: Line[]) => void, RegExp]>([
  ["names an entry that does not exist", (line) => Object.assign(line, { cause: "99" }), /no such entry before it/],
  ["names an entry that comes later", (line, all) => Object.assign(line, { cause: String(all.length) }), /before it/],
  ["names no entry of a promise", (line) => Object.assign(line, { cause: "1" }), /no such entry/],
  ["names an entry about another card", (line) => Object.assign(line, { card: "c2" }), /another card/],
  ["is about another handoff", (line) => Object.assign(line.data as Line, { handoff: "h2" }), /another handoff/],
  ["is by whoever it lost against", (line) => Object.assign(line, { actor: "bo" }), /by the same person/],
  [
    "says that somebody else came first",
    (line) => Object.assign((line.data as Line).against as Line, { by: "raj" }),
    /in another way/,
  ],
  ["says another time", (line) => Object.assign((line.data as Line).against as Line, { at: 1 }), /in another way/],
  ["stands there twice", (line, all) => all.push({ ...line, seq: all.length + 1 }), /a second time/],
])("finds a line that %s", (_, forge, found) => {
  const entries = ledger()
  forge(entries.find(({ kind }) => kind === "promise.superseded")!, entries)
  expect(faultOf(entries)).toMatch(found)
})
