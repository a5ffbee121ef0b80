import * as Y from "yjs"
import type { Json } from "../json.ts"
import type { BoardView, Registers } from "../model/board-view.ts"
import { metaMap, type Thing, thingMap } from "./layout.ts"

/** The registers of one thing; those that are put away are left out. */
export function readThing(thing: Thing): Registers {
  const registers: Record<string, Json> = {}
  for (const [key, value] of thing.entries())
    if (value !== null && value !== undefined) putOwn(registers, key, value as Json)
  return registers
}

/** Sets an own property whatever the key: a hostile `__proto__` must be seen (and refused) like any other key. */
export function putOwn(registers: Record<string, Json>, key: string, value: Json): void {
  if (key !== "__proto__") registers[key] = value
  else Object.defineProperty(registers, key, { value, enumerable: true, configurable: true, writable: true })
}

/** The whole board as plain data. Anything under a root that is not a map of registers is not a thing and is left out. */
export function readBoard(doc: Y.Doc): BoardView {
  const things = (root: "lanes" | "cards" | "sheets") => {
    const found = new Map<string, Registers>()
    for (const [id, thing] of thingMap(doc, root).entries()) if (thing instanceof Y.Map) found.set(id, readThing(thing))
    return found
  }
  return { meta: readThing(metaMap(doc)), lanes: things("lanes"), cards: things("cards"), sheets: things("sheets") }
}
