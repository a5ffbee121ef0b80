import { expect, it } from "vitest"
import type { ActorId } from "../../../shared/ids.ts"
import { openEntry } from "../../../shared/model/entry.ts"
import { LEAD, startRelay } from "./harness.ts"

const ANNA = "user:anna" as ActorId

it("words that went on record as erased are told nobody, also before the store has emptied them and after a restart", async () => {
  const harness = await startRelay()
  const { relay, board, store } = harness
  const asker = { actor: ANNA, role: "member" as const, crewRoles: [] }
  const command = { id: "command-1", kind: "comment.add" as const, card: "card-1", text: "The quokka called" }
  const answer = await relay.execute(board, asker, command)
  if (!answer.ok) throw new Error(answer.code)
  const draft = { actor: LEAD.actor, kind: "words.erased", reason: "Asked for", data: { person: ANNA, entries: [] } }
  await relay.edit(board, LEAD, [], { drafts: [draft] })
  const stored = (await store.journal.readEntries(board, { limit: 1_000 })).map(openEntry)
  expect(stored.find(({ seq }) => seq === answer.seq)?.text).toBe("The quokka called")

  for (const restarts of [false, true]) {
    const on = restarts ? await harness.restart() : harness
    const ben = await on.client("ben")
    ben.follow(answer.seq - 1)
    await ben.until(() => ben.frames.some(({ type }) => type === "entries"))
    const told = ben.frames.flatMap((frame) => (frame.type === "entries" ? frame.body.entries : []))
    expect(told.map(({ kind, erased, text }) => [kind, erased, text])).toEqual([
      ["comment.added", true, undefined],
      ["words.erased", undefined, undefined],
    ])
  }
})
