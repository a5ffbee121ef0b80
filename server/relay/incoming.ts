/**
 * The structs of an update that the guard has settled so far, seen together with the document that they are going to join:
 * one place to ask "is this id known?" and "where does it sit?".
 */
import * as Y from "yjs"
import { type MaybePlace, type Place, placeIn, placeOfItem } from "./place.ts"
import { sizeOfContent } from "./text-size.ts"

interface Settled {
  readonly clock: number
  readonly end: number
  readonly place: MaybePlace
  /** The container that the struct makes, if it makes one. */
  readonly type: Y.AbstractType<unknown> | undefined
}

type Id = { readonly client: number; readonly clock: number }
type AnyType = Y.AbstractType<unknown>

export class Incoming {
  readonly doc: Y.Doc
  growth = 0
  readonly #states = new Map<number, number>()
  readonly #settled = new Map<number, Settled[]>()
  /** Places of containers that the update itself brings. */
  readonly #made = new Map<AnyType, Place>()

  readonly #measures: boolean

  /** `measures`: whether to keep count of what the update adds and takes away. */
  constructor(doc: Y.Doc, measures: boolean) {
    this.doc = doc
    this.#measures = measures
  }

  /** Content of the document that the update deletes. */
  loses(item: Y.Item, length: number): void {
    if (this.#measures) this.growth -= sizeOfContent(item.content, length)
  }

  /** The next clock of a client: what the document has, and what was settled since. */
  state(client: number): number {
    return this.#states.get(client) ?? this.stored(client)
  }

  stored(client: number): number {
    return Y.getState(this.doc.store, client)
  }

  /** Whether everything that an item builds on is there. An item never builds on later structs of its own client. */
  hasDependencies(item: Y.Item): boolean {
    const { client, clock } = item.id
    const isThere = (id: Id | null) =>
      id === null || (id.client === client ? id.clock < clock : id.clock < this.state(id.client))
    return isThere(item.origin) && isThere(item.rightOrigin) && isThere(parentId(item))
  }

  placeOf(item: Y.Item): Place | "gone" | "inconsistent" {
    const left = item.origin && this.#lookUp(item.origin)
    const right = item.rightOrigin && this.#lookUp(item.rightOrigin)
    if (left || right) return beside(left?.place, right?.place, Boolean(left), Boolean(right))
    if (typeof item.parent === "string") return placeIn(this.doc.get(item.parent), item.parentSub) ?? "gone"
    const parent = parentId(item)
    if (!parent) return "inconsistent"
    const { place, type } = this.#lookUp(parent)
    if (!type) return place === undefined || this.#isDeletedAt(parent) ? "gone" : "inconsistent"
    return this.#placeInside(type, item.parentSub) ?? "gone"
  }

  add(item: Y.Item, place: MaybePlace): void {
    const { content } = item
    const type = content instanceof Y.ContentType ? (content.type as AnyType) : undefined
    if (type && place) this.#made.set(type, place)
    if (this.#measures) this.growth += sizeOfContent(content, item.length)
    this.#settle(item, place, type)
  }

  addGarbage(struct: Y.GC): void {
    this.#settle(struct, undefined, undefined)
  }

  #settle(struct: Y.Item | Y.GC, place: MaybePlace, type: AnyType | undefined): void {
    const { client, clock } = struct.id
    const end = clock + struct.length
    const settled = this.#settled.get(client)
    const entry = { clock, end, place, type }
    if (settled) settled.push(entry)
    else this.#settled.set(client, [entry])
    this.#states.set(client, end)
  }

  #lookUp(id: Id): { readonly place: MaybePlace; readonly type: AnyType | undefined } {
    if (id.clock >= this.stored(id.client)) return this.#findSettled(id)
    const struct = Y.getItem(this.doc.store, Y.createID(id.client, id.clock)) as Y.Item | Y.GC
    if (!(struct instanceof Y.Item)) return { place: undefined, type: undefined }
    const { content } = struct
    const type = content instanceof Y.ContentType ? (content.type as AnyType) : undefined
    return { place: placeOfItem(struct), type }
  }

  #findSettled(id: Id): { readonly place: MaybePlace; readonly type: AnyType | undefined } {
    const settled = this.#settled.get(id.client) ?? []
    let low = 0
    let high = settled.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const entry = settled[middle] as Settled
      if (id.clock < entry.clock) high = middle - 1
      else if (id.clock >= entry.end) low = middle + 1
      else return entry
    }
    return { place: undefined, type: undefined }
  }

  #isDeletedAt(id: Id): boolean {
    if (id.clock >= this.stored(id.client)) return true
    return Y.getItem(this.doc.store, Y.createID(id.client, id.clock)).deleted
  }

  #placeInside(type: AnyType, sub: string | null): MaybePlace {
    const made = this.#made.get(type)
    if (!made) return placeIn(type, sub)
    const container = placeInMade(type)
    return container && { ...made, depth: made.depth + 1, container, at: type, thing: made.sub, sub }
  }
}

const placeInMade = (type: AnyType): Place["container"] | undefined =>
  type instanceof Y.XmlText
    ? "text"
    : type instanceof Y.XmlElement
      ? "element"
      : type instanceof Y.Map
        ? "map"
        : undefined

/** Before it is integrated an item names its parent by id, by the name of a root, or not at all (then its neighbours tell). */
function parentId(item: Y.Item): Id | null {
  const parent = item.parent as unknown
  return parent instanceof Y.ID ? parent : null
}

/** An item takes its place from its neighbours, and both must be of one place. */
function beside(
  left: MaybePlace,
  right: MaybePlace,
  hasLeft: boolean,
  hasRight: boolean,
): Place | "gone" | "inconsistent" {
  if ((hasLeft && !left) || (hasRight && !right)) return "gone"
  const place = left ?? right
  if (!place) return "gone"
  return left && right && (left.at !== right.at || left.sub !== right.sub) ? "inconsistent" : place
}
