/** Where keys do not mean what they mean on the page: text fields, dialogs and menus keep theirs to themselves. */
const FIELD = "input, textarea, select, [contenteditable='true'], [role='menu'], [role='listbox']"
const DIALOG = "[role='dialog']"

export function keepsKeys(target: Element | undefined): boolean {
  if (target?.closest(FIELD)) return true
  const dialog = target?.closest(DIALOG)
  return dialog != null && !isClosing(dialog)
}

/** A dialog that is in front of everything, whatever has the focus. */
export const isModalOpen = (): boolean =>
  [...document.querySelectorAll(`${DIALOG}[aria-modal='true']`)].some((dialog) => !isClosing(dialog))

/** It is answered and only fades away: whoever goes on by the keyboard does not wait for it. */
const isClosing = (dialog: Element): boolean => dialog.querySelector("[data-closing]") !== null
