/** A name stands under the words that were signed: when they change, or the item goes, the names under it go too. */
import type { Change } from "../change/change.ts"
import { isJsonObject, type Json } from "../json.ts"
import { type CardPromise, signaturesOf } from "../promises/fold.ts"

const textOf = (item: Json): Json => (isJsonObject(item) ? (item.text ?? null) : null)

/** The item whose signatures a change voids (the relay writes `check.voided` for it), or undefined. */
export function voidedCheck(change: Change, promise: CardPromise | undefined): string | undefined {
  if (change.kind !== "set" || change.root !== "cards" || !change.key.startsWith("c:")) return undefined
  const check = change.key.slice(2)
  const isSameText = textOf(change.from) === textOf(change.to)
  return isSameText || signaturesOf(promise, check).length === 0 ? undefined : check
}
