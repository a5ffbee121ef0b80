/** Compare-and-set on the head: who wins, who loses, and that nothing is ever half done. */
import { describe, expect, it } from "vitest"
import { type AppendResult, type Store, StoreError } from "../../server/store/store.ts"
import { append, bytesOf, entry, newBoard, newBoardId, nthAppend, withWords } from "./builders.ts"

const isTaken = (result: AppendResult | undefined): boolean => result?.ok === true

export function appendContract(opened: () => Store): void {
  describe("append", () => {
    it("lets exactly one of 100 simultaneous appends at the same position win, and tells the others the head", async () => {
      const { journal } = opened()
      const board = await newBoard(opened())
      const results = await Promise.all(
        Array.from({ length: 100 }, async (_, i) => {
          const updates = [{ doc: "", bytes: bytesOf(i) }]
          return (await journal.append([nthAppend(board, 1, { updates })]))[0]
        }),
      )
      const winner = results.findIndex(isTaken)
      expect(results.filter(isTaken)).toEqual([{ ok: true, position: 1 }])
      expect(results.filter((result) => !isTaken(result))).toEqual(
        Array(99).fill({ ok: false, conflict: true, head: { position: 1, seq: 1, hash: entry(board, 1).hash } }),
      )
      expect((await journal.load(board))?.doc.updates).toEqual([bytesOf(winner)])
    })

    it("keeps when a board's next clock strikes with the commit that says so, until one says otherwise", async () => {
      const { journal } = opened()
      const [board, other] = [await newBoard(opened()), await newBoard(opened())]
      const kept = async () => (await journal.listAlarms()).filter((alarm) => [board, other].includes(alarm.board))
      await journal.append([nthAppend(board, 1, { nextAlarmAt: 500 }), nthAppend(board, 2, { nextAlarmAt: 400 })])
      await journal.append([nthAppend(board, 3), nthAppend(board, 9, { nextAlarmAt: 1 }), nthAppend(other, 1)])
      expect(await kept()).toEqual([{ board, at: 400 }])
      await journal.append([nthAppend(other, 2, { nextAlarmAt: 700 }), nthAppend(board, 4, { nextAlarmAt: null })])
      expect(await kept()).toEqual([{ board: other, at: 700 }])
    })

    it("answers each board of one call by itself: a conflict does not stop the others", async () => {
      const { journal } = opened()
      const boards = [await newBoard(opened()), await newBoard(opened()), await newBoard(opened())]
      const [a, b, c] = boards as [(typeof boards)[0], (typeof boards)[0], (typeof boards)[0]]
      await journal.append([nthAppend(b, 1)])
      const results = await journal.append([nthAppend(a, 1), nthAppend(b, 1), nthAppend(c, 1)])
      expect(results.map(isTaken)).toEqual([true, false, true])
      expect((await journal.load(c))?.head.position).toBe(1)
    })

    it("moves the head of a commit without entries, and of one without updates", async () => {
      const { journal } = opened()
      const board = await newBoard(opened())
      await journal.append([append(board, 0, { entries: [entry(board, 1)] })])
      await journal.append([append(board, 1, { updates: [{ doc: "", bytes: bytesOf(1) }] })])
      expect((await journal.load(board))?.head).toEqual({ position: 2, seq: 1, hash: entry(board, 1).hash })
    })

    it("takes two appends of one board in the same call one after the other", async () => {
      const { journal } = opened()
      const board = await newBoard(opened())
      expect(await journal.append([nthAppend(board, 1), nthAppend(board, 2)])).toEqual([
        { ok: true, position: 1 },
        { ok: true, position: 2 },
      ])
      expect((await journal.load(board))?.head.seq).toBe(2)
    })

    it("serves many boards at once", async () => {
      const { journal } = opened()
      const boards = await Promise.all(Array.from({ length: 70 }, () => newBoard(opened())))
      for (const n of [1, 2, 3]) {
        const results = await Promise.all(boards.map((board) => journal.append([nthAppend(board, n)])))
        expect(results.flat()).toEqual(Array(70).fill({ ok: true, position: n }))
      }
      const loaded = await Promise.all(boards.map((board) => journal.load(board)))
      expect(loaded.map((found) => found?.doc.updates.length)).toEqual(Array(70).fill(3))
    })

    it("recognises a command by its id, on its board only", async () => {
      const { journal } = opened()
      const [board, other] = [await newBoard(opened()), await newBoard(opened())]
      await journal.append([nthAppend(board, 1, { commandIds: [{ id: "c1", seq: 1 }] })])
      expect(await journal.findCommand(board, "c1")).toBe(1)
      expect(await journal.findCommand(board, "c2")).toBeUndefined()
      expect(await journal.findCommand(other, "c1")).toBeUndefined()
      expect(await journal.append([nthAppend(other, 1, { commandIds: [{ id: "c1", seq: 1 }] })])).toEqual([
        { ok: true, position: 1 },
      ])
    })
  })

  describe("an append that must not be", () => {
    it("stops the whole call that it came in, also when it follows a good one for the same board", async () => {
      const { journal } = opened()
      const [board, other] = [await newBoard(opened()), await newBoard(opened())]
      const gap = append(board, 1, { entries: [entry(board, 3)] })
      const call = journal.append([nthAppend(other, 1), nthAppend(board, 1), gap])
      await expect(call).rejects.toMatchObject({ kind: "broken", message: expect.stringContaining("does not follow") })
      expect((await journal.load(board))?.head.position).toBe(0)
      expect((await journal.load(other))?.head.position).toBe(0)
    })

    const mistakes: readonly (readonly [
      string,
      (board: ReturnType<typeof newBoardId>) => ReturnType<typeof append>,
    ])[] = [
      ["to a board that was never made", () => append(newBoardId(), 0)],
      ["that leaves a gap in seq", (board) => append(board, 1, { entries: [entry(board, 3)] })],
      ["that repeats a seq", (board) => append(board, 1, { entries: [entry(board, 1)] })],
      [
        "that breaks the chain",
        (board) => append(board, 1, { entries: [entry(board, 2, { prevHash: "0".repeat(64) })] }),
      ],
      ["with another board's entry", (board) => append(board, 1, { entries: [entry(newBoardId(), 2)] })],
      ["that answers a command twice", (board) => nthAppend(board, 2, { commandIds: [{ id: "c1", seq: 2 }] })],
      [
        "with two updates of one document",
        (board) =>
          append(board, 1, {
            updates: [
              { doc: "a", bytes: bytesOf(1) },
              { doc: "a", bytes: bytesOf(2) },
            ],
          }),
      ],
    ]

    it.each(mistakes)("%s is refused whole, and those beside it go through", async (_, build) => {
      const { journal } = opened()
      const [board, beside] = [await newBoard(opened()), await newBoard(opened())]
      await journal.append([nthAppend(board, 1, { commandIds: [{ id: "c1", seq: 1 }] })])
      const bad = journal.append([build(board)])
      const good = journal.append([nthAppend(beside, 1)])
      await expect(bad).rejects.toMatchObject({ name: "StoreError", kind: "broken" })
      await expect(bad).rejects.toBeInstanceOf(StoreError)
      expect(await good).toEqual([{ ok: true, position: 1 }])
      expect((await journal.load(board))?.head).toEqual({ position: 1, seq: 1, hash: entry(board, 1).hash })
      expect(await journal.listDocs(board)).toEqual([""])
      expect(await journal.append([nthAppend(board, 2, { entries: [entry(board, 2, withWords("on"))] })])).toEqual([
        { ok: true, position: 2 },
      ])
    })
  })
}
