import { useEffect, useRef, useState } from "react"

const SETTLED_MS = 700
/** While a year is typed digit by digit the browser reports the years 2, 20 and 202. */
const isWholeYear = (date: string) => date === "" || date >= "1900"

/**
 * A native date or time input that is written when it has settled: every digit typed is a change to the browser, but not
 * to the people who watch the card.
 */
export function usePickedDate(value: string, commit: (value: string) => void, isDate = true) {
  const [typed, setTyped] = useState<string>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef({ typed, value, commit })
  latest.current = { typed: latest.current.typed, value, commit }
  const hold = (next: string | undefined) => {
    latest.current.typed = next
    setTyped(next)
  }
  const settle = () => {
    clearTimeout(timer.current)
    const { typed: held, value: kept, commit: write } = latest.current
    if (held === undefined || (isDate && !isWholeYear(held))) return
    hold(undefined)
    if (held !== kept) write(held)
  }
  const settleRef = useRef(settle)
  settleRef.current = settle
  useEffect(() => () => settleRef.current(), [])
  return {
    value: typed ?? value,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => {
      hold(event.currentTarget.value)
      clearTimeout(timer.current)
      timer.current = setTimeout(settle, SETTLED_MS)
    },
    onBlur: () => {
      settle()
      hold(undefined)
    },
  }
}
