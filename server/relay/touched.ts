/** Which registers and things an update touches. Only boards have them; texts are guarded by the right to write alone. */
import * as Y from "yjs"
import type { ItemId } from "../referee/seen-place.ts"
import type { Place } from "./place.ts"

/** A value that somebody wrote, with the id of its item: whether it won shows only after it was applied. */
export interface Write extends ItemId {
  readonly value: unknown
  /** What stood there, as far as the writer knew, before this update's first write; null when they knew of nothing. */
  readonly basis: ItemId | null
}

export interface TouchedRegister {
  readonly root: string
  /** The thing's id; null for the board's own registers. */
  readonly thing: string | null
  readonly key: string
  /** The last value that the update itself writes there; none when it only deletes. */
  write: Write | undefined
  /** The last item that the update puts there, overwritten ones included, and what the first of that row built on. */
  tip:
    | { readonly client: number; readonly first: number; readonly last: number; readonly basis: ItemId | null }
    | undefined
}

export interface TouchedThing {
  readonly root: string
  readonly id: string
}

export interface Touched {
  readonly registers: ReadonlyMap<string, TouchedRegister>
  readonly things: ReadonlyMap<string, TouchedThing>
  /** Whole things that the update deletes. */
  readonly removals: number
  wrote(item: Y.Item, place: Place): void
  deleted(place: Place): void
}

export function touchedBy(kind: "board" | "text"): Touched {
  return kind === "board" ? new TouchedBoard() : NOTHING
}

const NOTHING: Touched = {
  registers: new Map(),
  things: new Map(),
  removals: 0,
  wrote: () => undefined,
  deleted: () => undefined,
}

class TouchedBoard implements Touched {
  readonly registers = new Map<string, TouchedRegister>()
  readonly things = new Map<string, TouchedThing>()
  removals = 0

  wrote(item: Y.Item, place: Place): void {
    if (isThingPlace(place)) {
      this.#thing(place)
      return
    }
    const register = this.#register(place)
    const { client, clock } = item.id
    const { tip } = register
    const { origin } = item
    const follows =
      tip && origin && origin.client === tip.client && origin.clock >= tip.first && origin.clock <= tip.last
    const basis = follows ? tip.basis : origin
    register.tip = { client, first: clock, last: clock + item.length - 1, basis }
    if (item.content instanceof Y.ContentAny) register.write = { client, clock, value: item.content.arr[0], basis }
  }

  deleted(place: Place): void {
    if (isThingPlace(place)) {
      this.removals++
      this.#thing(place)
    } else this.#register(place)
  }

  #thing({ root, sub }: Place): void {
    const id = sub ?? ""
    this.things.set(`${root}\n${id}`, { root, id })
  }

  #register({ root, thing, sub }: Place): TouchedRegister {
    const key = sub ?? ""
    const address = `${root}\n${thing ?? ""}\n${key}`
    let register = this.registers.get(address)
    if (!register) {
      register = { root, thing: root === "meta" ? null : (thing ?? ""), key, write: undefined, tip: undefined }
      this.registers.set(address, register)
    }
    return register
  }
}

const isThingPlace = ({ root, depth }: Place): boolean => depth === 0 && root !== "meta"
