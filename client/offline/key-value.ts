/**
 * A small store of plain values in IndexedDB. It is a comfort and never the truth: where the browser keeps nothing
 * (private mode, no room) reads answer undefined and writes are dropped; `set` says which.
 */
export interface KeyValueStore {
  get(key: string): Promise<unknown>
  /** False when the browser would not keep it. */
  set(key: string, value: unknown): Promise<boolean>
  delete(key: string): Promise<void>
  clear(): Promise<void>
}

const TABLE = "values"

export function keyValueStore(name: string): KeyValueStore {
  let opened: Promise<IDBDatabase> | undefined
  const run = async <T>(mode: IDBTransactionMode, work: (table: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
    opened ??= open(name)
    const transaction = (await opened).transaction(TABLE, mode)
    const request = work(transaction.objectStore(TABLE))
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result)
      transaction.onabort = () => reject(transaction.error)
    })
  }
  const quietly = async <T>(work: Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work
    } catch {
      opened = undefined
      return otherwise
    }
  }
  return {
    get: (key) =>
      quietly(
        run<unknown>("readonly", (table) => table.get(key)),
        undefined,
      ),
    set: (key, value) =>
      quietly(
        run("readwrite", (table) => table.put(value, key)).then(() => true),
        false,
      ),
    delete: (key) =>
      quietly(
        run<undefined>("readwrite", (table) => table.delete(key)),
        undefined,
      ),
    clear: () =>
      quietly(
        run<undefined>("readwrite", (table) => table.clear()),
        undefined,
      ),
  }
}

function open(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    if (typeof indexedDB === "undefined") return reject(new Error("this browser keeps nothing"))
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(TABLE)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
    request.onblocked = () => reject(new Error("another tab holds an older store open"))
  })
}
