/** Whether single characters are shortcuts. Speech input and stray keys make them a trap, so they can be switched off. */
import { cell } from "../../sync/external.ts"

const KEY = "throughline-plain-keys"

const kept = (): boolean => {
  try {
    return localStorage.getItem(KEY) !== "off"
  } catch {
    // Storage is forbidden here: the default stands.
    return true
  }
}

export const arePlainKeysOn = cell(kept())

export function setPlainKeys(areOn: boolean): void {
  arePlainKeysOn.set(areOn)
  try {
    localStorage.setItem(KEY, areOn ? "on" : "off")
  } catch {
    // Then the choice lasts as long as the page.
    return
  }
}
