import * as Y from "yjs"
import type { Change } from "../change/change.ts"
import type { Registers } from "../model/board-view.ts"
import { unreachable } from "../result.ts"
import { metaMap, type Thing, thingMap } from "./layout.ts"

/** Writes changes as one transaction. A change of a thing that is not there is left out (law L1). */
export function write(doc: Y.Doc, changes: readonly Change[], origin?: unknown): void {
  doc.transact(() => {
    for (const change of changes) writeOne(doc, change)
  }, origin)
}

function writeOne(doc: Y.Doc, change: Change): void {
  switch (change.kind) {
    case "created":
      thingMap(doc, change.root).set(change.id, newThing(change.value))
      return
    case "removed":
      thingMap(doc, change.root).delete(change.id)
      return
    case "set": {
      const thing = thingMap(doc, change.root).get(change.id)
      if (thing instanceof Y.Map) thing.set(change.key, change.to)
      return
    }
    case "set-meta":
      metaMap(doc).set(change.key, change.to)
      return
    default:
      unreachable(change)
  }
}

function newThing(value: Registers): Thing {
  return new Y.Map(Object.entries(value).filter(([, register]) => register !== null))
}
