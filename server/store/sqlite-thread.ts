/** Starts the worker beside this file: built or not, it has the same name and the same ending. */
import { Worker } from "node:worker_threads"
import { type Call, type Reply, type Room, STARTED, type Task } from "./sqlite-rpc.ts"
import { StoreError } from "./store.ts"

interface Pending {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: StoreError) => void
}

/** Calls by message: every call is answered, at the latest when the thread ends. */
export class SqliteThread {
  readonly #worker: Worker
  readonly #pending = new Map<number, Pending>()
  /** Resolves when the thread is gone and with it every handle on the file. */
  readonly ended: Promise<void>
  #lastId = STARTED
  #ended: StoreError | undefined

  private constructor(task: Task) {
    const isSource = import.meta.url.endsWith(".ts")
    const file = isSource
      ? new URL("./source-worker.mjs", import.meta.url)
      : new URL("./sqlite-worker.js", import.meta.url)
    this.#worker = new Worker(file, { workerData: task, execArgv: [] })
    this.#worker.on("message", (reply: Reply) => this.#settle(reply))
    this.#worker.on("error", (error) => this.#end(`The database thread failed: ${error.message}`))
    this.ended = new Promise((resolve) => {
      this.#worker.on("exit", () => {
        this.#end("The database is closed.")
        resolve()
      })
    })
  }

  /** Resolves when the worker says that its task runs (or, for a copy, is done). */
  static async start(task: Task): Promise<SqliteThread> {
    const thread = new SqliteThread(task)
    await new Promise((resolve, reject) => thread.#pending.set(STARTED, { resolve, reject }))
    return thread
  }

  call(room: Room, method: string, args: readonly unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== undefined) return reject(this.#ended)
      const id = ++this.#lastId
      this.#pending.set(id, { resolve, reject })
      this.#worker.postMessage({ id, room, method, args } satisfies Call)
    })
  }

  /** The methods of a room of the store, each as a call. */
  room<R extends object>(name: Room): R {
    return new Proxy({} as R, {
      get:
        (_, method) =>
        (...args: readonly unknown[]) =>
          this.call(name, String(method), args),
    })
  }

  #settle(reply: Reply): void {
    const pending = this.#pending.get(reply.id)
    this.#pending.delete(reply.id)
    if ("failure" in reply) pending?.reject(new StoreError(reply.failure.kind, reply.failure.message))
    else pending?.resolve(reply.value)
  }

  #end(message: string): void {
    this.#ended ??= new StoreError("unavailable", message)
    for (const { reject } of this.#pending.values()) reject(this.#ended)
    this.#pending.clear()
  }
}
