import { personColor } from "../../ui/person.ts"

/** Somebody else's caret: a thin line in their colour with their name on it. Text nodes only, whatever the name is. */
export function renderCaret(user: { readonly name?: unknown; readonly actor?: unknown }): HTMLElement {
  const caret = document.createElement("span")
  caret.className = "tl-caret"
  // The same colour as their face elsewhere.
  if (typeof user.actor === "string") caret.style.setProperty("--person", personColor(user.actor))
  const label = document.createElement("span")
  label.className = "tl-caret-name"
  label.append(typeof user.name === "string" ? user.name : "")
  // Beside the text, not part of it: a screen reader must not read names into sentences.
  caret.setAttribute("aria-hidden", "true")
  caret.append(label)
  return caret
}
