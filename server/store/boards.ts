/** Boards, who belongs to them, and everybody who ever acted there. */
import type { BoardId, UserId } from "../../shared/ids.ts"
import type { Db, Tables } from "./schema.ts"
import type { BoardRow, Boards, MemberRow, PersonRow } from "./store.ts"

export class SqlBoards implements Boards {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async createBoard(row: BoardRow): Promise<void> {
    await this.#db.transaction().execute(async (db) => {
      await db.insertInto("board").values(row).execute()
      await db.insertInto("head").values({ board: row.id, position: 0, seq: 0, hash: "" }).execute()
    })
  }

  listBoards(): Promise<readonly BoardRow[]> {
    return this.#db.selectFrom("board").selectAll().orderBy("createdAt").orderBy("id").execute()
  }

  getBoard(id: BoardId): Promise<BoardRow | undefined> {
    return this.#db.selectFrom("board").selectAll().where("id", "=", id).executeTakeFirst()
  }

  async updateBoard(id: BoardId, patch: Partial<Pick<BoardRow, "name" | "archivedAt" | "changedAt">>): Promise<void> {
    if (Object.keys(patch).length > 0) await this.#db.updateTable("board").set(patch).where("id", "=", id).execute()
  }

  async listMembers(board: BoardId): Promise<readonly MemberRow[]> {
    const rows = this.#db.selectFrom("member").selectAll().where("board", "=", board)
    return (await rows.orderBy("userId").execute()).map(toMember)
  }

  async membershipsOf(user: UserId): Promise<readonly MemberRow[]> {
    const rows = this.#db.selectFrom("member").selectAll().where("userId", "=", user)
    return (await rows.orderBy("board").execute()).map(toMember)
  }

  async putMember(row: MemberRow): Promise<void> {
    const crewRoles = JSON.stringify(row.crewRoles)
    await this.#db
      .insertInto("member")
      .values({ ...row, crewRoles })
      .onConflict((conflict) => conflict.columns(["board", "userId"]).doUpdateSet({ role: row.role, crewRoles }))
      .execute()
  }

  async removeMember(board: BoardId, user: UserId): Promise<void> {
    await this.#db.deleteFrom("member").where("board", "=", board).where("userId", "=", user).execute()
  }

  async putPerson(row: PersonRow): Promise<void> {
    const { name, seenAt } = row
    await this.#db
      .insertInto("person")
      .values(row)
      .onConflict((conflict) => conflict.columns(["board", "actor"]).doUpdateSet({ name, seenAt }))
      .execute()
  }

  listPeople(board: BoardId): Promise<readonly PersonRow[]> {
    return this.#db.selectFrom("person").selectAll().where("board", "=", board).orderBy("actor").execute()
  }
}

function toMember(row: Tables["member"]): MemberRow {
  return { ...row, crewRoles: JSON.parse(row.crewRoles) as readonly string[] }
}
