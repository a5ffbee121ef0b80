import { Button } from "@mantine/core"
import { useId, useState } from "react"
import { templateRef } from "../../shared/handoff/template.ts"
import { templatesOf } from "../../shared/handoff/templates/templates.ts"
import { useCardEdits } from "../card/useCardEdits.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useMeta } from "../hooks/useBoard.ts"
import { handoff as words } from "../words/en/handoff.ts"
import classes from "./handoff.module.css"
import { earlierOn, startSheet } from "./sheet-edits.ts"
import { useHandoffAsk } from "./useHandoffAsk.ts"

interface StartHandoffProps {
  readonly cardId: string
  readonly onDone: () => void
}

/** Which form the sheet takes; the first template is the one for anything. */
export function StartHandoff({ cardId, onDone }: StartHandoffProps) {
  const session = useBoardSession()
  const { edit } = useCardEdits(cardId)
  const templates = templatesOf(useMeta())
  const [chosen, choose] = useState(templates[0]?.id ?? "")
  const { ask, problem } = useHandoffAsk()
  const id = useId()
  const template = templates.find((one) => one.id === chosen)
  const begin = async () => {
    if (!template) return
    const handoff = session.newId()
    const isWritten = edit(({ registers }) =>
      startSheet(handoff, cardId, registers, template, earlierOn(session.model)),
    )
    if (!isWritten) return
    const answer = await ask({ kind: "handoff.create", handoff, card: cardId, template: templateRef(template) })
    if (answer.ok) onDone()
  }
  return (
    <form
      className={classes.box}
      onSubmit={(event) => {
        event.preventDefault()
        void begin()
      }}
    >
      <label className={classes.fieldName} htmlFor={id}>
        {words.chooseTemplate}
      </label>
      <select
        id={id}
        className={classes.input}
        value={chosen}
        // biome-ignore lint/a11y/noAutofocus: the person just asked for this form
        autoFocus
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {templates.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
      {template && <p className={classes.help}>{template.description}</p>}
      <div className={classes.buttons}>
        <Button size="compact-sm" type="submit" disabled={!template}>
          {words.begin}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onDone}>
          {words.cancel}
        </Button>
      </div>
      {problem && (
        <p role="alert" className={classes.problem}>
          {problem}
        </p>
      )}
    </form>
  )
}
