/** Boards, members and people. */
import { describe, expect, it } from "vitest"
import type { MemberRow, Store } from "../../server/store/store.ts"
import { actor, boardRow, newBoard, newBoardId, newUserId, nthAppend } from "./builders.ts"

export function boardsContract(opened: () => Store): void {
  describe("boards", () => {
    it("keeps a board as it was made, and changes only what a patch names", async () => {
      const { boards } = opened()
      const row = boardRow(newBoardId(), { name: "Küche 🍳 'pass'" })
      await boards.createBoard(row)
      expect(await boards.getBoard(row.id)).toEqual(row)
      await boards.updateBoard(row.id, { name: "Pass", archivedAt: 5 })
      await boards.updateBoard(row.id, {})
      expect(await boards.getBoard(row.id)).toEqual({ ...row, name: "Pass", archivedAt: 5 })
      await boards.updateBoard(row.id, { archivedAt: null, changedAt: 9 })
      expect(await boards.getBoard(row.id)).toEqual({ ...row, name: "Pass", changedAt: 9 })
      expect(await boards.getBoard(newBoardId())).toBeUndefined()
    })

    it("lists boards in the order they were made", async () => {
      const { boards } = opened()
      const [late, early] = [newBoardId(), newBoardId()]
      await boards.createBoard(boardRow(late, { createdAt: 20 }))
      await boards.createBoard(boardRow(early, { createdAt: 10 }))
      const listed = (await boards.listBoards()).map(({ id }) => id)
      expect(listed.filter((id) => id === late || id === early)).toEqual([early, late])
    })

    it("makes a board together with its first commit, its maker and its lead", async () => {
      const { boards, journal } = opened()
      const [board, lead] = [newBoardId(), newUserId()]
      const maker = { board, actor: actor("anna"), name: "Anna", seenAt: 1 }
      await boards.createBoard(boardRow(board), { commit: nthAppend(board, 1), maker, lead })
      expect((await journal.load(board))?.head).toMatchObject({ position: 1, seq: 1 })
      expect(await boards.listPeople(board)).toEqual([maker])
      expect(await boards.listMembers(board)).toEqual([{ board, userId: lead, role: "lead", crewRoles: [] }])
    })

    it("makes no board at all when its first commit cannot be stored", async () => {
      const { boards, journal } = opened()
      const board = newBoardId()
      const maker = { board, actor: actor("anna"), name: "Anna", seenAt: 1 }
      const commit = nthAppend(board, 2)
      await expect(boards.createBoard(boardRow(board), { commit, maker })).rejects.toMatchObject({ kind: "broken" })
      expect(await boards.getBoard(board)).toBeUndefined()
      expect(await journal.load(board)).toBeUndefined()
      expect(await boards.listPeople(board)).toEqual([])
    })

    it("makes a board only once", async () => {
      const row = boardRow(newBoardId())
      await opened().boards.createBoard(row)
      await expect(opened().boards.createBoard({ ...row, name: "again" })).rejects.toMatchObject({ kind: "broken" })
      expect(await opened().boards.getBoard(row.id)).toEqual(row)
    })
  })

  describe("members and people", () => {
    it("keeps one membership per person and board", async () => {
      const { boards } = opened()
      const [board, other] = [await newBoard(opened()), await newBoard(opened())]
      const user = newUserId()
      const member: MemberRow = { board, userId: user, role: "member", crewRoles: ["nurse", "porter"] }
      const there: MemberRow = { ...member, board: other, role: "viewer", crewRoles: [] }
      await boards.putMember(member)
      await boards.putMember(there)
      await boards.putMember({ ...member, role: "lead" })
      expect(await boards.listMembers(board)).toEqual([{ ...member, role: "lead" }])
      const mine = await boards.membershipsOf(user)
      expect(mine.map((row) => row.board).sort()).toEqual([board, other].sort())
      await boards.removeMember(board, user)
      expect(await boards.listMembers(board)).toEqual([])
      expect(await boards.membershipsOf(user)).toEqual([there])
    })

    it("remembers everybody who was seen, by their latest name", async () => {
      const { boards } = opened()
      const board = await newBoard(opened())
      await boards.putPerson({ board, actor: actor("ben"), name: "Ben", seenAt: 1 })
      await boards.putPerson({ board, actor: actor("anna"), name: "Anna", seenAt: 2 })
      await boards.putPerson({ board, actor: actor("ben"), name: "Benedict", seenAt: 3 })
      expect(await boards.listPeople(board)).toEqual([
        { board, actor: actor("anna"), name: "Anna", seenAt: 2 },
        { board, actor: actor("ben"), name: "Benedict", seenAt: 3 },
      ])
    })

    it("refuses a member of a board that is not there", async () => {
      const member: MemberRow = { board: newBoardId(), userId: newUserId(), role: "lead", crewRoles: [] }
      await expect(opened().boards.putMember(member)).rejects.toMatchObject({ name: "StoreError", kind: "broken" })
    })
  })
}
