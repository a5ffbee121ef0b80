/** Accounts, sessions, share links and settings. Tokens come here as hashes only. */
import type { ActorId, BoardId, UserId } from "../../shared/ids.ts"
import type { Instant } from "../../shared/time.ts"
import type { Db, Tables } from "./schema.ts"
import type { Accounts, GuestRow, LinkRow, PinRow, SessionRow, UserRow } from "./store.ts"

export class SqlAccounts implements Accounts {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async countUsers(): Promise<number> {
    const count = this.#db.selectFrom("account").select((eb) => eb.fn.countAll<number>().as("count"))
    return Number((await count.executeTakeFirstOrThrow()).count)
  }

  async createUser(row: UserRow): Promise<"created" | "login-taken"> {
    const { numInsertedOrUpdatedRows } = await this.#db
      .insertInto("account")
      .values({ ...row, owner: Number(row.owner) })
      .onConflict((conflict) => conflict.column("login").doNothing())
      .executeTakeFirstOrThrow()
    return numInsertedOrUpdatedRows === 0n ? "login-taken" : "created"
  }

  async findUser(by: { readonly login: string } | { readonly id: UserId }): Promise<UserRow | undefined> {
    const query = this.#db.selectFrom("account").selectAll()
    const one = "login" in by ? query.where("login", "=", by.login) : query.where("id", "=", by.id)
    const row = await one.executeTakeFirst()
    return row && toUser(row)
  }

  async listUsers(): Promise<readonly UserRow[]> {
    return (await this.#db.selectFrom("account").selectAll().orderBy("login").execute()).map(toUser)
  }

  async updateUser(
    id: UserId,
    patch: Partial<Pick<UserRow, "name" | "passwordHash" | "disabledAt" | "owner">>,
  ): Promise<void> {
    const { owner, ...rest } = patch
    const set = owner === undefined ? rest : { ...rest, owner: Number(owner) }
    if (Object.keys(set).length > 0) await this.#db.updateTable("account").set(set).where("id", "=", id).execute()
  }

  async createSession(row: SessionRow): Promise<void> {
    await this.#db.insertInto("session").values(row).execute()
  }

  findSession(tokenHash: string): Promise<SessionRow | undefined> {
    return this.#db.selectFrom("session").selectAll().where("tokenHash", "=", tokenHash).executeTakeFirst()
  }

  async extendSession(tokenHash: string, expiresAt: Instant): Promise<void> {
    await this.#db.updateTable("session").set({ expiresAt }).where("tokenHash", "=", tokenHash).execute()
  }

  async deleteSession(tokenHash: string): Promise<void> {
    await this.#db.deleteFrom("session").where("tokenHash", "=", tokenHash).execute()
  }

  async deleteSessionsOf(where: { readonly userId: UserId } | { readonly linkId: string }): Promise<readonly string[]> {
    const query = this.#db.deleteFrom("session").returning("tokenHash")
    const rows = "userId" in where ? query.where("userId", "=", where.userId) : query.where("linkId", "=", where.linkId)
    return (await rows.execute()).map(({ tokenHash }) => tokenHash)
  }

  async deleteExpiredSessions(now: Instant): Promise<number> {
    const query = this.#db.deleteFrom("session").where("expiresAt", "<=", now)
    const { numDeletedRows } = await query.executeTakeFirstOrThrow()
    const inSession = this.#db.selectFrom("session").select("session.actor")
    const orphans = this.#db.deleteFrom("pin").where("actor", "like", "guest:%" as ActorId)
    await orphans.where("actor", "not in", inSession).execute()
    return Number(numDeletedRows)
  }

  listGuests(board: BoardId, now: Instant): Promise<readonly GuestRow[]> {
    return this.#db
      .selectFrom("session")
      .innerJoin("link", "link.id", "session.linkId")
      .select(["session.actor", "session.name", "session.crewRole", "link.role"])
      .where("link.board", "=", board)
      .where("link.revokedAt", "is", null)
      .where(({ eb, or }) => or([eb("link.expiresAt", "is", null), eb("link.expiresAt", ">", now)]))
      .where("session.expiresAt", ">", now)
      .execute()
  }

  async countGuests(linkId: string, now: Instant): Promise<number> {
    const count = this.#db
      .selectFrom("session")
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .where("linkId", "=", linkId)
      .where("expiresAt", ">", now)
    return Number((await count.executeTakeFirstOrThrow()).count)
  }

  async createLink(row: LinkRow): Promise<void> {
    await this.#db.insertInto("link").values(row).execute()
  }

  findLink(by: { readonly tokenHash: string } | { readonly id: string }): Promise<LinkRow | undefined> {
    const query = this.#db.selectFrom("link").selectAll()
    const one = "id" in by ? query.where("id", "=", by.id) : query.where("tokenHash", "=", by.tokenHash)
    return one.executeTakeFirst()
  }

  listLinks(board: BoardId): Promise<readonly LinkRow[]> {
    const links = this.#db.selectFrom("link").selectAll().where("board", "=", board)
    return links.orderBy("createdAt").orderBy("id").execute()
  }

  async updateLink(id: string, patch: Partial<Pick<LinkRow, "revokedAt">>): Promise<void> {
    if (Object.keys(patch).length > 0) await this.#db.updateTable("link").set(patch).where("id", "=", id).execute()
  }

  async countUse(linkId: string, at: Instant): Promise<void> {
    await this.#db
      .updateTable("link")
      .set((eb) => ({ uses: eb("uses", "+", 1), lastUsedAt: at }))
      .where("id", "=", linkId)
      .execute()
  }

  findPin(actor: ActorId): Promise<PinRow | undefined> {
    return this.#db.selectFrom("pin").selectAll().where("actor", "=", actor).executeTakeFirst()
  }

  async putPin(row: PinRow): Promise<void> {
    const { actor: _, ...rest } = row
    await this.#db
      .insertInto("pin")
      .values(row)
      .onConflict((conflict) => conflict.column("actor").doUpdateSet(rest))
      .execute()
  }

  async deletePin(actor: ActorId): Promise<void> {
    await this.#db.deleteFrom("pin").where("actor", "=", actor).execute()
  }

  async getSetting(key: string): Promise<string | undefined> {
    const row = this.#db.selectFrom("setting").select("value").where("key", "=", key)
    return (await row.executeTakeFirst())?.value
  }

  async putSetting(key: string, value: string): Promise<void> {
    await this.#db
      .insertInto("setting")
      .values({ key, value })
      .onConflict((conflict) => conflict.column("key").doUpdateSet({ value }))
      .execute()
  }
}

function toUser(row: Tables["account"]): UserRow {
  return { ...row, owner: row.owner === 1 }
}
