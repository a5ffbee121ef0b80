/** What every engine must do with a board's journal and ledger. */
import { describe, expect, it } from "vitest"
import type { Store } from "../../server/store/store.ts"
import {
  actor,
  append,
  appendAll,
  bytesOf,
  checkpoint,
  entry,
  newBoard,
  newBoardId,
  nthAppend,
  withWords,
} from "./builders.ts"

export function journalContract(opened: () => Store): void {
  describe("load", () => {
    it("knows no board that was never made", async () => {
      expect(await opened().journal.load(newBoardId())).toBeUndefined()
    })

    it("starts a new board at position 0 and seq 0, with an empty document", async () => {
      const board = await newBoard(opened())
      expect(await opened().journal.load(board)).toEqual({
        head: { position: 0, seq: 0, hash: "" },
        doc: { snapshot: undefined, updates: [], position: 0 },
        clientIds: [],
      })
    })

    it("returns the updates byte for byte in the order of their commits, and where the ledger ends", async () => {
      const { journal } = opened()
      const board = await newBoard(opened())
      const big = Uint8Array.from({ length: 300_000 }, (_, i) => i % 251)
      // A view into a larger buffer: only the view's bytes may arrive.
      const view = new Uint8Array(new ArrayBuffer(70_000), 10, 3)
      view.set([4, 5, 6])
      await journal.append([nthAppend(board, 1, { updates: [{ doc: "", bytes: bytesOf(0, 255, 128) }] })])
      await journal.append([nthAppend(board, 2, { updates: [{ doc: "", bytes: big }] })])
      await journal.append([nthAppend(board, 3, { updates: [{ doc: "", bytes: view }] })])
      expect(await journal.load(board)).toEqual({
        head: { position: 3, seq: 3, hash: entry(board, 3).hash },
        doc: { snapshot: undefined, updates: [bytesOf(0, 255, 128), big, bytesOf(4, 5, 6)], position: 3 },
        clientIds: [],
      })
    })

    it("returns a record of which nothing is left as no bytes, in its place", async () => {
      const { journal } = opened()
      const board = await newBoard(opened())
      await journal.append([append(board, 0, { updates: [{ doc: "", bytes: bytesOf(1) }] })])
      await journal.append([append(board, 1, { updates: [{ doc: "", bytes: bytesOf() }] })])
      await journal.append([append(board, 2, { updates: [{ doc: "", bytes: bytesOf(3) }] })])
      expect((await journal.load(board))?.doc.updates).toEqual([bytesOf(1), bytesOf(), bytesOf(3)])
    })

    it("binds a client id to whoever used it first", async () => {
      const { journal } = opened()
      const board = await newBoard(opened())
      const largest = 2 ** 32 - 1
      await journal.append([append(board, 0, { clientIds: [{ clientId: largest, actor: actor("anna") }] })])
      await journal.append([
        append(board, 1, {
          clientIds: [
            { clientId: largest, actor: actor("mallory") },
            { clientId: 70_000, actor: actor("ben") },
          ],
        }),
      ])
      expect((await journal.load(board))?.clientIds).toEqual([
        { clientId: 70_000, actor: actor("ben") },
        { clientId: largest, actor: actor("anna") },
      ])
    })
  })

  describe("documents of a board", () => {
    it("keeps each document's updates apart and names them all", async () => {
      const { journal } = opened()
      const board = await newBoard(opened())
      const text = { doc: "text-b", bytes: bytesOf(1) }
      await journal.append([append(board, 0, { updates: [{ doc: "", bytes: bytesOf(9) }, text] })])
      await journal.append([append(board, 1, { updates: [{ doc: "text-a", bytes: bytesOf(2) }] })])
      await journal.append([append(board, 2, { updates: [{ doc: "text-b", bytes: bytesOf(3) }] })])
      expect(await journal.listDocs(board)).toEqual(["", "text-a", "text-b"])
      expect(await journal.loadDoc(board, "text-b")).toEqual({
        snapshot: undefined,
        updates: [bytesOf(1), bytesOf(3)],
        position: 3,
      })
      expect(await journal.loadDoc(board, "never")).toEqual({ snapshot: undefined, updates: [], position: 0 })
      expect((await journal.load(board))?.doc).toEqual({ snapshot: undefined, updates: [bytesOf(9)], position: 1 })
    })

    it("still names a document of which only the snapshot is left", async () => {
      const { journal } = opened()
      const board = await newBoard(opened())
      await journal.append([append(board, 0, { updates: [{ doc: "text-a", bytes: bytesOf(1) }] })])
      await journal.compact(board, "text-a", 1, bytesOf(42))
      expect(await journal.listDocs(board)).toEqual(["text-a"])
    })
  })

  describe("compact", () => {
    it("replaces the updates up to a position and keeps what was appended meanwhile", async () => {
      const { journal } = opened()
      const board = await newBoard(opened())
      await appendAll(opened(), board, 4)
      await journal.compact(board, "", 3, bytesOf(33))
      await journal.append([nthAppend(board, 5)])
      expect((await journal.load(board))?.doc).toEqual({
        snapshot: bytesOf(33),
        updates: [bytesOf(4, 0, 7), bytesOf(5, 0, 7)],
        position: 5,
      })
    })

    it("keeps a later snapshot and the updates after it when an earlier one comes too late", async () => {
      const { journal } = opened()
      const board = await newBoard(opened())
      await appendAll(opened(), board, 4)
      await journal.compact(board, "", 3, bytesOf(33))
      await journal.compact(board, "", 2, bytesOf(22))
      expect(await journal.loadDoc(board, "")).toEqual({
        snapshot: bytesOf(33),
        updates: [bytesOf(4, 0, 7)],
        position: 4,
      })
    })

    it("leaves the position of a fully compacted document where it was", async () => {
      const { journal } = opened()
      const board = await newBoard(opened())
      await appendAll(opened(), board, 2)
      await journal.compact(board, "", 2, bytesOf(22))
      expect(await journal.loadDoc(board, "")).toEqual({ snapshot: bytesOf(22), updates: [], position: 2 })
    })

    it("leaves other documents and other boards alone", async () => {
      const { journal } = opened()
      const [board, other] = [await newBoard(opened()), await newBoard(opened())]
      await journal.append([append(board, 0, { updates: [{ doc: "text-a", bytes: bytesOf(1) }] })])
      await appendAll(opened(), other, 1)
      await journal.compact(board, "", 9, bytesOf(9))
      expect((await journal.loadDoc(board, "text-a")).updates).toEqual([bytesOf(1)])
      expect((await journal.loadDoc(other, "")).updates).toEqual([bytesOf(1, 0, 7)])
    })

    it("loses no update while people write and compactions run", async () => {
      const { journal } = opened()
      const board = await newBoard(opened())
      for (let n = 1; n <= 30; n++) {
        const appended = journal.append([nthAppend(board, n)])
        const compacted = n > 1 ? journal.compact(board, "", n - 1, bytesOf(n - 1)) : undefined
        expect((await appended)[0]).toEqual({ ok: true, position: n })
        await compacted
      }
      expect((await journal.load(board))?.doc).toEqual({
        snapshot: bytesOf(29),
        updates: [bytesOf(30, 0, 7)],
        position: 30,
      })
    })
  })

  describe("reading the ledger", () => {
    it("reads forwards, backwards, by card and by kind, never more than asked", async () => {
      const { journal } = opened()
      const board = await newBoard(opened())
      const entries = [1, 2, 3, 4, 5, 6].map((seq) =>
        entry(board, seq, { card: seq % 2 === 0 ? "even" : null, kind: seq > 4 ? "card.archived" : "card.moved" }),
      )
      await journal.append([append(board, 0, { entries })])
      const seqs = async (query: Parameters<typeof journal.readEntries>[1]) =>
        (await journal.readEntries(board, query)).map(({ seq }) => seq)
      expect(await journal.readEntries(board, { limit: 100 })).toEqual(entries)
      expect(await seqs({ limit: 2 })).toEqual([1, 2])
      expect(await seqs({ limit: 0 })).toEqual([])
      expect(await seqs({ since: 4, limit: 100 })).toEqual([5, 6])
      expect(await seqs({ before: 3, limit: 100 })).toEqual([1, 2])
      expect(await seqs({ newestFirst: true, before: 5, limit: 2 })).toEqual([4, 3])
      expect(await seqs({ card: "even", limit: 100 })).toEqual([2, 4, 6])
      expect(await seqs({ card: "even", newestFirst: true, limit: 1 })).toEqual([6])
      expect(await seqs({ kinds: ["card.archived"], limit: 100 })).toEqual([5, 6])
      expect(await seqs({ kinds: ["card.archived", "card.moved"], since: 3, limit: 100 })).toEqual([4, 5, 6])
      expect(await seqs({ kinds: [], limit: 100 })).toEqual([])
    })

    it("reads by person, and by group of kinds as people ask for them", async () => {
      const { journal } = opened()
      const board = await newBoard(opened())
      const kinds = ["handoff.offered", "card.taken", "card.moved", "check.signed", "card.edited", "comment.added"]
      const entries = [...kinds, "lane.created", "text.edited"].map((kind, i) =>
        entry(board, i + 1, { kind, actor: (i % 2 === 0 ? "user:a" : "user:b") as never }),
      )
      await journal.append([append(board, 0, { entries })])
      const seqs = async (query: Omit<Parameters<typeof journal.readEntries>[1], "limit">) =>
        (await journal.readEntries(board, { limit: 100, ...query })).map(({ seq }) => seq)
      expect(await seqs({ actor: "user:b" })).toEqual([2, 4, 6, 8])
      expect(await seqs({ about: "promises" })).toEqual([1, 2])
      expect(await seqs({ about: "moves" })).toEqual([3])
      expect(await seqs({ about: "checks" })).toEqual([4])
      expect(await seqs({ about: "words" })).toEqual([5, 6, 8])
      expect(await seqs({ about: "board" })).toEqual([7])
      expect(await seqs({ about: "words", actor: "user:b", newestFirst: true })).toEqual([8, 6])
    })

    it("caps what one read returns at 5,000 entries", async () => {
      const { journal } = opened()
      const board = await newBoard(opened())
      const entries = Array.from({ length: 5001 }, (_, i) => entry(board, i + 1))
      expect(await journal.append([append(board, 0, { entries })])).toEqual([{ ok: true, position: 1 }])
      const read = await journal.readEntries(board, { limit: 1_000_000 })
      expect([read.length, read.at(-1)?.seq]).toEqual([5000, 5000])
    })

    it("keeps checkpoints in order, and the first of two for the same head and key", async () => {
      const { journal } = opened()
      const board = await newBoard(opened())
      const [first, second] = [checkpoint(board, 1), checkpoint(board, 2)]
      await journal.append([nthAppend(board, 1, { checkpoint: first })])
      await journal.append([nthAppend(board, 2, { checkpoint: second })])
      await journal.append([append(board, 2, { checkpoint: { ...second, signature: "another" } })])
      expect(await journal.readCheckpoints(board)).toEqual([first, second])
    })
  })

  describe("erasing somebody's words", () => {
    it("takes the words of one person on one board and leaves entries, hashes and everybody else's words", async () => {
      const { journal } = opened()
      const [board, other] = [await newBoard(opened()), await newBoard(opened())]
      const leaver = actor(`leaver-${board}`)
      const mine = (on: typeof board, seq: number) => entry(on, seq, { actor: leaver, ...withWords("mine") })
      const theirs = entry(board, 2, { actor: actor("stays"), ...withWords("theirs") })
      const wordless = entry(board, 3, { actor: leaver })
      await journal.append([append(board, 0, { entries: [mine(board, 1), theirs, wordless] })])
      const elsewhere = mine(other, 1)
      await journal.append([append(other, 0, { entries: [elsewhere] })])

      const all = { entries: [], person: { actor: leaver, before: 4 } }
      expect(await journal.eraseWords(board, all)).toBe(1)
      const [erased, kept, never] = await journal.readEntries(board, { limit: 10 })
      expect(erased).toEqual({ ...entry(board, 1, { actor: leaver }), words: null, salt: "" })
      expect([kept, never]).toEqual([theirs, wordless])
      expect(await journal.readEntries(other, { limit: 10 })).toEqual([elsewhere])
      expect(await journal.eraseWords(board, all)).toBe(0)
    })

    it("takes the words of single entries, and of a person only what stands before an entry", async () => {
      const { journal } = opened()
      const board = await newBoard(opened())
      const leaver = actor(`leaver-${board}`)
      const entries = Array.from({ length: 1_203 }, (_, i) =>
        entry(board, i + 1, { actor: i === 0 || i === 2 ? actor("stays") : leaver, ...withWords(`words ${i}`) }),
      )
      await journal.append([append(board, 0, { entries })])
      expect(await journal.eraseWords(board, { entries: [1, 9_999] })).toBe(1)
      expect(await journal.eraseWords(board, { entries: [1], person: { actor: leaver, before: 1_203 } })).toBe(1_200)
      const left = (await journal.readEntries(board, { limit: 2_000 })).filter(({ words }) => words !== null)
      expect(left.map(({ seq }) => seq)).toEqual([3, 1_203])
    })
  })

  describe("refusals", () => {
    const refusal = (no: number, who: string, body = `${who} ${no}`) => ({ no, actor: actor(who), at: 5, body })

    it("wait for their author, in order, until they are ended with another commit", async () => {
      const { journal } = opened()
      const board = await newBoard(opened())
      const largest = Number.MAX_SAFE_INTEGER
      const first = [refusal(largest, "anna"), refusal(2, "ben"), refusal(1, "anna", "words ✂")]
      await journal.append([nthAppend(board, 1, { refusals: first })])
      expect(await journal.listRefusals(board)).toEqual([
        { no: 1, actor: actor("anna"), chars: 7 },
        { no: 2, actor: actor("ben"), chars: 5 },
        { no: largest, actor: actor("anna"), chars: 21 },
      ])
      expect(await journal.readRefusals(board, actor("anna"))).toEqual([refusal(1, "anna", "words ✂"), first[0]])
      await journal.append([append(board, 1, { endedRefusals: [1, 999], refusals: [refusal(3, "ben")] })])
      expect((await journal.listRefusals(board)).map(({ no }) => no)).toEqual([2, 3, largest])
      expect(await journal.readRefusals(await newBoard(opened()), actor("anna"))).toEqual([])
    })

    it("are stored with their commit or not at all", async () => {
      const { journal } = opened()
      const board = await newBoard(opened())
      await journal.append([nthAppend(board, 1, { refusals: [refusal(1, "anna")] })])
      const late = append(board, 0, { refusals: [refusal(2, "anna")], endedRefusals: [1] })
      expect(await journal.append([late])).toEqual([expect.objectContaining({ ok: false, conflict: true })])
      expect((await journal.listRefusals(board)).map(({ no }) => no)).toEqual([1])
    })

    it("go when the words of their author are erased", async () => {
      const { journal } = opened()
      const board = await newBoard(opened())
      const [gone, stays] = [`gone-${board}`, `stays-${board}`]
      await journal.append([nthAppend(board, 1, { refusals: [refusal(1, gone), refusal(2, stays)] })])
      await journal.eraseWords(board, { entries: [], person: { actor: actor(gone), before: 1 } })
      expect((await journal.listRefusals(board)).map(({ no }) => no)).toEqual([2])
    })
  })

  describe("a kept fold", () => {
    const row = (seq: number) => ({ seq, version: "one", body: `{"seq":${seq},"words":"✂"}`, signature: "s" })

    it("stands in the place of the one before, and goes when words are erased", async () => {
      const { journal } = opened()
      const board = await newBoard(opened())
      expect(await journal.loadFold(board)).toBeUndefined()
      await journal.keepFold(board, row(5))
      await journal.keepFold(board, row(7))
      expect(await journal.loadFold(board)).toEqual(row(7))
      await journal.eraseWords(board, { entries: [] })
      expect(await journal.loadFold(board)).toBeUndefined()
    })
  })

  describe("words that no entry tells of yet", () => {
    it("are known by text until an entry tells of them", async () => {
      const { journal } = opened()
      const board = await newBoard(opened())
      const by = (text: string, who: string | null) => ({ text, actor: who === null ? null : actor(who) })
      await journal.append([nthAppend(board, 1, { typed: [by("b", "anna"), by("a", "ben"), by("never", null)] })])
      expect(await journal.listTyped(board)).toEqual([by("a", "ben"), by("b", "anna")])
      await journal.append([nthAppend(board, 2, { typed: [by("a", null), by("b", "cleo")] })])
      expect(await journal.listTyped(board)).toEqual([by("b", "cleo")])
    })
  })
}
