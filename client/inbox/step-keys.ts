/** Stepping through a list by keys: the focus moves, Enter does what a press does. */
import type { KeyboardEvent } from "react"

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, J: 1, ArrowUp: -1, k: -1, K: -1 }

export function stepByKeys(event: KeyboardEvent<HTMLElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return
  const steps = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-list-stop]")]
  const at = steps.findIndex((step) => step === document.activeElement || step.contains(document.activeElement))
  const to = event.key === "Home" ? 0 : event.key === "End" ? steps.length - 1 : at + (STEPS[event.key] ?? 0)
  const isStep = event.key in STEPS || event.key === "Home" || event.key === "End"
  if (!isStep || steps.length === 0) return
  event.preventDefault()
  steps[Math.min(steps.length - 1, Math.max(0, to))]?.focus()
}
