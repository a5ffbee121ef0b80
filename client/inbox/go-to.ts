/** Opens a card where something waits: its handoff, one checklist item, its history. */
import { openCard } from "../board/board-address.ts"

export type Place =
  | { readonly kind: "handoff" }
  | { readonly kind: "actions" }
  | { readonly kind: "check"; readonly check: string }
  | { readonly kind: "top" }

/** The panel is a piece of code of its own, so on the first opening it takes a moment to be there. */
const PATIENCE_MS = 4_000

export function goTo(card: string, place: Place): void {
  openCard(card)
  if (place.kind === "top") return
  const until = performance.now() + PATIENCE_MS
  const look = () => {
    const found = elementOf(card, place)
    if (found) show(found)
    else if (performance.now() < until) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

function elementOf(card: string, place: Place): HTMLElement | null {
  const panel = document.querySelector<HTMLElement>(`[data-card-panel="${CSS.escape(card)}"]`)
  if (!panel) return null
  if (place.kind === "check") return panel.querySelector<HTMLElement>(`[data-check="${CSS.escape(place.check)}"]`)
  const section = place.kind === "actions" ? "actions" : "handoff"
  return panel.querySelector<HTMLElement>(`[aria-labelledby="${CSS.escape(card)}-${section}"]`)
}

/** The place gets the focus, so that Tab goes on from there. */
function show(element: HTMLElement): void {
  element.scrollIntoView({ block: "start" })
  if (!element.hasAttribute("tabindex")) element.tabIndex = -1
  element.focus({ preventScroll: true })
}
