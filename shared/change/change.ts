/**
 * Changes: facts observed in the document, never claimed by anybody. A change knows both sides (`from`, `to`), so that it
 * can be told in a sentence, taken back, and replayed. `null` stands for "absent" on either side.
 */
import type { Json } from "../json.ts"
import type { Registers } from "../model/board-view.ts"

/** Roots that hold things by id; `meta` is a single thing. */
export type ThingRoot = "lanes" | "cards" | "sheets"

export type Change =
  | { readonly kind: "created"; readonly root: ThingRoot; readonly id: string; readonly value: Registers }
  /** Only the relay removes, and only to take back a creation. */
  | { readonly kind: "removed"; readonly root: ThingRoot; readonly id: string; readonly value: Registers }
  | {
      readonly kind: "set"
      readonly root: ThingRoot
      readonly id: string
      readonly key: string
      readonly from: Json
      readonly to: Json
    }
  | { readonly kind: "set-meta"; readonly key: string; readonly from: Json; readonly to: Json }

/** The change that leads back. `apply(apply(view, change), reverse(change))` is `view` again (law L3). */
export function reverse(change: Change): Change {
  switch (change.kind) {
    case "created":
      return { ...change, kind: "removed" }
    case "removed":
      return { ...change, kind: "created" }
    default:
      return { ...change, from: change.to, to: change.from }
  }
}
