/** What the main thread and the thread that owns the SQLite file say to each other. */
import type { Append, StoreErrorKind } from "./store.ts"

export type Room = "journal" | "boards" | "accounts" | "mail" | "store"

/** What a worker is started for. */
export type Task = { readonly serve: string } | { readonly copy: { readonly from: string; readonly to: string } }

export interface Call {
  readonly id: number
  readonly room: Room
  readonly method: string
  readonly args: readonly unknown[]
}

export interface Failure {
  readonly kind: StoreErrorKind
  readonly message: string
}

export type Reply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: Failure }

/** The id of the reply that says whether the worker's task could be started (or, for a copy, was done). */
export const STARTED = 0

/** A view is cloned together with all of the buffer behind it, which may be a whole network chunk: copy just the bytes. */
export const ownBytes = (bytes: Uint8Array): Uint8Array =>
  bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes)

export const ownAppend = (append: Append): Append => ({
  ...append,
  updates: append.updates.map(({ doc, bytes }) => ({ doc, bytes: ownBytes(bytes) })),
})

/** Big buffers of a result are handed over instead of copied; small ones are cheaper to copy. */
export function buffersOf(value: unknown): ArrayBuffer[] {
  if (value instanceof Uint8Array)
    return value.byteLength >= 65_536 && value.byteLength === value.buffer.byteLength
      ? [value.buffer as ArrayBuffer]
      : []
  if (value === null || typeof value !== "object") return []
  const { doc = value } = value as { doc?: unknown }
  const { snapshot, updates } = doc as { snapshot?: unknown; updates?: unknown }
  return [snapshot, ...(Array.isArray(updates) ? updates : [])].flatMap((bytes) =>
    bytes instanceof Uint8Array ? buffersOf(bytes) : [],
  )
}
