import type { Template } from "../../shared/templates/template.ts"
import { TEMPLATES } from "../../shared/templates/templates.ts"
import { boards as words } from "../words/en/boards.ts"
import classes from "./new-board.module.css"

interface TemplateChoiceProps {
  readonly chosen: string
  readonly onChoose: (id: string) => void
}

/** The templates as radio buttons with a small picture of their lanes. */
export function TemplateChoice({ chosen, onChoose }: TemplateChoiceProps) {
  return (
    <fieldset className={classes.templates}>
      <legend>{words.template}</legend>
      {TEMPLATES.map((template) => (
        <label key={template.id} className={classes.template}>
          <input
            type="radio"
            name="template"
            value={template.id}
            checked={template.id === chosen}
            onChange={() => onChoose(template.id)}
          />
          <LanePreview template={template} />
          <span className={classes.templateName}>{template.name}</span>
          <span className={classes.templateLine}>{template.line}</span>
        </label>
      ))}
    </fieldset>
  )
}

function LanePreview({ template }: { template: Template }) {
  const lanes = Object.entries(template.lanes)
  return (
    <span className={classes.preview} role="img" aria-label={words.lanesOf(lanes.map(([, lane]) => lane.name))}>
      {lanes.map(([key, lane]) => (
        <span key={key} className={classes.previewLane} data-kind={lane.kind}>
          {template.cards
            .filter((card) => card.lane === key)
            .slice(0, 4)
            .map((card) => (
              <span key={card.title} className={classes.previewCard} />
            ))}
        </span>
      ))}
    </span>
  )
}
