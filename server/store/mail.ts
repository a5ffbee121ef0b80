/** Who wants mail, where to, and what they were told. Every change is compare-and-set: two servers never send one digest. */
import type { UserId } from "../../shared/ids.ts"
import type { Instant } from "../../shared/time.ts"
import type { Db, Tables } from "./schema.ts"
import type { Mail, MailRow } from "./store.ts"

export class SqlMail implements Mail {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async find(by: Parameters<Mail["find"]>[0]): Promise<MailRow | undefined> {
    const query = this.#db.selectFrom("mail").selectAll()
    const one =
      "userId" in by
        ? query.where("userId", "=", by.userId)
        : "confirmHash" in by
          ? query.where("confirmHash", "=", by.confirmHash)
          : query.where("unsubscribe", "=", by.unsubscribe)
    const row = await one.executeTakeFirst()
    return row && toMail(row)
  }

  async put(row: MailRow): Promise<boolean> {
    const next = { ...row, atOnce: Number(row.atOnce), told: JSON.stringify(row.told), revision: row.revision + 1 }
    // A row that was removed meanwhile stays removed.
    if (row.revision > 0) {
      const update = this.#db.updateTable("mail").set(next).where("userId", "=", row.userId)
      return (await update.where("revision", "=", row.revision).executeTakeFirstOrThrow()).numUpdatedRows === 1n
    }
    const insert = this.#db
      .insertInto("mail")
      .values(next)
      .onConflict((conflict) => conflict.doNothing())
    return (await insert.executeTakeFirstOrThrow()).numInsertedOrUpdatedRows === 1n
  }

  async remove(user: UserId): Promise<void> {
    await this.#db.deleteFrom("mail").where("userId", "=", user).execute()
  }

  async listDue(now: Instant): Promise<readonly MailRow[]> {
    const due = this.#db
      .selectFrom("mail")
      .selectAll()
      .where(({ eb, or }) => or([eb("nextAt", "<=", now), eb("urgentAt", "<=", now)]))
    return (await due.orderBy("userId").execute()).map(toMail)
  }

  async listAtOnce(): Promise<readonly MailRow[]> {
    const rows = this.#db.selectFrom("mail").selectAll().where("atOnce", "=", 1).where("verifiedAt", "is not", null)
    return (await rows.orderBy("userId").execute()).map(toMail)
  }
}

const toMail = (row: Tables["mail"]): MailRow => ({
  ...row,
  atOnce: row.atOnce === 1,
  told: JSON.parse(row.told) as MailRow["told"],
})
