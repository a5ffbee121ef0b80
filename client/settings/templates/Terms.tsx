import { Checkbox, NativeSelect, TextInput } from "@mantine/core"
import { useId } from "react"
import { type HandoffTemplate, LEVELS, type ReadBackLevel } from "../../../shared/handoff/template.ts"
import { SEVERITIES } from "../../../shared/model/keys.ts"
import { SeverityMark } from "../../handoff/SeverityPick.tsx"
import { handoff as handoffWords } from "../../words/en/handoff.ts"
import { templates as words } from "../../words/en/templates.ts"
import classes from "../board-settings.module.css"
import own from "./templates.module.css"

interface TermsProps {
  readonly draft: HandoffTemplate
  readonly onChange: (draft: HandoffTemplate) => void
}

/** What comes back and how long it may take, by severity. */
export function Terms({ draft, onChange }: TermsProps) {
  const id = useId()
  return (
    <section className={classes.section} aria-labelledby={id}>
      <h4 id={id} className={own.heading}>
        {words.terms}
      </h4>
      {SEVERITIES.map((severity) => {
        const of = (what: string) => words.of(what, handoffWords.severities[severity])
        const put = <K extends "level" | "acceptWithinMinutes" | "escalateEveryMinutes">(
          key: K,
          value: HandoffTemplate[K]["routine"],
        ) => onChange({ ...draft, [key]: { ...draft[key], [severity]: value } })
        return (
          <div key={severity} className={own.terms}>
            <SeverityMark value={severity} />
            <NativeSelect
              label={words.level}
              aria-label={of(words.level)}
              value={draft.level[severity]}
              data={LEVELS.map((value) => ({ value, label: words.levels[value] }))}
              onChange={(event) => put("level", event.currentTarget.value as ReadBackLevel)}
            />
            <Minutes
              label={words.acceptWithin}
              name={of(words.acceptWithin)}
              value={draft.acceptWithinMinutes[severity]}
              onChange={(value) => put("acceptWithinMinutes", value)}
            />
            <Minutes
              label={words.escalateEvery}
              name={of(words.escalateEvery)}
              value={draft.escalateEveryMinutes[severity]}
              onChange={(value) => put("escalateEveryMinutes", value)}
            />
          </div>
        )
      })}
      <Minutes
        label={words.standBy}
        name={words.standBy}
        value={draft.standByMinutes}
        onChange={(standByMinutes) => onChange({ ...draft, standByMinutes })}
      />
      <Checkbox
        label={words.fourEyes}
        checked={draft.fourEyes}
        onChange={(event) => onChange({ ...draft, fourEyes: event.currentTarget.checked })}
      />
    </section>
  )
}

interface MinutesProps {
  readonly label: string
  readonly name: string
  readonly value: number
  readonly onChange: (value: number) => void
}

/** An empty field is 0, which is no time and is said to be none. */
function Minutes({ label, name, value, onChange }: MinutesProps) {
  return (
    <TextInput
      label={label}
      aria-label={name}
      type="number"
      min={1}
      max={43_200}
      step={1}
      value={value === 0 ? "" : value}
      onChange={(event) => onChange(Number(event.currentTarget.value))}
    />
  )
}
