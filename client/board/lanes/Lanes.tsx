import { Button } from "@mantine/core"
import { IconLayoutColumns, IconPlus } from "@tabler/icons-react"
import { useState } from "react"
import { useCardIds } from "../../hooks/useCards.ts"
import { useLaneIds } from "../../hooks/useLanes.ts"
import { useStaleSince } from "../../hooks/useLiveness.ts"
import { EmptyState } from "../../ui/EmptyState.tsx"
import { board as words } from "../../words/en/board.ts"
import { useSelected } from "../board-ui.ts"
import { useBoardActions, useBoardUi } from "../useBoardUi.ts"
import { useCanArrange } from "../useCanEdit.ts"
import { AddLane } from "./AddLane.tsx"
import { LaneColumn } from "./LaneColumn.tsx"
import { LaneSwitcher } from "./LaneSwitcher.tsx"
import classes from "./lanes.module.css"

/** All lanes from left to right. Cards that have no readable lane stand before them, only when there are any. */
export function Lanes() {
  const ui = useBoardUi()
  const lanes = useLaneIds()
  const hasUnplaced = useCardIds("").length > 0
  const canArrange = useCanArrange()
  const isHolding = useSelected(ui.held, (held) => held !== undefined)
  const isStale = useStaleSince() !== undefined
  const [row, setRow] = useState<HTMLElement | null>(null)
  if (lanes.length === 0 && !hasUnplaced) return <NoLanes />
  return (
    <>
      <LaneSwitcher row={row} />
      <div className={classes.row} ref={setRow} data-holding={isHolding || undefined} data-stale={isStale || undefined}>
        {hasUnplaced && <LaneColumn id="" />}
        {lanes.map((lane) => (
          <LaneColumn key={lane} id={lane} />
        ))}
        {canArrange && <AddLane />}
      </div>
    </>
  )
}

function NoLanes() {
  const actions = useBoardActions()
  const canArrange = useCanArrange()
  if (!canArrange) return <EmptyState icon={<IconLayoutColumns size={40} stroke={1.4} />} title={words.emptyViewer} />
  const addThree = () => {
    for (const [name, kind] of words.threeLanes) actions.addLane(name, kind)
  }
  return (
    <EmptyState
      icon={<IconLayoutColumns size={40} stroke={1.4} />}
      title={words.emptyTitle}
      action={
        <>
          <Button leftSection={<IconPlus size={16} />} onClick={addThree}>
            {words.firstLanes}
          </Button>
          <AddLane />
        </>
      }
    >
      {words.emptyWords}
    </EmptyState>
  )
}
