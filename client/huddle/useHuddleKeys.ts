/** What keys do in a huddle. Text fields, dialogs, menus and an open card keep their keys to themselves. */
import { useEffect, useRef } from "react"
import { isModalOpen, keepsKeys } from "../board/keys/keeps-keys.ts"
import { arePlainKeysOn } from "../board/keys/plain-keys.ts"
import { isPlainCharacter } from "../board/keys/shortcuts.ts"
import { type HuddleKey, huddleKeyOf } from "./keys.ts"

export function useHuddleKeys(press: (key: HuddleKey) => void): void {
  const latest = useRef(press)
  latest.current = press
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.key === undefined || event.repeat) return
      const target = event.target instanceof Element ? event.target : undefined
      if (keepsKeys(target) || isModalOpen()) return
      const key = huddleKeyOf(event)
      if (!key || (isPlainCharacter(event) && !arePlainKeysOn.get())) return
      if (event.key === " " && target?.closest("button, a[href], summary")) return
      event.preventDefault()
      latest.current(key)
    }
    addEventListener("keydown", onKeyDown)
    return () => removeEventListener("keydown", onKeyDown)
  }, [])
}
