import { ActionIcon } from "@mantine/core"
import { IconExternalLink, IconHelp } from "@tabler/icons-react"
import { useState } from "react"
import { actionFieldsOf, type Brief, briefText, isNone } from "../../shared/handoff/brief.ts"
import type { Handoff } from "../../shared/handoff/handoff.ts"
import { readingSeconds } from "../../shared/handoff/read-back.ts"
import type { SheetField } from "../../shared/handoff/template.ts"
import type { Json } from "../../shared/json.ts"
import { recordLinksOf } from "../../shared/model/card.ts"
import { isSafeUrl, OUTSIDE } from "../card/safe-url.ts"
import { useCardRegisters } from "../hooks/useCards.ts"
import { card as cardWords } from "../words/en/card.ts"
import { handoff as words } from "../words/en/handoff.ts"
import classes from "./handoff.module.css"
import { HEAD } from "./head.ts"
import { SeverityMark } from "./SeverityPick.tsx"
import type { LiveSheet } from "./useBrief.ts"
import { useHandoffAsk } from "./useHandoffAsk.ts"
import { useNameOf } from "./useNameOf.ts"
import { linesOf, textOf, valueLines } from "./value-words.ts"
import { WordsForm } from "./WordsForm.tsx"

/** Ticks of the actions, while somebody takes them on. */
export interface Ticks {
  readonly ticked: ReadonlySet<string>
  onTick(id: string, isOn: boolean): void
}

interface BriefViewProps {
  readonly handoff: Handoff
  readonly sheet: LiveSheet
  /** Fields that differ from what was read before. */
  readonly changed: ReadonlySet<string>
  readonly mayAsk: boolean
  readonly ticks?: Ticks | undefined
}

const answerIn = (brief: Brief, key: string): Json | undefined => (Object.hasOwn(brief, key) ? brief[key] : undefined)

/** The brief for reading: how worried first, then what to do, then the rest. Empty fields are left out. */
export function BriefView({ handoff, sheet, changed, mayAsk, ticks }: BriefViewProps) {
  const fields = [...HEAD, ...sheet.template.fields].filter(({ key }) => answerIn(sheet.brief, key) !== undefined)
  return (
    <div className={classes.brief}>
      <div className={classes.briefHead}>
        <SeverityMark value={sheet.severity} />
        <span className={classes.quiet}>{words.reading(readingSeconds(briefText(sheet.brief)))}</span>
      </div>
      <dl className={classes.briefList}>
        {fields.map((field) => (
          <BriefField
            key={field.key}
            {...{ handoff, field, mayAsk }}
            value={answerIn(sheet.brief, field.key)}
            isChanged={changed.has(field.key)}
            ticks={actionFieldsOf(sheet.template).includes(field.key) ? ticks : undefined}
          />
        ))}
        <Records cardId={handoff.card} brief={sheet.brief} />
      </dl>
    </div>
  )
}

/** The card's records, where the sheet itself does not name them: the record is opened, never copied. */
function Records({ cardId, brief }: { cardId: string; brief: Brief }) {
  const registers = useCardRegisters(cardId)
  const said = briefText(brief)
  const links = (registers ? recordLinksOf(registers) : []).filter(({ url }) => !said.includes(url))
  if (links.length === 0) return null
  return (
    <div className={classes.briefField}>
      <dt>{cardWords.records}</dt>
      <dd>
        {links.map(({ linkId, url, system, id }) => (
          <OutLink key={linkId} url={url} text={[system, id].filter(Boolean).join(" ") || url} />
        ))}
      </dd>
    </div>
  )
}

interface BriefFieldProps {
  readonly handoff: Handoff
  readonly field: SheetField
  readonly value: Json | undefined
  readonly isChanged: boolean
  readonly mayAsk: boolean
  readonly ticks: Ticks | undefined
}

function BriefField({ handoff, field, value, isChanged, mayAsk, ticks }: BriefFieldProps) {
  const [isAsking, setAsking] = useState(false)
  const { ask, problem } = useHandoffAsk()
  return (
    <div className={classes.briefField} data-changed={isChanged || undefined}>
      <dt>
        {field.label}
        {mayAsk && (
          <ActionIcon
            className={classes.ask}
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={words.askAbout(field.label)}
            title={words.askAbout(field.label)}
            aria-expanded={isAsking}
            onClick={() => setAsking(!isAsking)}
          >
            <IconHelp size={15} />
          </ActionIcon>
        )}
      </dt>
      <dd>
        {ticks && Array.isArray(value) ? (
          <ActionTicks rows={linesOf(value)} ticks={ticks} />
        ) : (
          <Value field={field} value={value} />
        )}
        {isAsking && (
          <WordsForm
            label={words.question}
            placeholder={words.questionPlaceholder}
            go={words.sendQuestion}
            onCancel={() => setAsking(false)}
            onGo={(text) => {
              setAsking(false)
              void ask({ kind: "handoff.question", handoff: handoff.id, field: field.key, text })
            }}
          />
        )}
        {problem && (
          <p role="alert" className={classes.problem}>
            {problem}
          </p>
        )}
      </dd>
    </div>
  )
}

function Value({ field, value }: { field: SheetField; value: Json | undefined }) {
  const name = useNameOf()
  if (field.type === "references" && !isNone(value)) return <References rows={linesOf(value)} />
  if (field.type === "link" && typeof value === "string") return <OutLink url={value} text={value} />
  const lines = valueLines(field.type, value, name)
  if (lines.length <= 1 || field.type === "long" || field.type === "text")
    return lines.map((line, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a line of a text has nothing but its place
      <p key={i}>{line}</p>
    ))
  return (
    <ul>
      {lines.map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line of a text has nothing but its place
        <li key={i}>{line}</li>
      ))}
    </ul>
  )
}

function References({ rows }: { rows: readonly Json[] }) {
  return (
    <ul>
      {rows.map((row, i) => (
        <li key={textOf(row, "id") || i}>
          <OutLink url={textOf(row, "url")} text={textOf(row, "text") || textOf(row, "url")} />
        </li>
      ))}
    </ul>
  )
}

/** The record stays where it is kept; an address that is not safe is only words. */
export function OutLink({ url, text }: { url: string; text: string }) {
  if (!isSafeUrl(url)) return <span>{text}</span>
  return (
    <a href={url} {...OUTSIDE}>
      {text} <IconExternalLink size={13} aria-hidden="true" />
      <span className="visually-hidden">{cardWords.opensInNewTab}</span>
    </a>
  )
}

function ActionTicks({ rows, ticks }: { rows: readonly Json[]; ticks: Ticks }) {
  const name = useNameOf()
  return (
    <ul className={classes.ticks} aria-label={words.tickActions}>
      {rows.map((row) => {
        const id = textOf(row, "id")
        return (
          <li key={id}>
            <label className={classes.option}>
              <input
                type="checkbox"
                checked={ticks.ticked.has(id)}
                onChange={(event) => ticks.onTick(id, event.currentTarget.checked)}
              />
              {valueLines("actions", [row], name)[0]}
            </label>
          </li>
        )
      })}
    </ul>
  )
}
