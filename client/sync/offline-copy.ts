/**
 * The copy of one document in this browser, and a few values that belong to it. Whether the browser really keeps it is
 * tried out before anything is typed, and watched afterwards: private windows and full disks fail at different moments.
 */
import { IndexeddbPersistence } from "y-indexeddb"
import type * as Y from "yjs"
import { keyValueStore } from "../offline/key-value.ts"
import type { External, StorageState } from "./board-session.ts"
import { cell } from "./external.ts"
import { noteLeftId, takeLeftId } from "./left-ids.ts"

export interface OfflineCopy {
  readonly state: External<StorageState>
  /** Resolves once what was kept is in the document, or there is nothing that could be kept. Never rejects. */
  readonly loaded: Promise<void>
  /** Whether a transaction of this origin comes from the copy itself. */
  isOrigin(origin: unknown): boolean
  get(key: string): Promise<unknown>
  set(key: string, value: unknown): void
  /** An id that another page left and for which `isFit` holds, taken away for good; undefined when there is none. */
  takeId(isFit: (id: number, clock: number) => boolean): Promise<number | undefined>
  /** Leaves an id for another page, with how much was ever written under it. Also on the way out. */
  leaveId(id: number, clock: number): void
  close(): void
  /** Takes the copy away for good. */
  forget(): Promise<void>
}
export type OpenCopy = (name: string, doc: Y.Doc) => OfflineCopy

const PREFIX = "throughline-doc:"
export const copyName = (actor: string, room: string): string => `${PREFIX}${actor}:${room}`
export const isCopyName = (name: string): boolean => name.startsWith(PREFIX)
/** The board's own copy, or that of one of its texts. */
export const isOfBoard = (name: string, boardId: string): boolean =>
  name.endsWith(`:${boardId}`) || name.includes(`:${boardId}/`)
/** A browser that does not even answer is not waited for. */
const PATIENCE_MS = 3_000

export const openBrowserCopy: OpenCopy = (name, doc) => {
  const state = cell<StorageState>("pending")
  let persistence: IndexeddbPersistence | undefined
  let isClosed = false
  const fail = () => state.set("failed")
  const load = async () => {
    if (!(await keyValueStore("throughline-probe").set("probe", "kept?"))) return fail()
    if (isClosed) return
    persistence = new IndexeddbPersistence(name, doc)
    await persistence.whenSynced
    // Failures of single writes bubble up to the database: that is the only place where y-indexeddb shows them.
    persistence.db?.addEventListener("abort", fail)
    persistence.db?.addEventListener("error", fail)
    persistence.db?.addEventListener("close", fail)
    if (state.get() === "pending") state.set("ok")
  }
  const loaded = Promise.race([load().catch(fail), afterPatience(() => state.get() === "pending" && fail())])
  return {
    state,
    loaded,
    isOrigin: (origin) => origin !== undefined && origin !== null && origin === persistence,
    get: async (key) => {
      try {
        return await persistence?.get(key)
      } catch {
        fail()
        return undefined
      }
    },
    set: (key, value) => {
      if (!isClosed) persistence?.set(key, value as string).catch(fail)
    },
    takeId: async (isFit) => {
      try {
        return persistence?.db && !isClosed ? await takeLeftId(persistence.db, isFit) : undefined
      } catch {
        fail()
        return undefined
      }
    },
    leaveId: (id, clock) => {
      try {
        if (persistence?.db && !isClosed) noteLeftId(persistence.db, id, clock)
      } catch {
        // The connection to the storage is gone, and the id with it.
        fail()
      }
    },
    close: () => {
      isClosed = true
      void persistence?.destroy()
    },
    forget: async () => {
      isClosed = true
      await persistence?.clearData()
    },
  }
}

const afterPatience = (then: () => unknown): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(() => {
      then()
      resolve()
    }, PATIENCE_MS)
  })
