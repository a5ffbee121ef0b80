import { Button, Popover } from "@mantine/core"
import { IconPlus, IconX } from "@tabler/icons-react"
import { useState } from "react"
import type { Card } from "../../../shared/model/card.ts"
import type { LabelDef } from "../../../shared/model/settings.ts"
import { useLabels } from "../../hooks/useBoard.ts"
import { card as words } from "../../words/en/card.ts"
import { removeLabel } from "../edits.ts"
import { useCardEdits } from "../useCardEdits.ts"
import classes from "./fields.module.css"
import { LabelPicker } from "./LabelPicker.tsx"
import { labelColour } from "./label-colour.ts"
import { None } from "./None.tsx"

/** The labels on the card, and all labels of the board behind one button. */
export function LabelsField({ card }: { card: Card }) {
  const { canEdit, edit } = useCardEdits(card.id)
  const labels = useLabels().filter((label) => card.labelIds.includes(label.id))
  const [isOpen, setOpen] = useState(false)
  return (
    <div className={classes.inline}>
      {labels.map((label) => (
        <LabelChip
          key={label.id}
          label={label}
          {...(canEdit ? { onRemove: () => edit((edited) => removeLabel(edited, label.id)) } : {})}
        />
      ))}
      {!canEdit && labels.length === 0 && <None />}
      {canEdit && (
        <Popover opened={isOpen} onChange={setOpen} position="bottom-start" shadow="md" trapFocus returnFocus>
          <Popover.Target>
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              className={classes.quietAdd}
              leftSection={<IconPlus size={14} />}
              onClick={() => setOpen(!isOpen)}
            >
              {words.addLabel}
            </Button>
          </Popover.Target>
          <Popover.Dropdown className={classes.picker}>
            <LabelPicker card={card} />
          </Popover.Dropdown>
        </Popover>
      )}
    </div>
  )
}

function LabelChip({ label, onRemove }: { label: LabelDef; onRemove?: () => void }) {
  return (
    <span className={classes.chip} style={labelColour(label.color)}>
      {label.name}
      {onRemove && (
        <button
          type="button"
          className={classes.chipRemove}
          aria-label={words.removeLabel(label.name)}
          title={words.removeLabel(label.name)}
          onClick={onRemove}
        >
          <IconX size={12} aria-hidden="true" />
        </button>
      )}
    </span>
  )
}
