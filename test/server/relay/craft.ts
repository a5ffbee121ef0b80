/** Yjs v1 updates byte by byte: what no honest library would write. */
import * as encoding from "lib0/encoding"

export type Id = readonly [client: number, clock: number]

export interface CraftedItem {
  readonly origin?: Id
  readonly rightOrigin?: Id
  /** A root's name, or the id of the parent's item. Only without origins. */
  readonly parent?: string | Id
  readonly sub?: string
  /** Content reference of the protocol and how to write it. */
  readonly ref: number
  readonly write: (encoder: encoding.Encoder) => void
}
export type CraftedStruct = CraftedItem | { readonly gc: number } | { readonly skip: number }

export interface CraftedBlock {
  readonly client: number
  readonly clock: number
  readonly structs: readonly CraftedStruct[]
}

export const any = (...values: unknown[]): Pick<CraftedItem, "ref" | "write"> => ({
  ref: 8,
  write(encoder) {
    encoding.writeVarUint(encoder, values.length)
    for (const value of values) encoding.writeAny(encoder, value as never)
  },
})
export const deleted = (length: number): Pick<CraftedItem, "ref" | "write"> => ({
  ref: 1,
  write: (encoder) => encoding.writeVarUint(encoder, length),
})
export const text = (value: string): Pick<CraftedItem, "ref" | "write"> => ({
  ref: 4,
  write: (encoder) => encoding.writeVarString(encoder, value),
})
/** 0 array, 1 map, 2 text, 3 element (with a name), 4 fragment, 5 hook, 6 xml text. */
export const type = (ref: number, name?: string): Pick<CraftedItem, "ref" | "write"> => ({
  ref: 7,
  write(encoder) {
    encoding.writeVarUint(encoder, ref)
    if (name !== undefined) encoding.writeVarString(encoder, name)
  },
})
export const format = (key: string, value: unknown): Pick<CraftedItem, "ref" | "write"> => ({
  ref: 6,
  write(encoder) {
    encoding.writeVarString(encoder, key)
    encoding.writeVarString(encoder, JSON.stringify(value))
  },
})
export const binary = (bytes: Uint8Array): Pick<CraftedItem, "ref" | "write"> => ({
  ref: 3,
  write: (encoder) => encoding.writeVarUint8Array(encoder, bytes),
})
export const embed = (value: unknown): Pick<CraftedItem, "ref" | "write"> => ({
  ref: 5,
  write: (encoder) => encoding.writeVarString(encoder, JSON.stringify(value)),
})
export const subdoc: Pick<CraftedItem, "ref" | "write"> = {
  ref: 9,
  write(encoder) {
    encoding.writeVarString(encoder, "sub")
    encoding.writeAny(encoder, { autoLoad: true })
  },
}

export interface CraftedDelete {
  readonly client: number
  readonly ranges: readonly (readonly [clock: number, length: number])[]
}

export function craft(blocks: readonly CraftedBlock[], deletes: readonly CraftedDelete[] = []): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, blocks.length)
    for (const { client, clock, structs } of blocks) {
      encoding.writeVarUint(encoder, structs.length)
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
      for (const struct of structs) writeStruct(encoder, struct)
    }
    encoding.writeVarUint(encoder, deletes.length)
    for (const { client, ranges } of deletes) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, ranges.length)
      for (const [clock, length] of ranges) {
        encoding.writeVarUint(encoder, clock)
        encoding.writeVarUint(encoder, length)
      }
    }
  })
}

function writeStruct(encoder: encoding.Encoder, struct: CraftedStruct): void {
  if ("gc" in struct) {
    encoding.writeUint8(encoder, 0)
    encoding.writeVarUint(encoder, struct.gc)
    return
  }
  if ("skip" in struct) {
    encoding.writeUint8(encoder, 10)
    encoding.writeVarUint(encoder, struct.skip)
    return
  }
  const { origin, rightOrigin, parent, sub, ref, write } = struct
  encoding.writeUint8(encoder, ref | (origin ? 128 : 0) | (rightOrigin ? 64 : 0) | (sub === undefined ? 0 : 32))
  for (const id of [origin, rightOrigin]) if (id) writeId(encoder, id)
  if (!origin && !rightOrigin) {
    encoding.writeVarUint(encoder, typeof parent === "string" ? 1 : 0)
    if (typeof parent === "string") encoding.writeVarString(encoder, parent)
    else writeId(encoder, parent ?? [0, 0])
    if (sub !== undefined) encoding.writeVarString(encoder, sub)
  }
  write(encoder)
}

function writeId(encoder: encoding.Encoder, [client, clock]: Id): void {
  encoding.writeVarUint(encoder, client)
  encoding.writeVarUint(encoder, clock)
}

/** 7 bytes that declare 2^27 structs. */
export const ALLOC_BOMB = encoding.encode((encoder) => {
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint(encoder, 2 ** 27)
  encoding.writeVarUint(encoder, 70_000)
})
