import { Button } from "@mantine/core"
import {
  IconAlertTriangle,
  IconCheck,
  IconCircleDashed,
  IconLoader2,
  IconSend,
  IconUserCheck,
} from "@tabler/icons-react"
import { useId } from "react"
import { useCard } from "../../hooks/useCards.ts"
import { board as boardWords } from "../../words/en/board.ts"
import { handOverMany as words } from "../../words/en/hand-over-many.ts"
import { holeLabels } from "../OfferBar.tsx"
import { SeverityMark } from "../SeverityPick.tsx"
import { SheetForm } from "../SheetForm.tsx"
import { targetWords, useNames } from "../useNames.ts"
import classes from "./many.module.css"
import type { Row } from "./row.ts"

interface ManyRowProps {
  readonly row: Row
  readonly isTaken: boolean
  readonly isOpen: boolean
  readonly isAsking: boolean
  readonly refusal: string | undefined
  readonly onTake: (isTaken: boolean) => void
  readonly onOpen: (isOpen: boolean) => void
  readonly onGoTo: () => void
}

/** One card of the list: whether it goes along, how far it is, and its sheet where there is something to fill in. */
export function ManyRow(props: ManyRowProps) {
  const { row, isTaken, isOpen } = props
  const card = useCard(row.card)
  const id = useId()
  const title = card?.title || boardWords.untitled
  const canFill = row.kind === "held" || row.kind === "ready"
  return (
    <li className={classes.row} data-kind={isTaken ? row.kind : "left"}>
      <div className={classes.line}>
        <label className={classes.take}>
          <input
            type="checkbox"
            aria-label={words.take(title)}
            checked={isTaken}
            disabled={row.kind === "offered" || row.kind === "accepted" || row.kind === "in-the-way"}
            onChange={(event) => props.onTake(event.currentTarget.checked)}
          />
          <span className={classes.title}>{title}</span>
        </label>
        <SeverityMark value={severityOf(row) ?? card?.severity ?? "routine"} />
        {canFill ? (
          <Button
            size="compact-sm"
            variant={row.kind === "held" ? "light" : "subtle"}
            aria-expanded={isOpen}
            aria-controls={id}
            aria-label={isOpen ? undefined : words.fillOf(title)}
            onClick={() => props.onOpen(!isOpen)}
          >
            {isOpen ? words.fold : words.fill}
          </Button>
        ) : (
          row.kind === "in-the-way" && (
            <Button size="compact-sm" variant="subtle" color="gray" onClick={props.onGoTo}>
              {words.open}
            </Button>
          )
        )}
      </div>
      <State {...props} />
      {canFill && isOpen && (
        <div id={id} className={classes.sheet}>
          <SheetForm handoff={row.handoff} sheet={row.sheet} holes={holeLabels(row.sheet)} hasTarget />
        </div>
      )}
    </li>
  )
}

const severityOf = (row: Row) => ("sheet" in row ? row.sheet.severity : undefined)

const ICONS = {
  none: IconCircleDashed,
  loading: IconLoader2,
  "unknown-template": IconAlertTriangle,
  ready: IconCheck,
  held: IconAlertTriangle,
  offered: IconSend,
  "in-the-way": IconSend,
  accepted: IconUserCheck,
} as const satisfies Record<Row["kind"], unknown>

function State({ row, isTaken, isAsking, refusal }: ManyRowProps) {
  const said = useStateWords(row)
  const Icon = ICONS[row.kind]
  if (!isTaken && row.kind !== "offered" && row.kind !== "accepted")
    return <p className={classes.state}>{words.left}</p>
  return (
    <>
      <p className={classes.state}>
        <Icon size={15} aria-hidden="true" />
        {isAsking ? words.asking : said}
      </p>
      {refusal && <p className={classes.refusal}>{refusal}</p>}
    </>
  )
}

function useStateWords(row: Row): string {
  const names = useNames()
  switch (row.kind) {
    case "none":
      return words.none
    case "loading":
      return words.loading
    case "unknown-template":
      return words.unknownTemplate
    case "ready":
      return words.ready
    case "held":
      return words.held(row.todo)
    case "offered":
      return words.offered(targetWords(row.handoff.to, names))
    case "accepted":
      return words.accepted(names.person(row.handoff.receiver ?? ""))
    default:
      return words.inTheWay(names.person(row.handoff.sender), targetWords(row.handoff.to, names))
  }
}
