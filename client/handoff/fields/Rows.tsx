import { ActionIcon, Button } from "@mantine/core"
import { IconPlus, IconX } from "@tabler/icons-react"
import { useState } from "react"
import { addRow, type RowType, removeRow, type SheetRow, setRowPart } from "../../../shared/handoff/sheet-rows.ts"
import type { SheetField } from "../../../shared/handoff/template.ts"
import { EditableText } from "../../card/fields/EditableText.tsx"
import { jitter } from "../../card/jitter.ts"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { handoff as words } from "../../words/en/handoff.ts"
import classes from "../handoff.module.css"
import { useSheetEdits } from "../useSheetEdits.ts"
import { WordsForm } from "../WordsForm.tsx"
import { PersonSelect } from "./PersonSelect.tsx"
import { TimeInput } from "./TimeInput.tsx"

type Part = {
  readonly key: string
  readonly kind: "text" | "person" | "time"
  readonly label: string
  readonly hint: string
}

/** What one line of each kind of list asks for. */
const PARTS: Readonly<Record<RowType, readonly Part[]>> = {
  actions: [
    { key: "verb", kind: "text", label: words.verb, hint: words.verbPlaceholder },
    { key: "person", kind: "person", label: words.who, hint: "" },
    { key: "due", kind: "time", label: words.by, hint: "" },
  ],
  "if-then": [
    { key: "if", kind: "text", label: words.when, hint: words.ifPlaceholder },
    { key: "then", kind: "text", label: words.thenDo, hint: words.thenPlaceholder },
    { key: "who", kind: "person", label: words.call, hint: "" },
  ],
  checks: [{ key: "text", kind: "text", label: words.checkPlaceholder, hint: words.checkPlaceholder }],
  references: [
    { key: "text", kind: "text", label: words.referencePlaceholder, hint: words.referencePlaceholder },
    { key: "url", kind: "text", label: words.linkPlaceholder, hint: words.linkPlaceholder },
  ],
}

interface RowsProps {
  readonly cardId: string
  readonly handoff: string
  readonly field: SheetField & { readonly type: RowType }
  readonly rows: readonly SheetRow[]
}

/** A list of lines, each of them a few small fields. Every line is its own, so that two people may add one at once. */
export function Rows({ cardId, handoff, field, rows }: RowsProps) {
  const session = useBoardSession()
  const { canEdit, edit } = useSheetEdits(cardId, handoff)
  return (
    <div className={classes.rows}>
      {rows.map((row) => (
        <Row key={row.id} {...{ cardId, handoff, field, row }} />
      ))}
      {canEdit && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconPlus size={14} />}
          onClick={() => edit((sheet) => addRow(sheet, field.key, field.type, session.newId(), jitter()))}
        >
          {words.addRow[field.type]}
        </Button>
      )}
    </div>
  )
}

type RowProps = Omit<RowsProps, "rows"> & { readonly row: SheetRow }

/** One line. What was carried here from the handoff before says so, and is taken off with a reason only. */
function Row({ cardId, handoff, field, row }: RowProps) {
  const { canEdit, edit } = useSheetEdits(cardId, handoff)
  const [isAsking, setAsking] = useState(false)
  const parts = PARTS[field.type]
  const said = row.parts[parts[0]?.key ?? ""] ?? ""
  const remove = (reason?: string) => edit((sheet) => removeRow(sheet, field.key, row.id, reason))
  return (
    <div className={classes.row} data-type={field.type}>
      {parts.map((part) => (
        <RowPart
          key={part.key}
          {...{ cardId, part }}
          readOnly={!canEdit}
          register={`${handoff}:${field.key}:${row.id}:${part.key}`}
          value={row.parts[part.key] ?? ""}
          onCommit={(text) => edit((sheet) => setRowPart(sheet, field.key, row.id, part.key, text))}
        />
      ))}
      {canEdit && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="md"
          aria-label={words.removeRow(said)}
          onClick={() => (row.carried ? setAsking(true) : remove())}
        >
          <IconX size={14} />
        </ActionIcon>
      )}
      {row.carried && <span className={classes.carried}>{words.carriedHere}</span>}
      {isAsking && (
        <WordsForm
          label={words.whyOff(said)}
          placeholder={words.whyOffPlaceholder}
          go={words.takeOff}
          maxLength={500}
          onCancel={() => setAsking(false)}
          onGo={remove}
        />
      )}
    </div>
  )
}

interface RowPartProps {
  readonly cardId: string
  readonly register: string
  readonly part: Part
  readonly value: string
  readonly readOnly: boolean
  readonly onCommit: (text: string) => void
}

function RowPart({ cardId, register, part, value, readOnly, onCommit }: RowPartProps) {
  if (part.kind === "person")
    return <PersonSelect label={part.label} value={value} hasRoles disabled={readOnly} onCommit={onCommit} />
  if (part.kind === "time")
    return <TimeInput label={part.label} value={value} disabled={readOnly} onCommit={onCommit} />
  return (
    <div className={classes.rowText}>
      <EditableText
        {...{ cardId, register, value, readOnly, onCommit }}
        label={part.label}
        placeholder={part.hint}
        maxLength={300}
      />
    </div>
  )
}
