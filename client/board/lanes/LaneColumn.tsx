import { memo } from "react"
import { useLane } from "../../hooks/useLanes.ts"
import { board as words } from "../../words/en/board.ts"
import { useSelected } from "../board-ui.ts"
import { useBoardUi } from "../useBoardUi.ts"
import { useCanEdit } from "../useCanEdit.ts"
import { Coming } from "./Coming.tsx"
import { Composer } from "./Composer.tsx"
import { GateMark } from "./GateMark.tsx"
import { LaneCards } from "./LaneCards.tsx"
import { LaneHeader } from "./LaneHeader.tsx"
import classes from "./lanes.module.css"

/** One lane. The id "" is the lane of cards whose own lane cannot be read. */
export const LaneColumn = memo(function LaneColumn({ id }: { id: string }) {
  const ui = useBoardUi()
  const lane = useLane(id)
  const canEdit = useCanEdit()
  const isTarget = useSelected(ui.held, (held) => held?.slot.lane === id)
  const name = id === "" ? words.unplaced : lane?.name || words.unnamedLane
  return (
    <section
      className={classes.lane}
      data-lane={id}
      data-kind={lane?.kind ?? "unplaced"}
      data-target={isTarget || undefined}
      aria-labelledby={`lane-${id}`}
    >
      <LaneHeader id={id} name={name} lane={lane} />
      {id !== "" && <Coming lane={id} />}
      {id !== "" && <GateMark lane={id} />}
      <LaneCards lane={id} name={name} />
      {canEdit && id !== "" && <Composer lane={id} name={name} />}
    </section>
  )
})
