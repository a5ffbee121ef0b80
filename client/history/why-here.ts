/** Why a card is where it is: the move that brought it there, who let it past a gate, and the last word of its handoff. Pure. */
import type { Entry } from "../../shared/model/entry.ts"

const ARRIVALS = new Set(["card.moved", "card.created", "card.moved-before"])
const HANDOFFS = new Set(
  ["offered", "reassigned", "accepted", "taken-over", "returned", "sent-back", "withdrawn", "recalled", "verified"].map(
    (step) => `handoff.${step}`,
  ),
)

/** The facts that explain it, newest first; `isWhole` is false while what is known does not reach back to the arrival. */
export interface WhyHere {
  readonly entries: readonly Entry[]
  readonly isWhole: boolean
}

/** `entries` oldest first. */
export function whyHere(entries: readonly Entry[]): WhyHere {
  const arrived = entries.findLastIndex(({ kind }) => ARRIVALS.has(kind))
  const before = entries.slice(0, Math.max(0, arrived))
  const left = before.findLastIndex(({ kind }) => ARRIVALS.has(kind))
  const pass = before.slice(left + 1).findLast(({ kind }) => kind === "gate.overridden")
  const handoff = entries.findLast(({ kind }) => HANDOFFS.has(kind))
  const taken = entries.findLast(({ kind }) => kind === "card.taken" || kind === "card.released")
  const newestPromise = [handoff, taken].filter((one) => one !== undefined).sort((a, b) => b.seq - a.seq)[0]
  return {
    entries: [newestPromise, entries[arrived], pass].filter((one) => one !== undefined).sort((a, b) => b.seq - a.seq),
    isWhole: arrived >= 0,
  }
}
