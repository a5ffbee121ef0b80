/** The acceptance suite of the store: whoever brings a new engine runs this. Each part shares one open store. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Store } from "../../server/store/store.ts"
import { accountsContract } from "./accounts.contract.ts"
import { appendContract } from "./append.contract.ts"
import { boardsContract } from "./boards.contract.ts"
import {
  actor,
  append,
  appendAll,
  boardRow,
  bytesOf,
  checkpoint,
  entry,
  newBoard,
  newBoardId,
  withWords,
} from "./builders.ts"
import type { NewPlace, Place } from "./harness.ts"
import { journalContract } from "./journal.contract.ts"
import { ledgerGuardContract } from "./ledger-guard.contract.ts"
import { mailContract } from "./mail.contract.ts"
import { migrationContract } from "./migration.contract.ts"

export function storeContract(newPlace: NewPlace): void {
  describe("one open store", () => {
    let place: Place
    let store: Store
    beforeAll(async () => {
      place = await newPlace()
      store = await place.open()
    })
    afterAll(async () => {
      await store?.close()
      await place?.remove()
    })

    journalContract(() => store)
    appendContract(() => store)
    boardsContract(() => store)
    accountsContract(() => store)
    mailContract(() => store)
    ledgerGuardContract(
      () => store,
      () => place,
    )

    it("answers a ping again and again", async () => {
      await store.ping()
      await store.ping()
    })
  })

  describe("a store that was closed", () => {
    it("has everything when it is opened again", async () => {
      const place = await newPlace()
      const first = await place.open()
      const board = await newBoard(first)
      await appendAll(first, board, 5)
      await first.journal.compact(board, "", 3, bytesOf(33))
      const clientIds = [{ clientId: 70_000, actor: actor("anna") }]
      const entries = [entry(board, 6, withWords("kept"))]
      const commandIds = [{ id: "c1", seq: 6 }]
      await first.journal.append([
        append(board, 5, { entries, clientIds, commandIds, checkpoint: checkpoint(board, 6) }),
      ])
      await first.accounts.putSetting("greeting", "hello")
      const before = await first.journal.load(board)
      await first.close()

      const second = await place.open()
      expect(await second.journal.load(board)).toEqual(before)
      expect(await second.journal.readEntries(board, { since: 5, limit: 5 })).toEqual(entries)
      expect(await second.journal.findCommand(board, "c1")).toBe(6)
      expect(await second.journal.readCheckpoints(board)).toEqual([checkpoint(board, 6)])
      expect(await second.boards.listBoards()).toEqual([boardRow(board)])
      expect(await second.accounts.getSetting("greeting")).toBe("hello")
      await second.close()
      await place.remove()
    })

    it("has finished the appends that were under way, and refuses later ones", async () => {
      const place = await newPlace()
      const store = await place.open()
      const boards = await Promise.all(Array.from({ length: 20 }, () => newBoard(store)))
      const underWay = boards.map((board) => store.journal.append([append(board, 0)]))
      await store.close()
      expect((await Promise.all(underWay)).flat()).toEqual(Array(20).fill({ ok: true, position: 1 }))
      await expect(store.journal.append([append(newBoardId(), 0)])).rejects.toMatchObject({ kind: "unavailable" })
      await place.remove()
    })
  })

  describe("two stores on the same data", () => {
    it("never both win the same position", async () => {
      const place = await newPlace()
      const [one, two] = await Promise.all([place.open(), place.open()])
      const boards = await Promise.all(Array.from({ length: 10 }, () => newBoard(one)))
      for (let position = 0; position < 5; position++) {
        const taken = await Promise.all(
          [...boards, ...boards].map((board, i) => (i < 10 ? one : two).journal.append([append(board, position)])),
        )
        expect(taken.flat().filter(({ ok }) => ok)).toHaveLength(10)
      }
      await Promise.all([one.close(), two.close()])
      await place.remove()
    })
  })

  migrationContract(newPlace)
}
