import type { Brief } from "../../shared/handoff/brief.ts"
import { briefDiff } from "../../shared/handoff/sheet.ts"
import type { HandoffTemplate, SheetField } from "../../shared/handoff/template.ts"
import type { Severity } from "../../shared/model/card.ts"
import { handoff as words } from "../words/en/handoff.ts"
import classes from "./handoff.module.css"
import { HEAD } from "./head.ts"
import { useNameOf } from "./useNameOf.ts"
import { type NameOf, valueLines } from "./value-words.ts"

/** What somebody has read: the brief, how worried, and its version. */
export interface ReadBrief {
  readonly version: number
  readonly severity: Severity
  readonly brief: Brief
}

export interface BriefChange {
  readonly key: string
  readonly label: string
  readonly before: readonly string[]
  readonly after: readonly string[]
}

const HEAD_LABELS: Readonly<Record<string, string>> = Object.fromEntries(HEAD.map(({ key, label }) => [key, label]))

/** What differs between the brief that was read and the one that stands, in words. */
export function changesOf(
  read: ReadBrief,
  now: Omit<ReadBrief, "version">,
  template: HandoffTemplate,
  name: NameOf,
): readonly BriefChange[] {
  const severity =
    read.severity === now.severity
      ? []
      : [
          {
            key: "severity",
            label: words.severity,
            before: [words.severities[read.severity]],
            after: [words.severities[now.severity]],
          },
        ]
  const fields = briefDiff(read.brief, now.brief).map(({ key, from, to }) => {
    const field: SheetField | undefined = template.fields.find((one) => one.key === key)
    const type = field?.type ?? (key === "due" ? "due" : "text")
    const label = field?.label ?? HEAD_LABELS[key] ?? key
    return { key, label, before: valueLines(type, from, name), after: valueLines(type, to, name) }
  })
  return [...severity, ...fields]
}

/** Before and after, side by side. */
export function Changes({ changes }: { changes: readonly BriefChange[] }) {
  return (
    <ul className={classes.changes}>
      {changes.map(({ key, label, before, after }) => (
        <li key={key}>
          <strong>{label}</strong>
          <div className={classes.sides}>
            <Side name={words.before} lines={before} isOld />
            <Side name={words.after} lines={after} />
          </div>
        </li>
      ))}
    </ul>
  )
}

function Side({ name, lines, isOld = false }: { name: string; lines: readonly string[]; isOld?: boolean }) {
  const Words = isOld ? "del" : "ins"
  return (
    <div data-old={isOld || undefined}>
      <span className={classes.quiet}>{name}</span>
      <Words>{lines.length === 0 ? words.empty : lines.join("\n")}</Words>
    </div>
  )
}

export const useChanges = (read: ReadBrief | undefined, now: ReadBrief, template: HandoffTemplate) => {
  const name = useNameOf()
  return read ? changesOf(read, now, template, name) : []
}
