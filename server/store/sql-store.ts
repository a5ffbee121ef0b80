/** The store over the query layer, the same for both engines. What differs between them is handed in. */
import { SqlAccounts } from "./accounts.ts"
import { SqlBoards } from "./boards.ts"
import { SqlJournal } from "./journal.ts"
import { SqlMail } from "./mail.ts"
import type { Db, Engine } from "./schema.ts"
import type { Accounts, Boards, Journal, Mail, Store } from "./store.ts"
import { toStoreError } from "./store-error.ts"

export interface EngineParts {
  readonly engine: Engine
  readonly db: Db
  /** Makes erased words unreadable on the disk too. */
  scrub(): Promise<void>
  backup(path: string): Promise<void>
  /** Runs after the last commit; closes the engine. */
  close(): Promise<void>
}

export class SqlStore implements Store {
  readonly journal: Journal
  readonly boards: Boards
  readonly accounts: Accounts
  readonly mail: Mail
  readonly #sqlJournal: SqlJournal
  readonly #parts: EngineParts
  #closed: Promise<void> | undefined

  constructor(parts: EngineParts) {
    this.#parts = parts
    this.#sqlJournal = new SqlJournal(parts.db, parts.engine, () => parts.scrub())
    this.journal = withStoreErrors(this.#sqlJournal)
    this.boards = withStoreErrors(new SqlBoards(parts.db, parts.engine))
    this.accounts = withStoreErrors(new SqlAccounts(parts.db))
    this.mail = withStoreErrors(new SqlMail(parts.db))
  }

  async ping(): Promise<void> {
    const at = Date.now()
    const probe = this.#parts.db.insertInto("probe").values({ id: 1, at })
    await asStoreError(probe.onConflict((conflict) => conflict.column("id").doUpdateSet({ at })).execute())
  }

  backup(path: string): Promise<void> {
    return asStoreError(this.#parts.backup(path))
  }

  close(): Promise<void> {
    this.#closed ??= this.#closeOnce()
    return this.#closed
  }

  async #closeOnce(): Promise<void> {
    await this.#sqlJournal.idle()
    await asStoreError(this.#parts.close())
  }
}

async function asStoreError<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw toStoreError(error)
  }
}

/** The same room, whose methods reject with StoreError only. */
function withStoreErrors<Room extends object>(room: Room): Room {
  return new Proxy(room, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name, target)
      if (typeof method !== "function") return method
      return (...args: readonly unknown[]) => asStoreError(Promise.resolve(Reflect.apply(method, target, args)))
    },
  })
}
