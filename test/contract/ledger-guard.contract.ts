/** The database itself refuses to rewrite history, whoever asks it. */
import { beforeAll, describe, expect, it } from "vitest"
import type { Store } from "../../server/store/store.ts"
import type { BoardId } from "../../shared/ids.ts"
import { append, checkpoint, entry, newBoard, withWords } from "./builders.ts"
import type { Place } from "./harness.ts"

const APPEND_ONLY = /the ledger is append-only/
const ONLY_ERASED = /words of the ledger can only be erased/

export function ledgerGuardContract(opened: () => Store, place: () => Place): void {
  describe("the ledger against SQL from outside", () => {
    let board: BoardId
    beforeAll(async () => {
      board = await newBoard(opened())
      const entries = [entry(board, 1, withWords("spoken"))]
      await opened().journal.append([append(board, 0, { entries, checkpoint: checkpoint(board, 1) })])
    })

    const forgeries: readonly (readonly [string, RegExp])[] = [
      [`update entry set body = '{}'`, APPEND_ONLY],
      [`update entry set hash = 'other'`, APPEND_ONLY],
      [`update entry set at = at + 1`, APPEND_ONLY],
      [`delete from entry`, APPEND_ONLY],
      [`update checkpoint set signature = 'forged'`, APPEND_ONLY],
      [`delete from checkpoint`, APPEND_ONLY],
      [`delete from words`, APPEND_ONLY],
      [`update words set words = 'put in a mouth'`, ONLY_ERASED],
      [`update words set salt = 'other'`, ONLY_ERASED],
      [`update words set words = null, seq = seq + 1`, ONLY_ERASED],
    ]

    it.each(forgeries)("refuses: %s", async (text, message) => {
      const ofBoard = `${text} where board = '${board}'`
      await expect(place().sql(ofBoard)).rejects.toThrow(message)
      expect(await opened().journal.readEntries(board, { limit: 9 })).toMatchObject([
        { seq: 1, hash: entry(board, 1).hash },
      ])
      expect(await opened().journal.readCheckpoints(board)).toEqual([checkpoint(board, 1)])
    })

    it("refuses to replace or empty it in one go", async () => {
      const wholesale =
        place().engine === "sqlite"
          ? ["entry", "words", "checkpoint"].map((name) => `insert or replace into ${name} select * from ${name}`)
          : ["truncate entry, words", "truncate words", "truncate checkpoint"]
      for (const text of wholesale) await expect(place().sql(text)).rejects.toThrow(APPEND_ONLY)
    })

    it("lets words be erased by hand too", async () => {
      const other = await newBoard(opened())
      await opened().journal.append([append(other, 0, { entries: [entry(other, 1, withWords("gone"))] })])
      await place().sql(`update words set words = null, salt = '' where board = '${other}'`)
      expect(await opened().journal.readEntries(other, { limit: 9 })).toMatchObject([{ words: null, salt: "" }])
    })
  })
}
