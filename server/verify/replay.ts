/**
 * What the board must look like according to its ledger, and the first thing where the stored board looks different, or where
 * a line of the ledger that moves nothing says what the ledger itself does not bear out. Only registers are compared: the ledger does not hold what long texts say. A value whose words were erased is not compared.
 */
import * as Y from "yjs"
import { canonical } from "./canonical.ts"
import type { Body } from "./check-ledger.ts"
import type { StoredDocument } from "./source.ts"
import { SupersededCheck } from "./superseded.ts"

const ROOT_OF: Readonly<Record<string, string>> = { card: "cards", lane: "lanes", sheet: "sheets" }
const EDITS = new Set("edited moved reordered archived restored blocked unblocked ticked unticked".split(" "))
const ERASED = Symbol("erased")

interface Thing {
  /** Register → value in canonical JSON. */
  readonly registers: Map<string, string | typeof ERASED>
  /** It was made with words that were erased: it may have registers that nobody knows of any more. */
  readonly mayHaveMore: boolean
}
type Root = Map<string, Thing>

export class Replay {
  readonly #meta: Thing = { registers: new Map(), mayHaveMore: false }
  readonly #superseded = new SupersededCheck()
  readonly #roots: Readonly<Record<string, Root>> = { lanes: new Map(), cards: new Map(), sheets: new Map() }

  /** Takes the next entry; what is no edit (a promise, a comment, a write that was lost) changes no board. */
  take(body: Body, words: Body | null): void {
    this.#superseded.take(body)
    const isErased = typeof body.words === "string" && words === null
    const entry = words === null ? body : { ...body, ...words }
    const [noun = "", verb = ""] = String(body.kind).split(".")
    const root = this.#roots[ROOT_OF[noun] ?? ""]
    const data = (body.data ?? {}) as { readonly id?: string; readonly sheet?: string; readonly place?: unknown }
    const id = String(body[noun] ?? data.sheet ?? data.id)
    if (noun === "board" && verb === "edited") set(this.#meta, entry, isErased)
    else if (verb === "created") root?.set(id, newThing(isErased ? { place: data.place } : entry.to, isErased))
    else if (verb === "removed") root?.delete(id)
    else if (EDITS.has(verb)) set(root?.get(id), entry, isErased)
  }

  /** One sentence about the first difference, or undefined. */
  differenceFrom(stored: StoredDocument): string | undefined {
    if (this.#superseded.fault !== undefined) return this.#superseded.fault
    try {
      return this.#compare(readDocument(stored))
    } catch (error) {
      return `The stored board cannot be read: ${(error as Error).message}`
    }
  }

  #compare(doc: Y.Doc): string | undefined {
    const found = differenceIn(this.#meta, doc.getMap("meta"))
    if (found !== undefined) return `The board itself ${found}`
    for (const [name, things] of Object.entries(this.#roots)) {
      const map = doc.getMap<unknown>(name)
      for (const id of [...new Set([...things.keys(), ...map.keys()])].sort()) {
        const difference = differenceIn(things.get(id), map.get(id))
        if (difference !== undefined) return `The ${name.slice(0, -1)} ${id} ${difference}`
      }
    }
    return undefined
  }
}

function readDocument({ snapshot, updates }: StoredDocument): Y.Doc {
  const doc = new Y.Doc()
  if (snapshot) Y.applyUpdateV2(doc, snapshot)
  for (const update of updates) Y.applyUpdate(doc, update)
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) throw new Error("a part of it is missing")
  return doc
}

function newThing(value: unknown, mayHaveMore: boolean): Thing {
  const registers = new Map<string, string>()
  for (const [key, register] of Object.entries((value ?? {}) as Body))
    if (register !== null && register !== undefined) registers.set(key, canonical(register))
  return { registers, mayHaveMore }
}

function set(thing: Thing | undefined, { key, to }: Body, isErased: boolean): void {
  if (typeof key !== "string") return
  if (to === undefined && isErased) thing?.registers.set(key, ERASED)
  else if (to === undefined || to === null) thing?.registers.delete(key)
  else thing?.registers.set(key, canonical(to))
}

function differenceIn(told: Thing | undefined, found: unknown): string | undefined {
  const isThere = found instanceof Y.Map
  if (told === undefined) return isThere ? "is on the board, but the ledger does not know it." : undefined
  if (!isThere) return "is in the ledger, but not on the board."
  for (const key of [...new Set([...told.registers.keys(), ...found.keys()])].sort()) {
    const should = told.registers.get(key)
    const value: unknown = found.get(key)
    const is = value === null || value === undefined ? undefined : plain(value)
    if (should === is || should === ERASED || (should === undefined && told.mayHaveMore)) continue
    return `has "${key}" ${short(is)} on the board and ${short(should)} in the ledger.`
  }
  return undefined
}

const plain = (value: unknown): string => (value instanceof Y.AbstractType ? "a shared type" : canonical(value))

function short(value: string | undefined): string {
  if (value === undefined) return "nothing"
  return value.length > 80 ? `${value.slice(0, 80)}…` : value
}
