import { IconLock } from "@tabler/icons-react"
import { useEffect } from "react"
import { handoff as words } from "../../words/en/handoff.ts"
import { useSelected } from "../board-ui.ts"
import { useBoardUi } from "../useBoardUi.ts"
import { useGateAhead, useGateLines } from "../useGateAhead.ts"
import classes from "./lanes.module.css"

/** More would hide the lane. */
const MOST_LINES = 2

/** While a card is in hand: at each lane that its gate keeps it from, that it is closed and why. */
export function GateMark({ lane }: { lane: string }) {
  const ui = useBoardUi()
  const card = useSelected(ui.held, (held) => held?.card)
  return card === undefined ? null : <Mark card={card} lane={lane} />
}

function Mark({ card, lane }: { card: string; lane: string }) {
  const ui = useBoardUi()
  const refusal = useGateAhead(card, lane)
  const linesOf = useGateLines()
  const lines = refusal ? linesOf(refusal, card) : []
  const isOver = useSelected(ui.held, (held) => held?.slot.lane === lane)
  const why = lines.join("; ")
  useEffect(() => {
    if (!isOver || why === "") return
    // By keys the position has just been said: this belongs behind it.
    const before = ui.held.get()?.by === "keys" ? `${ui.live.get()} ` : ""
    ui.say(`${before}${words.gateClosed} ${why}`)
  }, [ui, isOver, why])
  if (!refusal) return null
  return (
    <div className={classes.gate} data-gate={refusal.rule} aria-hidden="true">
      <IconLock size={14} />
      <div>
        <strong>{words.gateClosed}</strong>
        {lines.slice(0, MOST_LINES).map((line) => (
          <p key={line}>{line}</p>
        ))}
        {lines.length > MOST_LINES && <p>{words.gateMore(lines.length - MOST_LINES)}</p>}
      </div>
    </div>
  )
}
