import { Button } from "@mantine/core"
import { useState } from "react"
import { mayTick } from "../../shared/handoff/finish-checks.ts"
import type { Handoff } from "../../shared/handoff/handoff.ts"
import { isSettled, rowsOf, type SheetRow, tickRow } from "../../shared/handoff/sheet-rows.ts"
import type { SheetField } from "../../shared/handoff/template.ts"
import type { Party } from "../../shared/handoff/transitions.ts"
import { board as boardWords } from "../words/en/board.ts"
import { handoff as words } from "../words/en/handoff.ts"
import classes from "./handoff.module.css"
import type { HandoffStory, Told } from "./story.ts"
import type { LiveSheet } from "./useBrief.ts"
import { useNames } from "./useNames.ts"
import { useSheetEdits } from "./useSheetEdits.ts"
import { WordsForm } from "./WordsForm.tsx"

interface FinishChecksProps {
  readonly handoff: Handoff
  readonly sheet: LiveSheet
  readonly story: HandoffStory
  readonly parties: ReadonlySet<Party>
}

/** What it is done by: ticked by whoever has it and the crew, on the sheet; the ledger says by whom. */
export function FinishChecks({ handoff, sheet, story, parties }: FinishChecksProps) {
  const { canEdit, edit } = useSheetEdits(handoff.card, handoff.id)
  if (handoff.state !== "accepted" && handoff.state !== "done") return null
  const fields = sheet.template.fields.filter(({ key }) => handoff.finishFields.includes(key))
  const isMine = canEdit && mayTick(handoff, parties)
  return fields.map((field) => {
    const rows = rowsOf(sheet.registers, field.key)
    if (rows.length === 0) return null
    return (
      <CheckList
        key={field.key}
        {...{ field, rows, story }}
        onTick={isMine ? (id, tick) => edit((edited) => tickRow(edited, field.key, id, tick)) : undefined}
      />
    )
  })
}

type OnTick = (id: string, tick: boolean | string) => void

interface CheckListProps {
  readonly field: SheetField
  readonly rows: readonly SheetRow[]
  readonly story: HandoffStory
  readonly onTick: OnTick | undefined
}

function CheckList({ field, rows, story, onTick }: CheckListProps) {
  return (
    <section className={classes.part} aria-label={field.label}>
      <h4>
        {field.label} <span className={classes.note}>{words.settled(rows.filter(isSettled).length, rows.length)}</span>
      </h4>
      <ul className={classes.ticks}>
        {rows.map((row) => (
          <Check key={row.id} {...{ row, onTick }} told={story.ticks.get(row.id)} />
        ))}
      </ul>
    </section>
  )
}

function Check({ row, told, onTick }: { row: SheetRow; told: Told | undefined; onTick: OnTick | undefined }) {
  const names = useNames()
  const [isAsking, setAsking] = useState(false)
  const { id, done, notApplicable } = row
  const text = row.parts.text ?? ""
  const who = isSettled(row) && told ? words.tickedBy(names.person(told.by), boardWords.timeOf(new Date(told.at))) : ""
  return (
    <li className={classes.finishCheck} data-settled={isSettled(row) || undefined}>
      <label className={classes.option}>
        <input
          type="checkbox"
          checked={done}
          disabled={!onTick || notApplicable !== undefined}
          onChange={(event) => onTick?.(id, event.currentTarget.checked)}
        />
        <span>
          {text}
          {notApplicable !== undefined && <span className={classes.quiet}> {words.notApplicable(notApplicable)}</span>}
          {who !== "" && <span className={classes.quiet}> {who}</span>}
        </span>
      </label>
      {onTick && !done && !isAsking && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          aria-label={notApplicable === undefined ? words.doesNotApplyOf(text) : words.doesApplyOf(text)}
          onClick={() => (notApplicable === undefined ? setAsking(true) : onTick(id, false))}
        >
          {notApplicable === undefined ? words.doesNotApply : words.doesApply}
        </Button>
      )}
      {isAsking && (
        <WordsForm
          label={words.whyNot(text)}
          placeholder={words.whyNotPlaceholder}
          go={words.sayNotApplicable}
          maxLength={500}
          onCancel={() => setAsking(false)}
          onGo={(why) => {
            setAsking(false)
            onTick?.(id, why)
          }}
        />
      )}
    </li>
  )
}
