/** The embedded store as the server sees it: every method is a message to the thread that owns the file. */

import { copyDatabase } from "./sqlite-copy.ts"
import { ownAppend, ownBytes } from "./sqlite-rpc.ts"
import { SqliteThread } from "./sqlite-thread.ts"
import type { Accounts, Boards, Journal, Mail, Store } from "./store.ts"

/** Opens the file, makes it when it is missing, and brings its tables up to date. */
export async function openSqliteStore(path: string): Promise<Store> {
  const thread = await SqliteThread.start({ serve: path })
  return new SqliteStore(thread, path)
}

class SqliteStore implements Store {
  readonly journal: Journal
  readonly boards: Boards
  readonly accounts: Accounts
  readonly mail: Mail
  readonly #thread: SqliteThread
  readonly #path: string
  #closed: Promise<void> | undefined

  constructor(thread: SqliteThread, path: string) {
    this.#thread = thread
    this.#path = path
    const journal = thread.room<Journal>("journal")
    this.journal = {
      load: journal.load,
      loadDoc: journal.loadDoc,
      listDocs: journal.listDocs,
      append: (appends) => journal.append(appends.map(ownAppend)),
      findCommand: journal.findCommand,
      readEntries: journal.readEntries,
      listAlarms: journal.listAlarms,
      readCheckpoints: journal.readCheckpoints,
      listTyped: journal.listTyped,
      listRefusals: journal.listRefusals,
      readRefusals: journal.readRefusals,
      loadFold: journal.loadFold,
      keepFold: journal.keepFold,
      eraseWords: journal.eraseWords,
      compact: (board, doc, position, snapshot) => journal.compact(board, doc, position, ownBytes(snapshot)),
    }
    this.boards = thread.room<Boards>("boards")
    this.accounts = thread.room<Accounts>("accounts")
    this.mail = thread.room<Mail>("mail")
  }

  async ping(): Promise<void> {
    await this.#thread.call("store", "ping", [])
  }

  backup(path: string): Promise<void> {
    return copyDatabase(this.#path, path)
  }

  close(): Promise<void> {
    this.#closed ??= this.#closeOnce()
    return this.#closed
  }

  async #closeOnce(): Promise<void> {
    await this.#thread.call("store", "close", [])
    await this.#thread.ended
  }
}
