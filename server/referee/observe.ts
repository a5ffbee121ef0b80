/**
 * What an update changed, as observed and never as claimed: the touched registers are read before and after it is applied.
 * It runs inside the batch's one transaction, so deleted values can still be read and every author is told apart.
 */
import * as Y from "yjs"
import type { Change, ThingRoot } from "../../shared/change/change.ts"
import { metaMap, type Thing, thingMap } from "../../shared/doc/layout.ts"
import { readThing } from "../../shared/doc/read.ts"
import { equalJson, type Json } from "../../shared/json.ts"
import type { Registers } from "../../shared/model/board-view.ts"
import type { ItemId, SeenPlace } from "./seen-place.ts"

/** What an update touches, from the relay's guard. */
export interface TouchedRegisters {
  readonly things: ReadonlyMap<string, { readonly root: string; readonly id: string }>
  readonly registers: ReadonlyMap<
    string,
    {
      readonly root: string
      readonly thing: string | null
      readonly key: string
      readonly write:
        | { readonly client: number; readonly clock: number; readonly value: unknown; readonly basis: ItemId | null }
        | undefined
    }
  >
}

/** A thing of which the whole was exchanged for another under the same id. */
export interface Replaced {
  readonly kind: "replaced"
  readonly root: ThingRoot
  readonly id: string
  readonly from: Registers
  readonly to: Registers
}

/** A write that came too late: somebody else's stands. Nothing changed, and still it happened. */
export interface LostWrite {
  readonly root: string
  readonly thing: string | null
  readonly key: string
  readonly value: Json
  readonly standing: Json
  /** Written into a thing that was exchanged for another under the same id: not lost to anybody, only misplaced. */
  readonly isMisplaced: boolean
}

export interface Observed {
  readonly changes: readonly (Change | Replaced)[]
  readonly lost: readonly LostWrite[]
  /** Of every card whose place the update wrote: where its author believed it to be. */
  readonly seen: ReadonlyMap<string, SeenPlace>
}

type Found = { readonly type: Thing; readonly value: Registers } | undefined

export function observe(doc: Y.Doc, touched: TouchedRegisters, apply: () => void): Observed {
  const things = [...touched.things.values()].map(({ root, id }) => {
    const before = findThing(doc, root as ThingRoot, id)
    return { root: root as ThingRoot, id, before }
  })
  const registers = [...touched.registers.values()].map((register) => ({
    ...register,
    before: readRegister(doc, register.root, register.thing, register.key),
  }))
  const seen = new Map<string, SeenPlace>()
  for (const { root, thing, key, write } of registers)
    if (root === "cards" && key === "place" && thing !== null && write)
      seen.set(thing, { basis: write.basis, stood: itemAt(doc, root, thing, key) })
  apply()
  const changes: (Change | Replaced)[] = []
  const whole = new Set<string>()
  for (const { root, id, before } of things) {
    const change = changeOfThing(doc, root, id, before)
    if (!change) continue
    changes.push(change)
    whole.add(`${root}\n${id}`)
  }
  const lost: LostWrite[] = []
  for (const register of registers) {
    const { root, thing, key, before, write } = register
    if (thing !== null && whole.has(`${root}\n${thing}`)) continue
    const after = readRegister(doc, root, thing, key)
    if (!equalJson(before, after)) changes.push(changeOf(root, thing, key, before, after))
    else if (write && isLost(doc, root, thing, key, write, after)) {
      const isMisplaced = thing !== null && isElsewhere(doc, root, thing, write)
      lost.push({ root, thing, key, value: asJson(write.value), standing: after, isMisplaced })
    }
  }
  return { changes, lost, seen }
}

const itemAt = (doc: Y.Doc, root: string, thing: string | null, key: string): Y.Item | undefined =>
  mapOf(doc, root, thing)?._map.get(key)

function findThing(doc: Y.Doc, root: ThingRoot, id: string): Found {
  const type = thingMap(doc, root).get(id)
  return type instanceof Y.Map ? { type, value: readThing(type) } : undefined
}

function changeOfThing(doc: Y.Doc, root: ThingRoot, id: string, before: Found): Change | Replaced | undefined {
  const after = findThing(doc, root, id)
  if (before?.type === after?.type) return undefined
  if (!before) return after && { kind: "created", root, id, value: after.value }
  if (!after) return { kind: "removed", root, id, value: before.value }
  return { kind: "replaced", root, id, from: before.value, to: after.value }
}

function changeOf(root: string, thing: string | null, key: string, from: Json, to: Json): Change {
  return thing === null
    ? { kind: "set-meta", key, from, to }
    : { kind: "set", root: root as ThingRoot, id: thing, key, from, to }
}

function mapOf(doc: Y.Doc, root: string, thing: string | null): Thing | undefined {
  if (thing === null) return metaMap(doc)
  const found = thingMap(doc, root as ThingRoot).get(thing)
  return found instanceof Y.Map ? found : undefined
}

export function readRegister(doc: Y.Doc, root: string, thing: string | null, key: string): Json {
  return asJson(mapOf(doc, root, thing)?.get(key))
}

const asJson = (value: unknown): Json =>
  value === undefined || value instanceof Y.AbstractType ? null : (value as Json)

function isLost(
  doc: Y.Doc,
  root: string,
  thing: string | null,
  key: string,
  write: { readonly client: number; readonly clock: number; readonly value: unknown },
  standing: Json,
): boolean {
  if (equalJson(asJson(write.value), standing)) return false
  const id = itemAt(doc, root, thing, key)?.id
  return id === undefined || id.client !== write.client || id.clock !== write.clock
}

/** Whether an item went into something that is not the thing that stands there now. */
function isElsewhere(
  doc: Y.Doc,
  root: string,
  thing: string,
  write: { readonly client: number; readonly clock: number },
): boolean {
  const standing = mapOf(doc, root, thing)
  const item = Y.getItem(doc.store, Y.createID(write.client, write.clock))
  return standing !== undefined && (!(item instanceof Y.Item) || item.parent !== standing)
}
