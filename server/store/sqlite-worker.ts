/** The thread that owns the SQLite file: it answers the calls of the main thread one by one, in the order they came. */
import { type MessagePort, parentPort, workerData } from "node:worker_threads"
import { copyDatabaseSync } from "./sqlite-backup.ts"
import { openSqliteEngine } from "./sqlite-engine.ts"
import { buffersOf, type Call, type Reply, STARTED, type Task } from "./sqlite-rpc.ts"
import type { Store } from "./store.ts"
import { toStoreError } from "./store-error.ts"

type Methods = Readonly<Record<string, (...args: readonly unknown[]) => Promise<unknown>>>

async function answer(port: MessagePort, id: number, work: () => Promise<unknown>): Promise<boolean> {
  try {
    const value = await work()
    port.postMessage({ id, value } satisfies Reply, buffersOf(value))
    return true
  } catch (error) {
    const { kind, message } = toStoreError(error)
    port.postMessage({ id, failure: { kind, message } } satisfies Reply)
    return false
  }
}

async function serve(port: MessagePort, path: string): Promise<void> {
  let store: Store | undefined
  const isOpen = await answer(port, STARTED, async () => {
    store = (await openSqliteEngine(path)).store
  })
  if (!isOpen || store === undefined) return
  const { journal, boards, accounts, mail } = store
  const rooms = { journal, boards, accounts, mail, store } as unknown as Readonly<Record<Call["room"], Methods>>
  port.on("message", async ({ id, room, method, args }: Call) => {
    await answer(port, id, () => rooms[room][method]!(...args))
    if (room === "store" && method === "close") port.close()
  })
}

if (parentPort !== null) {
  const task = workerData as Task
  if ("serve" in task) await serve(parentPort, task.serve)
  else await answer(parentPort, STARTED, async () => copyDatabaseSync(task.copy.from, task.copy.to))
}
