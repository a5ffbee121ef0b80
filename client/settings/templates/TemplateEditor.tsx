import { Button, Textarea, TextInput } from "@mantine/core"
import { useEffect, useRef } from "react"
import { readingSeconds } from "../../../shared/handoff/read-back.ts"
import type { HandoffTemplate } from "../../../shared/handoff/template.ts"
import { isSameTemplate, templateProblems } from "../../../shared/handoff/template-edit.ts"
import { templateFor } from "../../../shared/handoff/templates/templates.ts"
import { useMeta } from "../../hooks/useBoard.ts"
import { toast } from "../../ui/toast.ts"
import { templates as words } from "../../words/en/templates.ts"
import classes from "../board-settings.module.css"
import { useBoardEdits } from "../useBoardEdits.ts"
import { type Editing, partWords, problemWords, type Saved, saving } from "./editing.ts"
import { FieldList } from "./FieldList.tsx"
import { Terms } from "./Terms.tsx"
import own from "./templates.module.css"

/** Above this the empty form alone takes more time than a routine handoff should. */
const LONG_SECONDS = 60

interface TemplateEditorProps {
  readonly editing: Editing
  readonly onChange: (editing: Editing) => void
  readonly onDone: (saved: Saved | undefined) => void
}

/** One template in a form of its own. Saving makes a version; what runs keeps the one that it began with. */
export function TemplateEditor({ editing, onChange, onDone }: TemplateEditorProps) {
  const { base, draft, clash } = editing
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const put = (next: HandoffTemplate) => onChange({ ...editing, draft: next })
  return (
    // No form element: adding a field is one by itself, and a browser sends one inside another off as a new page.
    <section className={classes.sections} aria-labelledby="template-editor">
      <div className={classes.section}>
        <h3 id="template-editor" ref={heading} tabIndex={-1} className={classes.heading}>
          {base ? words.editTitle(base.name) : words.createTitle}
        </h3>
        <MovedOn editing={editing} />
        {clash && <Clash {...{ editing, onChange }} />}
        <TextInput
          label={words.name}
          value={draft.name}
          maxLength={300}
          onChange={(event) => put({ ...draft, name: event.currentTarget.value })}
        />
        <Textarea
          label={words.description}
          value={draft.description}
          maxLength={300}
          rows={2}
          onChange={(event) => put({ ...draft, description: event.currentTarget.value })}
        />
      </div>
      <FieldList draft={draft} onChange={put} />
      <Terms draft={draft} onChange={put} />
      <Foot {...{ editing, onChange, onDone }} />
    </section>
  )
}

function MovedOn({ editing: { base, draft } }: { editing: Editing }) {
  const standing = templateFor(useMeta(), draft.id)
  if (!base || !standing || isSameTemplate(base, standing)) return null
  return (
    <p role="status" className={own.notice}>
      {words.movedOn(standing.version)}
    </p>
  )
}

function Clash({ editing, onChange }: { editing: Editing; onChange: (editing: Editing) => void }) {
  const { clash } = editing
  if (!clash) return null
  return (
    <div role="alert" className={own.alert}>
      <p>{words.clash}</p>
      <ul>
        {clash.both.map((part) => (
          <li key={part}>{partWords(part)}</li>
        ))}
      </ul>
      <p>{words.clashWords}</p>
      <div className={classes.row}>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => onChange({ ...editing, draft: clash.mine, clash: undefined })}
        >
          {words.useMine}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => onChange({ ...editing, clash: undefined })}>
          {words.keepTheirs}
        </Button>
      </div>
    </div>
  )
}

function Foot({ editing, onChange, onDone }: TemplateEditorProps) {
  const meta = useMeta()
  const { apply } = useBoardEdits()
  const { base, draft, clash } = editing
  const problems = templateProblems(draft)
  const isUnchanged = base !== undefined && isSameTemplate(base, draft)
  const seconds = readingSeconds(draft.fields.flatMap(({ label, help }) => [label, help]).join(" "))
  const save = () => {
    const outcome = saving(meta, editing)
    if (outcome.kind === "clash") return onChange(outcome.editing)
    const { changes, template, isMerged } = outcome
    if (!apply(() => changes)) return
    toast.say((isMerged ? words.savedWithTheirs : words.saved)(template.name, template.version))
    onDone({ editing, template })
  }
  const version = (templateFor(meta, draft.id)?.version ?? 0) + 1
  return (
    <div className={own.foot}>
      <p className={classes.note}>
        {words.reading(seconds)} {seconds > LONG_SECONDS && <span className={own.warning}>{words.readingLong}</span>}
      </p>
      {problems.length > 0 && (
        <div className={own.problems} role="status">
          <p>{words.problemsTitle}</p>
          <ul>
            {problems.map((problem) => (
              <li key={JSON.stringify(problem)}>{problemWords(problem)}</li>
            ))}
          </ul>
        </div>
      )}
      <div className={classes.row}>
        <Button disabled={problems.length > 0 || isUnchanged || clash !== undefined} onClick={save}>
          {version === 1 ? words.save : words.saveVersion(version)}
        </Button>
        <Button variant="default" onClick={() => onDone(undefined)}>
          {words.back}
        </Button>
      </div>
      <p className={classes.note}>{isUnchanged ? words.unchanged : words.kept}</p>
    </div>
  )
}
