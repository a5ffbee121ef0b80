/** The second implementation against the first: whatever people do to a board, both tell the same of it. */
import { generateKeyPairSync } from "node:crypto"
import { expect, it } from "vitest"
import * as Y from "yjs"
import { checkpointKeyOf } from "../../../server/ledger/checkpoint-key.ts"
import { findChainFault } from "../../../server/ledger/verify-chain.ts"
import { checkLedger } from "../../../server/verify/check-ledger.ts"
import { readKeys } from "../../../server/verify/checkpoints.ts"
import { Replay } from "../../../server/verify/replay.ts"
import type { RawClient } from "../../support/raw-client.ts"
import { seededBelow } from "../../support/seeded.ts"
import { type Harness, LEAD, startRelay } from "../relay/harness.ts"

const key = checkpointKeyOf(generateKeyPairSync("ed25519").privateKey)
const keys = readKeys([key.publicKey.export({ type: "spki", format: "pem" }).toString()])

const REGISTERS: readonly (readonly [string, readonly unknown[]])[] = [
  ["title", ["One", "Zwei", "третий", "四", "\u{1f9f5} five", '"quoted"\n', null, 7]],
  [
    "place",
    [
      ["todo", "a1"],
      ["done", "m"],
      ["todo", "zz"],
      ["nowhere", "a"],
    ],
  ],
  ["archived", [true, null]],
  ["blocked", [{ reason: "No stock" }, null, { reason: "" }]],
  ["d:check-1", [true, null]],
  ["c:check-1", [{ list: "list-1", text: "Wash", rank: "a", roles: ["nurse"] }, null]],
  ["f:weight", [1, 0.1, 1e21, -0, "heavy", null]],
  ["l:label-1", [true, null]],
  ["r:nurse", [{ person: "Ana" }, null]],
  ["due", ["2026-12-01", "tomorrow", null]],
]

function scribble({ doc }: RawClient, random: (below: number) => number, round: number): void {
  const cards = doc.getMap<Y.Map<unknown>>("cards")
  const lanes = doc.getMap<Y.Map<unknown>>("lanes")
  const ids = [...cards.keys()]
  const [name, values] = REGISTERS[random(REGISTERS.length)]!
  const chance = random(20)
  if (chance === 0) cards.delete(ids[random(ids.length)]!)
  else if (chance === 1)
    cards.set(
      `card-${round}`,
      new Y.Map([
        ["title", `New ${round}`],
        ["place", ["todo", "q"]],
      ] as [string, unknown][]),
    )
  else if (chance === 2) lanes.get("todo")?.set("wip", [3, null, 5][random(3)])
  else if (chance === 3) doc.getMap("meta").set("l:label-1", [{ name: "Urgent", color: "red" }, null][random(2)])
  else if (chance === 4) lanes.get("done")?.set("archived", [true, null][random(2)])
  else cards.get(ids[random(ids.length)]!)?.set(name, values[random(values.length)])
}

async function verdictOf({ store, board }: Harness) {
  const entries = await store.journal.readEntries(board, { limit: 5_000 })
  const checkpoints = await store.journal.readCheckpoints(board)
  const loaded = (await store.journal.load(board))!
  const { head, doc } = loaded
  const replay = new Replay()
  const onEntry = replay.take.bind(replay)
  const ledger = { board, name: "Board", head, checkpoints, entries: () => entries, document: async () => doc }
  const report = await checkLedger(ledger, { keys, saved: [], onEntry })
  const fault = findChainFault(board, entries, { checkpoints, publicKey: key.publicKey })
  return { report, fault, difference: replay.differenceFrom(doc) }
}

it.each([1, 2, 3, 4])("agrees with the relay on what three people did to a board (seed %i)", async (seed) => {
  const harness = await startRelay({ checkpointKey: key, limits: { checkpointEntries: 20 }, inMemory: true })
  const random = seededBelow(seed)
  const people = await Promise.all(["ann", "ben", "cem"].map((who) => harness.client(who, "lead")))
  for (let round = 0; round < 60; round++) {
    for (const person of people) scribble(person, random, round)
    if (round % 7 === 0) for (const person of people) await person.allSaved()
    if (round % 9 === 0)
      await harness.relay.execute(harness.board, LEAD, { id: `take-${round}`, kind: "card.take", card: "card-2" })
  }
  for (const person of people) await person.allSaved()
  const { report, fault, difference } = await verdictOf(harness)
  expect({ finding: report.finding, fault, difference }).toEqual({})
  expect(report.entries).toBeGreaterThan(80)
  expect(report.checkpoints).toBeGreaterThan(2)
})
