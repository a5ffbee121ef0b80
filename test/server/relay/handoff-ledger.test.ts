/** The ledger of handed-over work is whole, and tells the same as the board: for those who verify it without this program. */
import { expect, it } from "vitest"
import { findChainFault } from "../../../server/ledger/verify-chain.ts"
import { Replay } from "../../../server/verify/replay.ts"
import { plainView } from "../../../shared/model/board-view.ts"
import { openEntry } from "../../../shared/model/entry.ts"
import { fold, noPromises } from "../../../shared/promises/fold.ts"
import { replay } from "../../support/replay.ts"
import { accept, Stage, sheetOn, TESTERS } from "./handoff-stage.ts"

it("tells all that happened to a board on which work is handed over, and nothing else", async () => {
  const stage = await Stage.open()
  const [ana, bo] = [await stage.person("ana"), await stage.person("bo")]
  await stage.offer("ana", "card-1", { kind: "lane", id: "test" })
  await stage.offer("ana", "card-2", TESTERS)
  await (await stage.text("ana", "h-card-1", "what")).type("And the receipt")
  sheetOn(ana.client.doc, "h-card-1").set("f:when", "Thursday")
  await ana.client.allSaved()
  expect(await bo.ask(accept("h-card-1", 3))).toMatchObject({ ok: true })
  await bo.ask({ kind: "handoff.decline", handoff: "h-card-2", reason: "Too much today" })
  stage.pass(24 * 60 * 60_000)
  await stage.ticks()

  const { store, board, relay } = stage.harness
  // The clock may strike on: what is compared is what was so at one moment.
  const snapshot = (await relay.snapshot(board))!
  const written = await store.journal.readEntries(board, { limit: 5_000 })
  const entries = written.filter(({ seq }) => seq <= snapshot.promises.seq)
  expect(findChainFault(board, entries, { checkpoints: [] })).toBeUndefined()
  const verifier = new Replay()
  for (const { body, words } of entries)
    verifier.take(JSON.parse(body) as never, words === null ? null : (JSON.parse(words) as never))
  expect(verifier.differenceFrom((await store.journal.load(board))!.doc)).toBeUndefined()
  const opened = entries.map(openEntry)
  expect(replay(opened, plainView(snapshot.view))).toBe(true)
  expect(opened.reduce(fold, noPromises())).toEqual(snapshot.promises)
})
