import { useId, useState } from "react"
import type { Card } from "../../../shared/model/card.ts"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { useLabels } from "../../hooks/useBoard.ts"
import { card as words } from "../../words/en/card.ts"
import { common } from "../../words/en/common.ts"
import { addLabel, createLabel, removeLabel } from "../edits.ts"
import { useCardEdits } from "../useCardEdits.ts"
import classes from "./fields.module.css"
import { LABEL_COLOURS, type LabelColour, labelColour } from "./label-colour.ts"

/** All labels of the board as a list to tick, found by typing; a name that is new can be made on the spot. */
export function LabelPicker({ card }: { card: Card }) {
  const session = useBoardSession()
  const { edit } = useCardEdits(card.id)
  const labels = useLabels()
  const [query, setQuery] = useState("")
  const [color, setColor] = useState<LabelColour>("blue")
  const wanted = query.trim().toLocaleLowerCase()
  const shown = labels.filter((label) => label.name.toLocaleLowerCase().includes(wanted))
  const isNew = wanted !== "" && !labels.some((label) => label.name.toLocaleLowerCase() === wanted)
  const create = () => {
    edit((edited) => createLabel(edited, { id: session.newId(), name: query, color }))
    setQuery("")
  }
  const toggle = (id: string) =>
    edit((edited) => (card.labelIds.includes(id) ? removeLabel(edited, id) : addLabel(edited, id)))
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (isNew) create()
        else if (shown.length === 1) toggle(shown[0]!.id)
      }}
    >
      <input
        className={classes.input}
        aria-label={words.findLabel}
        placeholder={words.findLabel}
        maxLength={100}
        value={query}
        data-autofocus
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <div className={classes.options}>
        {shown.map((label) => (
          <label key={label.id} className={classes.option} style={labelColour(label.color)}>
            <input type="checkbox" checked={card.labelIds.includes(label.id)} onChange={() => toggle(label.id)} />
            <span className={classes.dot} aria-hidden="true" />
            {label.name}
          </label>
        ))}
      </div>
      {labels.length === 0 && query === "" && <p className={classes.quiet}>{words.noLabels}</p>}
      {isNew && <NewLabel name={query.trim()} color={color} onColor={setColor} />}
    </form>
  )
}

interface NewLabelProps {
  readonly name: string
  readonly color: LabelColour
  readonly onColor: (color: LabelColour) => void
}

function NewLabel({ name, color, onColor }: NewLabelProps) {
  const group = useId()
  return (
    <>
      <fieldset className={classes.swatches}>
        <legend className="visually-hidden">{words.labelColor}</legend>
        {LABEL_COLOURS.map((one) => (
          <label key={one} className={classes.swatch} style={labelColour(one)} title={common.colours[one]}>
            <input
              type="radio"
              name={group}
              aria-label={common.colours[one]}
              checked={color === one}
              onChange={() => onColor(one)}
            />
          </label>
        ))}
      </fieldset>
      <button type="submit" className={classes.create}>
        {words.createLabel(name)}
      </button>
    </>
  )
}
