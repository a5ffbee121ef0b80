import { Button } from "@mantine/core"
import { IconBackspace } from "@tabler/icons-react"
import { type KeyboardEvent, useEffect, useRef, useState } from "react"
import { PIN_DIGITS } from "../../shared/rules/pin.ts"
import { sharedScreen as words } from "../words/en/shared-screen.ts"
import classes from "./shared-screen.module.css"

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"] as const

interface PinPadProps {
  readonly name: string
  readonly isBusy: boolean
  /** What was wrong with the last one. */
  readonly problem: string | undefined
  readonly onPin: (pin: string) => void
}

/**
 * Large keys for fingers, the digits of a keyboard too. The digits themselves are never on the screen nor in the page (no
 * field that a browser would offer to remember), and are gone once they are sent.
 */
export function PinPad({ name, isBusy, problem, onPin }: PinPadProps) {
  const digits = useRef("")
  const [count, setCount] = useState(0)
  const pad = useRef<HTMLFieldSetElement>(null)
  useEffect(() => pad.current?.focus(), [])
  const keep = (next: string) => {
    digits.current = next.slice(0, PIN_DIGITS.max)
    setCount(digits.current.length)
  }
  const isEnough = count >= PIN_DIGITS.min
  const send = () => {
    if (!isEnough || isBusy) return
    const pin = digits.current
    keep("")
    onPin(pin)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (/^[0-9]$/.test(event.key)) keep(digits.current + event.key)
    else if (event.key === "Backspace") keep(digits.current.slice(0, -1))
    else if (event.key === "Enter" && event.target === pad.current) send()
    else return
    event.preventDefault()
  }
  return (
    <fieldset ref={pad} className={classes.pad} tabIndex={-1} aria-label={words.pinOf(name)} onKeyDown={onKeyDown}>
      <p className={classes.dots} aria-hidden="true">
        {Array.from({ length: Math.max(count, PIN_DIGITS.min) }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: dots have nothing but their place
          <span key={at} data-filled={at < count || undefined} />
        ))}
      </p>
      <p className="visually-hidden" role="status">
        {words.entered(count)}
      </p>
      {problem && (
        <p role="alert" className={classes.problem}>
          {problem}
        </p>
      )}
      <div className={classes.keys}>
        {KEYS.map((key) => (
          <PadKey key={key} digit={key} onPress={() => keep(digits.current + key)} />
        ))}
        <button
          type="button"
          className={classes.key}
          aria-label={words.deleteDigit}
          onClick={() => keep(digits.current.slice(0, -1))}
        >
          <IconBackspace size={26} aria-hidden="true" />
        </button>
        <PadKey digit="0" onPress={() => keep(`${digits.current}0`)} />
        <Button className={classes.go ?? ""} disabled={!isEnough} loading={isBusy} onClick={send}>
          {words.sign}
        </Button>
      </div>
      <p className={classes.note}>{words.pinHelp}</p>
    </fieldset>
  )
}

const PadKey = ({ digit, onPress }: { digit: string; onPress: () => void }) => (
  <button type="button" className={classes.key} onClick={onPress}>
    {digit}
  </button>
)
