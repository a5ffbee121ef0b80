/**
 * Reads a Yjs update without touching any document. Total: any bytes give a decoded update or undefined, in time linear
 * in the bytes. `Y.applyUpdate` must never see bytes that did not pass here: it allocates on the word of length fields.
 */
import type * as decoding from "lib0/decoding"
import * as Y from "yjs"

export type Struct = Y.Item | Y.GC | Y.Skip

export interface DecodedUpdate {
  readonly bytes: Uint8Array
  /** The structs of each client, in their order. */
  readonly blocks: ReadonlyMap<number, readonly Struct[]>
  readonly structCount: number
  readonly deletes: ReadonlyMap<number, readonly { readonly clock: number; readonly len: number }[]>
}

export interface DecodeLimits {
  readonly structsPerUpdate: number
  readonly deletesPerUpdate: number
}

export function decodeUpdate(bytes: Uint8Array, limits: DecodeLimits): DecodedUpdate | undefined {
  reading = { limits }
  try {
    const { structs, ds } = Y.decodeUpdateV2(bytes, CountingDecoder as unknown as typeof Y.UpdateDecoderV1)
    const { reader } = reading
    if (!reader?.isAtEnd()) return undefined
    const blocks = blocksOf(structs as Struct[])
    // Two blocks of one client would be read as two here and as one (the last) when they are applied.
    return blocks.size === reader.blocks
      ? { bytes, blocks, structCount: structs.length, deletes: ds.clients }
      : undefined
  } catch {
    // lib0 and Yjs throw on whatever they cannot read: that is the answer "not an update".
    return undefined
  }
}

/** Yjs makes the decoder itself and keeps it to itself: this is how the one call and its decoder find each other. */
let reading: { readonly limits: DecodeLimits; reader?: CountingDecoder } | undefined

class CountingDecoder extends Y.UpdateDecoderV1 {
  blocks = 0
  #structs = 0
  #deletes = 0
  readonly #limits: DecodeLimits

  constructor(decoder: decoding.Decoder) {
    super(decoder)
    if (!reading) throw new Error("made by decodeUpdate only")
    this.#limits = reading.limits
    reading.reader = this
  }

  isAtEnd(): boolean {
    return this.restDecoder.pos === this.restDecoder.arr.length
  }

  override readClient(): number {
    this.blocks++
    return super.readClient()
  }

  override readInfo(): number {
    if (++this.#structs > this.#limits.structsPerUpdate) throw new RangeError("too many structs")
    return super.readInfo()
  }

  override readDsClock(): number {
    if (++this.#deletes > this.#limits.deletesPerUpdate) throw new RangeError("too many deletes")
    return super.readDsClock()
  }
}

function blocksOf(structs: readonly Struct[]): Map<number, Struct[]> {
  const blocks = new Map<number, Struct[]>()
  for (const struct of structs) {
    const block = blocks.get(struct.id.client)
    if (block) block.push(struct)
    else blocks.set(struct.id.client, [struct])
  }
  return blocks
}
