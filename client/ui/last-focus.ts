/**
 * Where the focus was last, menus aside: an item of a menu is gone once it was chosen, so a dialog that it opened gives
 * the focus back to the button of the menu.
 */
let last: HTMLElement | undefined

if (typeof document !== "undefined")
  document.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLElement && !target.closest("[role=menu]")) last = target
  })

export const lastFocus = (): HTMLElement | undefined => last

/** Unless the focus has found a place of its own by then, outside of what is closing. */
export function returnFocusTo(element: HTMLElement | undefined, closing: Element | null | undefined): void {
  // Asked a moment after the closing, when the page itself may be gone: only of what is still on one.
  if (!element?.isConnected) return
  const { activeElement: now, body } = element.ownerDocument
  const isLost = now === null || now === body || closing?.contains(now) === true
  if (isLost) element.focus({ preventScroll: true })
}
