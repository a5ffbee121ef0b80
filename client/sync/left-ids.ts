/** The ids that pages of this browser left, beside the copy of the document: id → how much was ever written under it. */

/** The table of y-indexeddb for values of one's own. */
const TABLE = "custom"
const PREFIX = "left-id:"
const ALL = () => IDBKeyRange.bound(PREFIX, `${PREFIX}~`)

/** Removes the first that fits, and resolves when that is on the disk; undefined when none fits. */
export function takeLeftId(
  db: IDBDatabase,
  isFit: (id: number, clock: number) => boolean,
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(TABLE, "readwrite", { durability: "strict" })
    let taken: number | undefined
    const asked = transaction.objectStore(TABLE).openCursor(ALL())
    asked.onsuccess = () => {
      const cursor = asked.result
      if (!cursor) return
      const id = Number(String(cursor.key).slice(PREFIX.length))
      if (!isFit(id, Number(cursor.value))) return cursor.continue()
      taken = id
      cursor.delete()
    }
    transaction.oncomplete = () => resolve(taken)
    transaction.onabort = () => reject(transaction.error)
  })
}

export function noteLeftId(db: IDBDatabase, id: number, clock: number): void {
  const transaction = db.transaction(TABLE, "readwrite")
  transaction.objectStore(TABLE).put(clock, PREFIX + id)
  // A page that goes away does not live to see its requests answered.
  transaction.commit()
}
