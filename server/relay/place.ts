/**
 * Where an item of a document sits: under which root, how deep, in what kind of container and under which key. The guard
 * asks this of items that are in the document and of items that an update brings.
 */
import * as Y from "yjs"

export type Container = "map" | "fragment" | "element" | "text"

export interface Place {
  readonly root: string
  /** 0: directly under the root. */
  readonly depth: number
  readonly container: Container
  /** The container itself, for comparing. */
  readonly at: object
  /** The key of the container in its own parent: a thing's id when depth is 1. */
  readonly thing: string | null
  /** The key under which the item sits, or null in a list. */
  readonly sub: string | null
}

/** Undefined for what is collected garbage: nothing written there is ever seen. */
export type MaybePlace = Place | undefined

type AnyType = Y.AbstractType<unknown>

function containerOf(type: unknown): Container | undefined {
  if (type instanceof Y.XmlText) return "text"
  if (type instanceof Y.XmlHook) return undefined
  if (type instanceof Y.XmlElement) return "element"
  if (type instanceof Y.XmlFragment) return "fragment"
  return type instanceof Y.Map ? "map" : undefined
}

export function placeOfItem(item: Y.Item): MaybePlace {
  return item.parent === null ? undefined : placeIn(item.parent as AnyType, item.parentSub)
}

/** The place of whatever is put into `type`, which is part of a document. */
export function placeIn(type: AnyType, sub: string | null): MaybePlace {
  const container = containerOf(type)
  if (!container) return undefined
  let depth = 0
  let top = type
  while (top._item !== null) {
    depth++
    top = top._item.parent as AnyType
    // A parent that was collected: the whole branch is gone.
    if (!top) return undefined
  }
  const root = rootName(top)
  return root === undefined
    ? undefined
    : { root, depth, container, at: type, thing: type._item?.parentSub ?? null, sub }
}

function rootName(type: AnyType): string | undefined {
  for (const [name, root] of type.doc?.share ?? []) if (root === type) return name
  return undefined
}
