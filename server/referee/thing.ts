/** One thing of the document as plain registers, without reading the rest of the board. */
import * as Y from "yjs"
import type { ThingRoot } from "../../shared/change/change.ts"
import { thingMap } from "../../shared/doc/layout.ts"
import { readThing } from "../../shared/doc/read.ts"
import type { Registers } from "../../shared/model/board-view.ts"

export function thingOf(doc: Y.Doc, root: ThingRoot, id: string): Registers | undefined {
  const found = thingMap(doc, root).get(id)
  return found instanceof Y.Map ? readThing(found) : undefined
}
