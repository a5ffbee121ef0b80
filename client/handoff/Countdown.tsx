import { IconClock, IconClockExclamation } from "@tabler/icons-react"
import type { Instant } from "../../shared/time.ts"
import { useNow } from "../hooks/useNow.ts"
import { exactTime } from "../ui/relative-time.ts"
import { handoff as words } from "../words/en/handoff.ts"
import classes from "./handoff.module.css"
import type { Clock } from "./standing.ts"

/** Soon over, so that it is said before it is. */
const SOON_MS = 120_000

/** Time that is left by the relay's clock, or by how much it is over. */
export function Countdown({ at, kind }: { at: Instant; kind: Clock["kind"] }) {
  const now = useNow(1_000)
  const left = at - now
  const label = kind === "accept" ? words.acceptClock : words.standByClock
  const step = left <= 0 ? "over" : kind === "accept" && left < SOON_MS ? "soon" : "fine"
  const Icon = left <= 0 ? IconClockExclamation : IconClock
  return (
    <span className={classes.clock} data-step={step} title={`${label}: ${exactTime(at)}`}>
      <Icon size={14} aria-hidden="true" />
      {kind === "accept" && <span className="visually-hidden">{label}: </span>}
      {left <= 0 ? words.over(-left) : kind === "accept" ? words.left(left) : words.standByLeft(left)}
    </span>
  )
}
