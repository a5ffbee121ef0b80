/** What keys do in a huddle. Text fields, dialogs, menus and an open card keep their keys to themselves. */
import { useEffect, useRef } from "react"
import { isFading, isModalOpen, keepsKeys } from "../board/keys/keeps-keys.ts"
import { arePlainKeysOn } from "../board/keys/plain-keys.ts"
import { isPlainCharacter } from "../board/keys/shortcuts.ts"
import { type HuddleKey, huddleKeyOf } from "./keys.ts"

const CONTROL = "button, a[href], summary"

export function useHuddleKeys(press: (key: HuddleKey) => void): void {
  const latest = useRef(press)
  latest.current = press
  useEffect(() => {
    // Whoever presses a button by Enter and stays on it goes on by Space; whoever presses by Space presses again.
    let entered: Element | null = null
    const forget = () => {
      entered = null
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.key === undefined || event.repeat) return
      const target = event.target instanceof Element ? event.target : undefined
      const control = target && !isFading(target) ? target.closest(CONTROL) : null
      if (event.key === "Enter") entered = control
      if (keepsKeys(target) || isModalOpen()) return
      const key = huddleKeyOf(event)
      if (!key || (isPlainCharacter(event) && !arePlainKeysOn.get())) return
      if (event.key === " " && control !== null && control !== entered) return
      event.preventDefault()
      latest.current(key)
    }
    addEventListener("keydown", onKeyDown)
    addEventListener("focusout", forget)
    return () => {
      removeEventListener("keydown", onKeyDown)
      removeEventListener("focusout", forget)
    }
  }, [])
}
