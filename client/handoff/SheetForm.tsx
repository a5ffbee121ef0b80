import { useId } from "react"
import { isNone, notOptions } from "../../shared/handoff/brief.ts"
import { POSITION } from "../../shared/handoff/carry.ts"
import type { Handoff } from "../../shared/handoff/handoff.ts"
import { isRowType, rowsOf, sayNone } from "../../shared/handoff/sheet-rows.ts"
import { isRequired, type SheetField } from "../../shared/handoff/template.ts"
import { EditableText } from "../card/fields/EditableText.tsx"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useCrewRoles } from "../hooks/useBoard.ts"
import { handoff as words } from "../words/en/handoff.ts"
import { DueInput } from "./fields/DueInput.tsx"
import { FieldFrame } from "./fields/FieldFrame.tsx"
import { SheetFieldInput } from "./fields/SheetFieldInput.tsx"
import classes from "./handoff.module.css"
import { SeverityPick } from "./SeverityPick.tsx"
import {
  earlierOn,
  setOnSheet,
  setPosition,
  setSheetField,
  setSheetLine,
  setSheetSeverity,
  setTo,
} from "./sheet-edits.ts"
import { ToWhom } from "./ToWhom.tsx"
import type { LiveSheet } from "./useBrief.ts"
import { useSheetEdits } from "./useSheetEdits.ts"

interface SheetFormProps {
  readonly handoff: Handoff
  readonly sheet: LiveSheet
  /** Labels of what keeps it from being offered. */
  readonly holes: readonly string[]
  /** An offered handoff keeps its receiver; another one is a step of its own. */
  readonly hasTarget: boolean
}

/** The sheet while it is written, by everybody who has it open. What is still needed is marked, never forced. */
export function SheetForm({ handoff, sheet, holes, hasTarget }: SheetFormProps) {
  const { canEdit, edit } = useSheetEdits(handoff.card, handoff.id)
  const id = useId()
  const { template, to, severity, registers } = sheet
  const at = (key: string) => ({ cardId: handoff.card, register: `${handoff.id}:${key}` })
  const text = (key: string) => (typeof registers[key] === "string" ? registers[key] : "")
  return (
    <div className={classes.form}>
      <SeverityPick
        value={severity}
        readOnly={!canEdit}
        typing={at("severity")}
        onChoose={(next) => edit((edited) => setSheetSeverity(edited, next))}
      />
      {hasTarget && (
        <FieldFrame label={words.to} htmlFor={`${id}-to`} hole={to ? undefined : "empty"} typing={at("to")}>
          <ToWhom
            id={`${id}-to`}
            label={words.to}
            cardId={handoff.card}
            value={to}
            without={handoff.sender}
            disabled={!canEdit}
            onChoose={(next) => edit((edited) => setTo(edited, next))}
          />
        </FieldFrame>
      )}
      <FieldFrame label={words.next} hole={holes.includes(words.next) ? "empty" : undefined}>
        <EditableText
          cardId={handoff.card}
          register={`${handoff.id}:next`}
          value={text("next")}
          label={words.next}
          placeholder={words.nextPlaceholder}
          maxLength={500}
          readOnly={!canEdit}
          className={classes.framed}
          onCommit={(next) => edit((edited) => setSheetLine(edited, "next", next))}
        />
      </FieldFrame>
      <FieldFrame label={words.due} htmlFor={`${id}-due`} note={words.optional} typing={at("due")}>
        <DueInput
          id={`${id}-due`}
          value={text("due")}
          disabled={!canEdit}
          onCommit={(next) => edit((edited) => setOnSheet(edited, "due", next || null))}
        />
      </FieldFrame>
      {template.fields
        .filter(({ required }) => required !== "receiver")
        .map((field) => (
          <Field key={field.key} {...{ handoff, sheet, field }} isHole={holes.includes(field.label)} />
        ))}
    </div>
  )
}

interface FieldProps {
  readonly handoff: Handoff
  readonly sheet: LiveSheet
  readonly field: SheetField
  readonly isHole: boolean
}

function holeOf(field: SheetField, { brief }: LiveSheet, rows: number) {
  if (notOptions([field], brief).length > 0) return "not-an-option"
  return rows > 0 ? "unfinished" : "empty"
}

/** Fields whose one input shows by itself who types in it. */
const SAYS_ITSELF: ReadonlySet<SheetField["type"]> = new Set(["text", "long", "number", "link"])

function Field({ handoff, sheet, field, isHole }: FieldProps) {
  const session = useBoardSession()
  const { canEdit, edit } = useSheetEdits(handoff.card, handoff.id)
  const value = Object.hasOwn(sheet.brief, field.key) ? sheet.brief[field.key] : undefined
  const rows = isRowType(field.type) ? rowsOf(sheet.registers, field.key) : undefined
  const hole = isHole ? holeOf(field, sheet, rows?.length ?? 0) : undefined
  const isNeeded = isRequired(field, sheet.severity)
  const knowing = useCrewRoles().flatMap(({ id, name }) => (field.roles?.includes(id) ? [name] : []))
  const help = knowing.length === 0 ? field.help : words.known(field.help, knowing)
  return (
    <FieldFrame
      label={field.label}
      // Also once it is filled: a line that goes when a field is left moves the button that the finger is already on.
      help={help}
      hole={hole}
      note={isNeeded ? undefined : words.optional}
      typing={
        SAYS_ITSELF.has(field.type) ? undefined : { cardId: handoff.card, register: `${handoff.id}:${field.key}` }
      }
      none={
        field.noneIsAnAnswer && canEdit && !rows?.some(({ carried }) => carried)
          ? {
              isSaid: isNone(value),
              onChange: (isSaid) => edit((edited) => sayNone(edited, field.key, isSaid)),
            }
          : undefined
      }
    >
      <SheetFieldInput
        cardId={handoff.card}
        handoff={handoff.id}
        field={field}
        value={field.type === "long" ? undefined : sheet.registers[`f:${field.key}`]}
        rows={rows}
        readOnly={!canEdit}
        onCommit={(next) =>
          edit((edited) =>
            field.key === POSITION
              ? setPosition(edited, sheet.template, typeof next === "string" ? next : null, earlierOn(session.model))
              : setSheetField(edited, field.key, next),
          )
        }
      />
    </FieldFrame>
  )
}
