import { ActionIcon, Button } from "@mantine/core"
import { IconPlus, IconX } from "@tabler/icons-react"
import type { SheetField } from "../../../shared/handoff/template.ts"
import type { Json, JsonObject } from "../../../shared/json.ts"
import { EditableText } from "../../card/fields/EditableText.tsx"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { handoff as words } from "../../words/en/handoff.ts"
import classes from "../handoff.module.css"
import { linesOf, textOf } from "../value-words.ts"
import { PersonSelect } from "./PersonSelect.tsx"
import { TimeInput } from "./TimeInput.tsx"

type RowType = "actions" | "if-then" | "checks" | "references"
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

export const isRowType = (type: SheetField["type"]): type is RowType => Object.hasOwn(PARTS, type)

interface RowsProps {
  readonly cardId: string
  readonly register: string
  readonly field: SheetField & { readonly type: RowType }
  readonly value: Json | undefined
  readonly readOnly: boolean
  readonly onCommit: (rows: Json) => void
}

/** A list of lines, each of them a few small fields. */
export function Rows({ cardId, register, field, value, readOnly, onCommit }: RowsProps) {
  const session = useBoardSession()
  const rows = linesOf(value).map((row) => row as JsonObject)
  const parts = PARTS[field.type]
  const commit = (next: readonly JsonObject[]) => onCommit(next.length === 0 ? null : [...next])
  const set = (at: number, key: string, text: string) =>
    commit(rows.map((row, i) => (i === at ? { ...row, [key]: text } : row)))
  const add = () => commit([...rows, { id: session.newId(), ...Object.fromEntries(parts.map(({ key }) => [key, ""])) }])
  return (
    <div className={classes.rows}>
      {rows.map((row, at) => (
        <div key={textOf(row, "id") || at} className={classes.row} data-type={field.type}>
          {parts.map((part) => (
            <RowPart
              key={part.key}
              {...{ cardId, part, readOnly }}
              register={`${register}:${textOf(row, "id") || at}:${part.key}`}
              value={textOf(row, part.key)}
              onCommit={(text) => set(at, part.key, text)}
            />
          ))}
          {!readOnly && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="md"
              aria-label={words.removeRow(textOf(row, parts[0]?.key ?? ""))}
              onClick={() => commit(rows.filter((_, i) => i !== at))}
            >
              <IconX size={14} />
            </ActionIcon>
          )}
        </div>
      ))}
      {!readOnly && (
        <Button size="compact-sm" variant="subtle" color="gray" leftSection={<IconPlus size={14} />} onClick={add}>
          {words.addRow[field.type]}
        </Button>
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
