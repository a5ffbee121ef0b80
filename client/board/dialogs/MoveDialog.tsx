import { Button, Group, Select, Stack } from "@mantine/core"
import { IconLock } from "@tabler/icons-react"
import { useState } from "react"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { useCardIds } from "../../hooks/useCards.ts"
import { useLaneIds } from "../../hooks/useLanes.ts"
import { board as words } from "../../words/en/board.ts"
import { common } from "../../words/en/common.ts"
import { handoff as handoffWords } from "../../words/en/handoff.ts"
import { type Slot, slotAt } from "../drag/slot.ts"
import { useBoardActions, useBoardUi } from "../useBoardUi.ts"
import { useGateAhead, useGateLines } from "../useGateAhead.ts"
import { BoardDialog } from "./BoardDialog.tsx"
import classes from "./dialogs.module.css"

const TOP = "top"
const BOTTOM = "bottom"
const before = (card: string) => `before:${card}`
/** A list of ten thousand choices helps nobody; typing finds the rest. */
const MOST_CHOICES = 200

/** Moving without dragging: the lane, and where in it. */
export function MoveDialog({ card, onClose }: { card: string; onClose: () => void }) {
  const { model } = useBoardSession()
  const ui = useBoardUi()
  const actions = useBoardActions()
  const lanes = useLaneIds()
  const [seenLane] = useState(actions.laneIdOf(card))
  const [lane, setLane] = useState(seenLane || lanes[0] || "")
  const [position, setPosition] = useState<string>(TOP)
  const others = useCardIds(lane).filter((id) => id !== card)
  const positions = [
    { value: TOP, label: words.moveTop },
    { value: BOTTOM, label: words.moveBottom },
    ...others.slice(1).map((id) => ({ value: before(id), label: words.moveBefore(actions.titleOf(id)) })),
  ]
  const title = actions.titleOf(card)
  const go = () => {
    onClose()
    if (!model.card(card) || !actions.move(card, slotFor(position, lane, others, card), seenLane)) return
    ui.say(words.movedTo(title, actions.laneName(lane)))
    requestAnimationFrame(() => ui.focusCard(lane, card))
  }
  return (
    <BoardDialog title={words.moveTitle(title)} onClose={onClose} card={card}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          go()
        }}
      >
        <Stack>
          <Select
            label={words.moveLane}
            data={lanes.map((id) => ({ value: id, label: actions.laneName(id) }))}
            value={lane}
            allowDeselect={false}
            data-autofocus
            renderOption={({ option }) => <LaneOption card={card} lane={option.value} name={option.label} />}
            onChange={(value) => {
              setLane(value ?? lane)
              setPosition(TOP)
            }}
          />
          <Closed card={card} lane={lane} />
          <Select
            label={words.movePosition}
            data={positions}
            value={position}
            allowDeselect={false}
            searchable={positions.length > 8}
            limit={MOST_CHOICES}
            onChange={(value) => setPosition(value ?? TOP)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit">{words.moveGo}</Button>
          </Group>
        </Stack>
      </form>
    </BoardDialog>
  )
}

/** A lane in the list, and why its gate keeps the card from going there. */
function LaneOption({ card, lane, name }: { card: string; lane: string; name: string }) {
  const refusal = useGateAhead(card, lane)
  const linesOf = useGateLines()
  return (
    <div>
      <span>{name}</span>
      {refusal && (
        <span className={classes.closed}>
          <IconLock size={13} aria-hidden="true" /> {linesOf(refusal, card).join("; ")}
        </span>
      )}
    </div>
  )
}

/** The same for the lane that is chosen, where everybody finds it. */
function Closed({ card, lane }: { card: string; lane: string }) {
  const refusal = useGateAhead(card, lane)
  const linesOf = useGateLines()
  return (
    <p role="status" className={classes.closed}>
      {refusal && (
        <>
          <IconLock size={13} aria-hidden="true" /> {handoffWords.gateClosed} {linesOf(refusal, card).join("; ")}
        </>
      )}
    </p>
  )
}

function slotFor(position: string, lane: string, others: readonly string[], card: string): Slot {
  if (position === TOP) return slotAt(lane, others, 0, card)
  const index = others.findIndex((id) => before(id) === position)
  return slotAt(lane, others, index < 0 ? others.length : index, card)
}
