/** Copies that live in memory and outlive a session, as a browser's do: a "reload" opens the same shelf again. */
import * as Y from "yjs"
import type { StorageState } from "../../../client/sync/board-session.ts"
import { cell } from "../../../client/sync/external.ts"
import type { OpenCopy } from "../../../client/sync/offline-copy.ts"

export interface Shelf {
  readonly open: OpenCopy
  readonly names: () => readonly string[]
}

interface Kept {
  readonly updates: Uint8Array[]
  readonly values: Map<string, unknown>
  /** Ids that were left, and how much was written under them. */
  readonly left: Map<number, number>
}

export function memoryShelf(): Shelf {
  const kept = new Map<string, Kept>()
  const open: OpenCopy = (name, doc) => {
    const copy: Kept = kept.get(name) ?? { updates: [], values: new Map(), left: new Map() }
    kept.set(name, copy)
    const origin = {}
    const onUpdate = (update: Uint8Array, from: unknown) => {
      if (from !== origin) copy.updates.push(update)
    }
    const load = async () => {
      await Promise.resolve()
      for (const update of copy.updates) Y.applyUpdate(doc, update, origin)
      doc.on("update", onUpdate)
    }
    return {
      state: cell<StorageState>("ok"),
      loaded: load(),
      isOrigin: (from) => from === origin,
      get: async (key) => copy.values.get(key),
      set: (key, value) => {
        copy.values.set(key, structuredClone(value))
      },
      takeId: async (isFit) => {
        const [id] = [...copy.left].find(([left, clock]) => isFit(left, clock)) ?? []
        if (id !== undefined) copy.left.delete(id)
        return id
      },
      leaveId: (id, clock) => void copy.left.set(id, clock),
      close: () => doc.off("update", onUpdate),
      forget: async () => {
        doc.off("update", onUpdate)
        kept.delete(name)
      },
    }
  }
  return { open, names: () => [...kept.keys()] }
}
