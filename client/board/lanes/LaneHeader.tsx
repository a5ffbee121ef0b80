import {
  IconAlertCircleFilled,
  IconArrowRightCircle,
  IconCircleCheck,
  IconHourglassEmpty,
  IconProgress,
  IconQuestionMark,
} from "@tabler/icons-react"
import { useState } from "react"
import type { Lane, LaneKind } from "../../../shared/model/lane.ts"
import { useCardIds } from "../../hooks/useCards.ts"
import { useStaleSince } from "../../hooks/useLiveness.ts"
import { board as words } from "../../words/en/board.ts"
import { useSelected } from "../board-ui.ts"
import { useBoardActions, useBoardUi } from "../useBoardUi.ts"
import { useCanArrange } from "../useCanEdit.ts"
import { LaneMenu } from "./LaneMenu.tsx"
import classes from "./lanes.module.css"
import { NameField } from "./NameField.tsx"

const KIND_ICON: Readonly<Record<LaneKind, typeof IconProgress>> = {
  waiting: IconHourglassEmpty,
  active: IconProgress,
  pass: IconArrowRightCircle,
  done: IconCircleCheck,
}

interface LaneHeaderProps {
  readonly id: string
  readonly name: string
  readonly lane: Lane | undefined
}

export function LaneHeader({ id, name, lane }: LaneHeaderProps) {
  const actions = useBoardActions()
  const canArrange = useCanArrange()
  const [isRenaming, setRenaming] = useState(false)
  const count = useCardIds(id).length
  const Icon = id === "" ? IconQuestionMark : KIND_ICON[lane?.kind ?? "active"]
  const kindHint = lane ? `${words.kinds[lane.kind]}: ${words.kindHints[lane.kind]}` : words.unplacedHint(count)
  return (
    <header className={classes.header}>
      <span className={classes.kind} title={kindHint} aria-hidden="true">
        <Icon size={17} />
      </span>
      {isRenaming ? (
        <NameField
          label={words.laneName}
          value={lane?.name ?? ""}
          onDone={(text) => {
            setRenaming(false)
            if (text !== undefined && text.trim() !== "") actions.renameLane(id, text)
          }}
        />
      ) : (
        <h2
          className={classes.name}
          id={`lane-${id}`}
          title={name}
          onDoubleClick={() => canArrange && id !== "" && setRenaming(true)}
        >
          {name}
          <span className="visually-hidden"> {lane ? words.kinds[lane.kind] : ""}</span>
        </h2>
      )}
      <Count id={id} count={count} wip={lane?.wip} />
      {lane && canArrange && <LaneMenu id={id} name={name} onRename={() => setRenaming(true)} />}
      {id === "" && <p className={classes.hint}>{words.unplacedHint(count)}</p>}
    </header>
  )
}

/** How many, and the soft limit: over it a shape and a word say so, and nobody is stopped. */
function Count({ id, count, wip }: { id: string; count: number; wip: number | undefined }) {
  const ui = useBoardUi()
  const shown = useSelected(ui.matched, (matched) => (matched ? ui.visible.cardIds(id).length : undefined))
  const isOver = wip !== undefined && count > wip
  const full = wip === undefined ? words.lane("", count).slice(2) : words.limitHint(count, wip)
  const staleSince = useStaleSince()
  const asOf = (text: string) => (staleSince === undefined ? text : words.countAsOf(text, staleSince))
  const hint = asOf(isOver ? words.overLimitHint(count, wip) : full)
  return (
    <span className={classes.count} data-over={isOver || undefined} title={hint}>
      {isOver && <IconAlertCircleFilled size={13} aria-hidden="true" />}
      <span aria-hidden="true">
        {asOf(shown === undefined ? words.count(count, wip) : words.filteredCount(shown, count))}
        {isOver && ` ${words.overLimit}`}
      </span>
      <span className="visually-hidden">{hint}</span>
    </span>
  )
}
