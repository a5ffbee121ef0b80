import { type FocusEvent, type MouseEvent, useEffect, useMemo } from "react"
import { openCard } from "./board-address.ts"
import { useBoardActions, useBoardKeys, useBoardUi } from "./useBoardUi.ts"

const cardOf = (target: EventTarget) => (target as Element).closest<HTMLElement>("[data-card]")?.dataset.card
const actOf = (target: EventTarget) => (target as Element).closest<HTMLElement>("[data-act]")?.dataset.act
const isTyping = (target: EventTarget) => (target as Element).closest("textarea, input") !== null

/** All events of all cards, handled once at the board by `data-card` and `data-act`. */
export function useBoardEvents() {
  const ui = useBoardUi()
  const actions = useBoardActions()
  const keys = useBoardKeys()
  useEffect(() => {
    window.addEventListener("keydown", keys.onKeyDown)
    return () => window.removeEventListener("keydown", keys.onKeyDown)
  }, [keys])
  return useMemo(() => {
    const onClick = (event: MouseEvent) => {
      const card = cardOf(event.target)
      if (card === undefined || isTyping(event.target) || event.defaultPrevented) return
      const act = actOf(event.target)
      // The title is a true link: with a modifier it opens elsewhere, as links do.
      if (event.metaKey || event.ctrlKey || event.shiftKey) return
      if (act === "open") event.preventDefault()
      if (act === "menu") keys.openMenu(card)
      else if (act === "take") void actions.take(card)
      else if (act === "open" && actions.canEdit) openSoon(card, event.detail)
      else openCard(card)
    }
    const onDoubleClick = (event: MouseEvent) => {
      const card = cardOf(event.target)
      if (card === undefined || isTyping(event.target) || !actions.canEdit) return
      if (!(event.target as Element).closest("[data-act='open']")) return
      clearTimeout(opening)
      ui.editing.set({ card, field: "title" })
    }
    const onContextMenu = (event: MouseEvent) => {
      const card = cardOf(event.target)
      if (card === undefined || isTyping(event.target) || event.shiftKey) return
      event.preventDefault()
      // A long press picks the card up, and some devices send this for it as well.
      if (!ui.held.get()) ui.dialog.set({ kind: "card-menu", card, x: event.clientX, y: event.clientY })
    }
    const onFocus = (event: FocusEvent) => {
      const card = cardOf(event.target)
      const lane = (event.target as Element).closest<HTMLElement>("[data-lane]")?.dataset.lane
      if (card !== undefined && lane !== undefined) ui.setTabStop(lane, card)
    }
    return { onClick, onDoubleClick, onContextMenu, onFocus }
  }, [ui, actions, keys])
}

let opening: ReturnType<typeof setTimeout> | undefined

/** A click on the title waits for a second one, which edits; nobody notices the wait when a panel slides in. */
const DOUBLE_CLICK_MS = 180
function openSoon(card: string, clicks: number): void {
  clearTimeout(opening)
  if (clicks < 2) opening = setTimeout(() => openCard(card), DOUBLE_CLICK_MS)
}
