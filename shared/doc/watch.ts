/**
 * What a transaction changed, as observed (law L2). It reads Yjs's own record of the transaction and only collects:
 * nothing here may throw, because a listener that throws stops the document's events for good (yjs#799).
 */
import * as Y from "yjs"
import type { Change, ThingRoot } from "../change/change.ts"
import { equalJson, type Json } from "../json.ts"
import { putOwn, readThing } from "./read.ts"

const ROOTS: readonly ThingRoot[] = ["lanes", "cards", "sheets"]

/** Calls `listener` with every transaction's changes; returns the way to stop. */
export function watch(
  doc: Y.Doc,
  listener: (changes: readonly Change[], transaction: Y.Transaction) => void,
): () => void {
  const roots = ROOTS.map((root) => [root, doc.getMap(root)] as const)
  const meta = doc.getMap("meta")
  const onEvents = (transaction: Y.Transaction) => {
    const changes: Change[] = []
    for (const [root, map] of roots) collect(root, map, transaction, changes)
    collectMeta(meta, transaction, changes)
    if (changes.length > 0) listener(changes, transaction)
  }
  doc.on("afterTransaction", onEvents)
  return () => doc.off("afterTransaction", onEvents)
}

type MapEvent = Y.YMapEvent<unknown>

function eventsOf(map: Y.Map<unknown>, transaction: Y.Transaction): readonly MapEvent[] {
  return (transaction.changedParentTypes.get(map as never) ?? []) as unknown as MapEvent[]
}

function collect(root: ThingRoot, map: Y.Map<unknown>, transaction: Y.Transaction, changes: Change[]): void {
  const events = eventsOf(map, transaction)
  const replaced = new Set<string>()
  for (const event of events) {
    if ((event.target as unknown) !== map) continue
    for (const [id, { action, oldValue }] of event.changes.keys) {
      replaced.add(id)
      if (action !== "add" && oldValue instanceof Y.Map)
        changes.push({ kind: "removed", root, id, value: readBefore(oldValue, transaction) })
      const thing = map.get(id)
      if (action !== "delete" && thing instanceof Y.Map)
        changes.push({ kind: "created", root, id, value: readThing(thing) })
    }
  }
  for (const event of events) {
    const id = idUnder(map, event.target)
    if (id === undefined || replaced.has(id)) continue
    for (const [key, { oldValue }] of event.changes.keys) {
      const from = register(oldValue)
      const to = register((event.target as Y.Map<unknown>).get(key))
      if (!equalJson(from, to)) changes.push({ kind: "set", root, id, key, from, to })
    }
  }
}

/** `event.path` would be relative to the last deep observer, and there is none: the item itself knows where it hangs. */
function idUnder(map: Y.Map<unknown>, target: MapEvent["target"]): string | undefined {
  const item = target._item
  return item !== null && (item.parent as unknown) === map ? (item.parentSub ?? undefined) : undefined
}

function collectMeta(meta: Y.Map<unknown>, transaction: Y.Transaction, changes: Change[]): void {
  for (const event of eventsOf(meta, transaction)) {
    for (const [key, { oldValue }] of event.changes.keys) {
      const from = register(oldValue)
      const to = register(meta.get(key))
      if (!equalJson(from, to)) changes.push({ kind: "set-meta", key, from, to })
    }
  }
}

const register = (value: unknown): Json =>
  value === undefined || value instanceof Y.AbstractType ? null : (value as Json)

/**
 * The registers that a removed thing had before the transaction, so that the removal leads back to exactly that, whatever
 * else the transaction wrote into the thing. Within the transaction deleted items still hold their content.
 */
function readBefore(thing: Y.Map<unknown>, transaction: Y.Transaction): Record<string, Json> {
  const registers: Record<string, Json> = {}
  for (const [key, last] of thing._map) {
    const item = itemBefore(last, transaction)
    const content = item?.content.getContent() ?? []
    const value = content[content.length - 1] as Json | undefined
    if (value !== null && value !== undefined) putOwn(registers, key, value)
  }
  return registers
}

/** The item under a key that stood when the transaction began: older items hang to the left of newer ones. */
function itemBefore(last: Y.Item, transaction: Y.Transaction): Y.Item | undefined {
  let item: Y.Item | null = last
  while (item !== null && item.id.clock >= (transaction.beforeState.get(item.id.client) ?? 0)) item = item.left
  if (item === null) return undefined
  return item.deleted && !Y.isDeleted(transaction.deleteSet, item.id) ? undefined : item
}
