import { Checkbox, ColorSwatch, Menu, UnstyledButton } from "@mantine/core"
import { COLOURS } from "../../shared/model/keys.ts"
import type { LabelDef } from "../../shared/model/settings.ts"
import { useLabels } from "../hooks/useBoard.ts"
import { common } from "../words/en/common.ts"
import { settings as words } from "../words/en/settings.ts"
import { AddLine } from "./AddLine.tsx"
import classes from "./board-settings.module.css"
import { EditableText } from "./EditableText.tsx"
import { type Colour, isTaken, nextColour, putLabel } from "./edits.ts"
import { RemoveButton } from "./RemoveButton.tsx"
import { useBoardEdits } from "./useBoardEdits.ts"

const MAX_NAME = 100

export function LabelSettings({ isReadOnly }: { isReadOnly: boolean }) {
  const labels = useLabels()
  const { apply, remove, newId } = useBoardEdits()
  const put = (label: LabelDef) => apply((meta) => putLabel(meta, label))
  const check = (id?: string) => (name: string) =>
    name.trim() === "" ? words.needName : isTaken(labels, name, id) ? words.taken : undefined
  return (
    <section className={classes.section} aria-labelledby="settings-labels">
      <h3 id="settings-labels" className={classes.heading}>
        {words.labels}
      </h3>
      {labels.length === 0 && <p className={classes.note}>{words.noneYet}</p>}
      <ul className={classes.rows}>
        {labels.map((label) => (
          <li key={label.id} className={classes.row}>
            <ColourMenu label={label} isReadOnly={isReadOnly} onChoose={(color) => put({ ...label, color })} />
            <EditableText
              label={words.labelName}
              isLabelHidden
              value={label.name}
              maxLength={MAX_NAME}
              isReadOnly={isReadOnly}
              check={check(label.id)}
              onCommit={(name) => put({ ...label, name })}
            />
            {!isReadOnly && <RemoveButton name={label.name} onRemove={() => remove("l", label.id, label.name)} />}
            <WorkKind label={label} isReadOnly={isReadOnly} onChange={put} />
          </li>
        ))}
      </ul>
      {!isReadOnly && (
        <AddLine
          label={words.newLabel}
          button={words.addLabel}
          maxLength={MAX_NAME}
          check={check()}
          onAdd={(name) => put({ id: newId(), name, color: nextColour(labels) })}
        />
      )}
    </section>
  )
}

interface WorkKindProps {
  readonly label: LabelDef
  readonly isReadOnly: boolean
  readonly onChange: (label: LabelDef) => void
}

/** What makes a label a kind of work, such as the starters of a kitchen. */
function WorkKind({ label, isReadOnly, onChange }: WorkKindProps) {
  const { targetMinutes, ...untimed } = label
  return (
    <div className={classes.workKind}>
      <EditableText
        label={words.labelTarget(label.name)}
        isLabelHidden
        placeholder={words.labelTargetHelp}
        value={targetMinutes === undefined ? "" : String(targetMinutes)}
        maxLength={6}
        isReadOnly={isReadOnly}
        check={(text) => (isTarget(text.trim()) ? undefined : words.needMinutes)}
        onCommit={(text) => onChange(text === "" ? untimed : { ...untimed, targetMinutes: Number(text) })}
      />
      <Checkbox
        label={words.labelCounted}
        checked={label.isCounted === true}
        disabled={isReadOnly}
        onChange={(event) => onChange({ ...label, isCounted: event.currentTarget.checked })}
      />
    </div>
  )
}

const MOST_MINUTES = 525_600
const isTarget = (text: string) =>
  text === "" || (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= MOST_MINUTES)

interface ColourMenuProps {
  readonly label: LabelDef
  readonly isReadOnly: boolean
  readonly onChoose: (colour: Colour) => void
}

function ColourMenu({ label, isReadOnly, onChoose }: ColourMenuProps) {
  const swatch = <ColorSwatch color={swatchOf(label.color)} size={20} withShadow={false} component="span" />
  if (isReadOnly) return swatch
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <UnstyledButton className={classes.swatch} aria-label={words.labelColour(label.name)}>
          {swatch}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={label.color} onChange={(colour) => onChoose(colour as Colour)}>
          {(Object.keys(COLOURS) as Colour[]).map((colour) => (
            <Menu.RadioItem
              key={colour}
              value={colour}
              closeMenuOnClick
              rightSection={<ColorSwatch color={swatchOf(colour)} size={16} withShadow={false} />}
            >
              {common.colours[colour]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}

/** The shade of a label's colour, as the cards draw it. */
const swatchOf = (colour: Colour) => `var(--mantine-color-${colour}-6)`
