/** Where a huddle goes from where it stands: the next card of the step, then the next step, at last its end. */
import type { Huddle } from "../../shared/huddle/huddle.ts"

export type Course =
  | { readonly kind: "spotlight"; readonly card: string }
  | { readonly kind: "step"; readonly to: number }
  | { readonly kind: "close" }

/** Whether this card was talked about, or was put aside for later. */
export const isDealtWith = ({ covered, parked }: Huddle, id: string): boolean =>
  covered.some(({ card }) => card === id) || parked.some(({ card }) => card === id)

/** The cards of the running step that nobody has talked about yet, in their order. */
export const cardsToCome = (huddle: Huddle, cards: readonly string[]): readonly string[] =>
  cards.filter((id) => id !== huddle.spotlight?.card && !isDealtWith(huddle, id))

/** `cards` are those of the running step. */
export function onward(huddle: Huddle, cards: readonly string[]): Course {
  const next = cardsToCome(huddle, cards)[0]
  if (next !== undefined) return { kind: "spotlight", card: next }
  return huddle.step + 1 < huddle.steps.length ? { kind: "step", to: huddle.step + 1 } : { kind: "close" }
}

/** The card before the one in the spotlight, else the step before; undefined at the very beginning. */
export function backward(huddle: Huddle, cards: readonly string[]): Course | undefined {
  const before = cards[cards.indexOf(huddle.spotlight?.card ?? "") - 1]
  if (before !== undefined) return { kind: "spotlight", card: before }
  return huddle.step > 0 ? { kind: "step", to: huddle.step - 1 } : undefined
}
