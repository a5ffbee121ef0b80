/** The line of a promise that came too late: once, kept like any entry, and never a way to fill the ledger. */
import { expect, it } from "vitest"
import { findChainFault } from "../../../server/ledger/verify-chain.ts"
import { Replay } from "../../../server/verify/replay.ts"
import { openEntry } from "../../../shared/model/entry.ts"
import { fold, noPromises } from "../../../shared/promises/fold.ts"
import { accept, Stage, TESTERS } from "./handoff-stage.ts"

const H = "h-card-1"
const withdraw = { kind: "handoff.withdraw", handoff: H, reason: "I keep it" } as const

async function decided() {
  const stage = await Stage.open()
  await stage.offer("ana", "card-1", TESTERS)
  await stage.ask("bo", accept(H))
  return stage
}

it("says in the answer which line it is, and tells everybody of it", async () => {
  const stage = await decided()
  const [ana, dev] = [await stage.person("ana"), await stage.person("dev")]
  dev.client.follow(0)
  const no = await ana.ask(withdraw)
  const [line] = await stage.entries("promise.superseded")
  expect(no).toMatchObject({ ok: false, code: "refused", rule: "H5", seq: line?.seq })
  await dev.client.until(() =>
    dev.client.frames.some(
      (frame) => frame.type === "entries" && frame.body.entries.some(({ seq }) => seq === line?.seq),
    ),
  )
  expect((await stage.promises()).cards["card-1"]).toMatchObject({ accountable: "user:bo" })
})

it("leaves one line of whoever asks a hundred times, under whatever ids, also after a restart", async () => {
  const stage = await decided()
  const answers = []
  for (let i = 0; i < 50; i++) answers.push(await stage.ask("raj", accept(H)))
  await stage.restart()
  for (let i = 0; i < 50; i++) answers.push(await stage.ask("raj", accept(H)))
  const [line, ...more] = await stage.entries("promise.superseded")
  expect(more).toEqual([])
  for (const answer of answers) expect(answer).toMatchObject({ ok: false, rule: "H4", seq: line?.seq })
})

it("leaves no line of somebody who has no part in it, looks on, or asks for nonsense", async () => {
  const stage = await decided()
  const vic = await stage.person("vic", "viewer")
  expect(await vic.ask(accept(H))).toMatchObject({ ok: false })
  const before = (await stage.promises()).seq
  for (const ask of [accept(H), withdraw, { kind: "handoff.finish", handoff: H }, accept("h-none")] as const)
    expect(await stage.ask("dev", ask)).toMatchObject({ ok: false })
  expect((await stage.promises()).seq).toBe(before)
})

it("is one line when the store kept it and its answer got lost", async () => {
  const stage = await decided()
  const ana = await stage.person("ana")
  const { faults, reloads } = stage.harness
  faults.failAfterStoring = true
  const asked = ana.ask(withdraw, "once-only-1")
  expect(await asked).toMatchObject({ ok: false, rule: "H5", data: { person: "user:bo" } })
  expect(reloads).toContain("store")
  expect(await stage.entries("promise.superseded")).toHaveLength(1)
  expect(await ana.ask(withdraw, "once-only-1")).toEqual(await asked)
})

it("names the person and the screen when it was said on a shared one", async () => {
  const stage = await decided()
  const asker = { actor: "user:raj" as never, role: "member" as const, crewRoles: ["test"] }
  const via = { actor: "shared:ward" as never, method: "pin" } as const
  const { relay, board } = stage.harness
  expect(await relay.execute(board, asker, { id: "on-a-screen-1", ...accept(H) }, via)).toMatchObject({ rule: "H4" })
  expect(await stage.entries("promise.superseded")).toEqual([expect.objectContaining({ actor: "user:raj", via })])
})

it("is in order for those who verify, and folds to what the relay holds", async () => {
  const stage = await decided()
  await stage.ask("ana", withdraw)
  await stage.ask("raj", accept(H))
  const { store, board, relay } = stage.harness
  const entries = await store.journal.readEntries(board, { limit: 5_000 })
  expect(findChainFault(board, entries, { checkpoints: [] })).toBeUndefined()
  const verifier = new Replay()
  for (const { body, words } of entries)
    verifier.take(JSON.parse(body) as never, words === null ? null : (JSON.parse(words) as never))
  expect(verifier.differenceFrom((await store.journal.load(board))!.doc)).toBeUndefined()
  expect(entries.map(openEntry).reduce(fold, noPromises())).toEqual((await relay.snapshot(board))!.promises)
})
