/** Boards, who belongs to them, and everybody who ever acted there. */
import type { BoardId, UserId } from "../../shared/ids.ts"
import { writeFirst } from "./append.ts"
import type { Db, Engine, Tables } from "./schema.ts"
import { Statements } from "./statements.ts"
import type { BoardRow, BoardStart, Boards, MemberRow, PersonRow } from "./store.ts"

export class SqlBoards implements Boards {
  readonly #db: Db
  readonly #statements: Statements

  constructor(db: Db, engine: Engine) {
    this.#db = db
    this.#statements = new Statements(db, engine)
  }

  async createBoard(row: BoardRow, start?: BoardStart): Promise<void> {
    await this.#db.transaction().execute(async (db) => {
      await db.insertInto("board").values(row).execute()
      await db.insertInto("head").values({ board: row.id, position: 0, seq: 0, hash: "" }).execute()
      if (start === undefined) return
      await writeFirst(db, this.#statements, start.commit)
      await db.insertInto("person").values(start.maker).execute()
      if (start.lead === undefined) return
      const lead = { board: row.id, userId: start.lead, role: "lead" as const, crewRoles: "[]" }
      await db.insertInto("member").values(lead).execute()
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
