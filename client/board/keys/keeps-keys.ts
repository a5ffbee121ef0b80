/** Where keys do not mean what they mean on the page: text fields, dialogs and menus keep theirs to themselves. */
const FIELD = "input, textarea, select, [contenteditable='true'], [role='listbox']"
const ABOVE = "[role='dialog'], [role='menu']"

export function keepsKeys(target: Element | undefined): boolean {
  const above = target?.closest(ABOVE)
  return target?.closest(FIELD) != null || (above != null && !isFading(above))
}

/** A dialog that is in front of everything, whatever has the focus. */
export const isModalOpen = (): boolean =>
  [...document.querySelectorAll("[role='dialog'][aria-modal='true']")].some((dialog) => !isFading(dialog))

/**
 * Whether it is part of a dialog or a menu that is answered and only fades away: whoever goes on by the keyboard does not
 * wait for that.
 */
export function isFading(target: Element): boolean {
  const above = target.closest(ABOVE)
  if (above?.getAttribute("role") !== "menu") return above?.querySelector("[data-closing]") != null
  // The kit names a menu after the button that opens it.
  const opener = document.getElementById(above.id.replace(/-dropdown$/, ""))
  return opener?.getAttribute("aria-expanded") === "false"
}
