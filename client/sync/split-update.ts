/**
 * Cuts an update that is larger than a message may be into several that are not. Each can be applied right after the one
 * before it: what builds on something comes behind it, and a new thing comes with all that it was made with, because the
 * relay judges each message by itself. What was deleted comes last.
 */
import * as encoding from "lib0/encoding"
import * as Y from "yjs"
import { LIMITS } from "../../shared/limits.ts"

/** Half of what a message may have, and of how many structs the relay takes in one. */
const MOST_BYTES = LIMITS.messageBytes / 2
const MOST_STRUCTS = 10_000
const MOST_RANGES = 20_000

type Struct = Y.Item | Y.GC
type Deletes = ReturnType<typeof Y.decodeUpdate>["ds"]["clients"]

/** The update itself when it is small enough, or when it cannot be cut: then the relay's limit says so. */
export function splitUpdate(update: Uint8Array, mostBytes = MOST_BYTES): readonly Uint8Array[] {
  if (update.length <= mostBytes) return [update]
  const { structs, ds } = Y.decodeUpdate(update)
  const ordered = inOrder(structs)
  if (!ordered) return [update]
  const pieces = cut(ordered, mostBytes).map((piece) => encode(piece, new Map()))
  return [...pieces, ...cutDeletes(ds.clients).map((deletes) => encode([], deletes))]
}

/** All structs, each behind those that it builds on; undefined when that is not possible. */
function inOrder(structs: readonly (Struct | Y.Skip)[]): readonly Struct[] | undefined {
  const whole = structs.filter((struct) => !(struct instanceof Y.Skip)) as Struct[]
  if (whole.length < structs.length) return undefined
  const waiting = byClient(whole)
  const ordered: Struct[] = []
  const next = new Map([...waiting.keys()].map((client) => [client, 0]))
  /** Whatever is not in this update is with the relay. */
  const isThere = (id: Y.ID | null | undefined) => {
    if (!id) return true
    const head = waiting.get(id.client)?.[next.get(id.client) ?? 0]
    return head === undefined || id.clock < head.id.clock
  }
  while (ordered.length < structs.length) {
    const before = ordered.length
    for (const [client, list] of waiting) {
      let at = next.get(client) ?? 0
      for (let struct = list[at]; struct && buildsOn(struct).every(isThere); struct = list[at]) {
        ordered.push(struct)
        next.set(client, ++at)
      }
    }
    if (ordered.length === before) return undefined
  }
  return ordered
}

function byClient(structs: readonly Struct[]): Map<number, Struct[]> {
  const of = new Map<number, Struct[]>()
  for (const struct of structs) {
    const list = of.get(struct.id.client)
    if (list) list.push(struct)
    else of.set(struct.id.client, [struct])
  }
  return of
}

function buildsOn(struct: Struct): readonly (Y.ID | null)[] {
  return struct instanceof Y.Item ? [struct.origin, struct.rightOrigin, parentId(struct)] : []
}

const parentId = ({ parent }: Y.Item): Y.ID | null => (parent instanceof Y.ID ? parent : null)

function cut(ordered: readonly Struct[], mostBytes: number): readonly (readonly Struct[])[] {
  const pieces: Struct[][] = []
  let room = 0
  for (const thing of things(ordered)) {
    const size = thing.reduce((sum, struct) => sum + sizeOf(struct), 0)
    const piece = pieces.at(-1)
    if (piece && size <= room && piece.length + thing.length <= MOST_STRUCTS) {
      piece.push(...thing)
      room -= size
    } else {
      pieces.push([...thing])
      room = mostBytes - size
    }
  }
  return pieces
}

/** What is not to be cut: a new thing and what it was made with. */
function things(ordered: readonly Struct[]): readonly (readonly Struct[])[] {
  const all: Struct[][] = []
  let made: Y.ID | undefined
  for (const struct of ordered) {
    const parent = struct instanceof Y.Item ? parentId(struct) : null
    if (made && parent && Y.compareIDs(parent, made)) {
      all.at(-1)?.push(struct)
      continue
    }
    all.push([struct])
    made = struct instanceof Y.Item && struct.content instanceof Y.ContentType ? struct.id : undefined
  }
  return all
}

function cutDeletes(all: Deletes): readonly Deletes[] {
  const pieces: Deletes[] = []
  let room = 0
  for (const [client, ranges] of all)
    for (let from = 0; from < ranges.length; ) {
      if (room === 0) {
        pieces.push(new Map())
        room = MOST_RANGES
      }
      const some = ranges.slice(from, from + room)
      pieces.at(-1)?.set(client, some)
      from += some.length
      room -= some.length
    }
  return pieces
}

function sizeOf(struct: Struct): number {
  const encoder = new Y.UpdateEncoderV1()
  struct.write(encoder, 0)
  return encoder.toUint8Array().length
}

function encode(structs: readonly Struct[], deletes: Deletes): Uint8Array {
  const encoder = new Y.UpdateEncoderV1()
  const { restEncoder } = encoder
  const of = byClient(structs)
  encoding.writeVarUint(restEncoder, of.size)
  for (const [client, list] of of) {
    encoding.writeVarUint(restEncoder, list.length)
    encoder.writeClient(client)
    encoding.writeVarUint(restEncoder, list[0]?.id.clock ?? 0)
    for (const struct of list) struct.write(encoder, 0)
  }
  encoding.writeVarUint(restEncoder, deletes.size)
  for (const [client, ranges] of deletes) {
    encoding.writeVarUint(restEncoder, client)
    encoding.writeVarUint(restEncoder, ranges.length)
    for (const { clock, len } of ranges) {
      encoder.writeDsClock(clock)
      encoder.writeDsLen(len)
    }
  }
  return encoder.toUint8Array()
}
