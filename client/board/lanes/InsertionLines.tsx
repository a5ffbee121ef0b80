import type { Virtualizer } from "@tanstack/react-virtual"
import { personColor } from "../../ui/person.ts"
import { board as words } from "../../words/en/board.ts"
import { useSelected } from "../board-ui.ts"
import { useDragsOver } from "../tile/card-company.ts"
import { useBoardUi } from "../useBoardUi.ts"
import classes from "./lanes.module.css"

interface InsertionLinesProps {
  readonly lane: string
  readonly ids: readonly string[]
  readonly virtualizer: Virtualizer<HTMLElement, Element>
}

/** Where the card in hand would land, and where the others' would: a line between two cards, and nothing else moves. */
export function InsertionLines({ lane, ids, virtualizer }: InsertionLinesProps) {
  const ui = useBoardUi()
  const slot = useSelected(ui.held, (held) => (held?.slot.lane === lane ? held.slot : undefined))
  const card = useSelected(ui.held, (held) => held?.card)
  const others = useDragsOver(lane)
  const topOf = (index: number) => topOfGap(index, virtualizer)
  return (
    <>
      {others.map((person) => (
        <div
          key={person.clientId}
          className={classes.otherLine}
          style={
            {
              transform: `translateY(${topOf(Math.min(person.drag!.index, ids.length))}px)`,
              "--person": personColor(person.actor),
            } as React.CSSProperties
          }
        >
          <span>{words.dropsHere(person.name)}</span>
        </div>
      ))}
      {slot && card !== undefined && (
        <div
          className={classes.line}
          aria-hidden="true"
          data-insertion={lane}
          style={{ transform: `translateY(${topOf(gapOf(slot.above, slot.below, ids))}px)` }}
        />
      )}
    </>
  )
}

/** The gap among all cards that are drawn, the one in hand included. */
function gapOf(above: string | undefined, below: string | undefined, ids: readonly string[]): number {
  const under = below === undefined ? -1 : ids.indexOf(below)
  if (under >= 0) return under
  const over = above === undefined ? -1 : ids.indexOf(above)
  return over >= 0 ? over + 1 : above === undefined ? 0 : ids.length
}

function topOfGap(index: number, virtualizer: Virtualizer<HTMLElement, Element>): number {
  const items = virtualizer.measurementsCache
  const next = items[index]
  const gap = virtualizer.options.gap
  if (next) return next.start - gap / 2
  const last = items.at(-1)
  return last ? last.end + gap / 2 : gap
}
