import { ActionIcon, Checkbox, NumberInput } from "@mantine/core"
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react"
import { type AgendaStep, agendaSteps, isStepId, nextHuddleAt } from "../../shared/huddle/agenda.ts"
import { rankBetween } from "../../shared/model/rank.ts"
import { useMeta } from "../hooks/useBoard.ts"
import { useNow } from "../hooks/useNow.ts"
import { NextHuddleField } from "../huddle/NextHuddle.tsx"
import { digits } from "../huddle/time-left.ts"
import { huddle as words } from "../words/en/huddle.ts"
import { settings as settingsWords } from "../words/en/settings.ts"
import { AddLine } from "./AddLine.tsx"
import classes from "./board-settings.module.css"
import { EditableText } from "./EditableText.tsx"
import { moveStep, putStep } from "./edits.ts"
import { RemoveButton } from "./RemoveButton.tsx"
import { useBoardEdits } from "./useBoardEdits.ts"

const MAX_NAME = 100
const NEW_STEP_SECONDS = 60

const jitter = () => crypto.getRandomValues(new Uint16Array(1))[0] ?? 0

/** The steps of the board's huddle: their order, names and time boxes, and when the next one is. */
export function AgendaSettings({ isReadOnly }: { isReadOnly: boolean }) {
  const meta = useMeta()
  const now = useNow()
  const steps = agendaSteps(meta)
  const { apply, newId } = useBoardEdits()
  const whole = steps.filter(({ isOut }) => !isOut).reduce((sum, { seconds }) => sum + seconds, 0)
  const add = (name: string) => {
    const rank = rankBetween(steps.at(-1)?.rank, undefined, jitter())
    apply((current) => putStep(current, { id: newId(), name, seconds: NEW_STEP_SECONDS, rank, isOut: false }))
  }
  return (
    <section className={classes.section} aria-labelledby="settings-agenda">
      <h3 id="settings-agenda" className={classes.heading}>
        {words.agendaSettings}
      </h3>
      <p className={classes.note}>{`${words.agendaWords} ${words.total(digits(whole * 1000))}.`}</p>
      <ol className={classes.rows}>
        {steps.map((step, i) => (
          <StepRow key={step.id} step={step} steps={steps} at={i} isReadOnly={isReadOnly} />
        ))}
      </ol>
      {!isReadOnly && (
        <>
          <AddLine
            label={words.newStep}
            button={words.addStep}
            maxLength={MAX_NAME}
            check={(name) => (name.trim() === "" ? settingsWords.needName : undefined)}
            onAdd={add}
          />
          <NextHuddleField at={nextHuddleAt(meta, now)} />
        </>
      )}
    </section>
  )
}

interface StepRowProps {
  readonly step: AgendaStep
  readonly steps: readonly AgendaStep[]
  readonly at: number
  readonly isReadOnly: boolean
}

function StepRow({ step, steps, at, isReadOnly }: StepRowProps) {
  const { apply, remove } = useBoardEdits()
  const name = words.stepName(step.id, step.name)
  const put = (patch: Partial<AgendaStep>) => apply((meta) => putStep(meta, { ...step, ...patch }))
  const move = (by: -1 | 1) => apply((meta) => moveStep(meta, steps, step.id, by, jitter()))
  return (
    <li className={classes.row}>
      <Checkbox
        mt={9}
        aria-label={words.leaveOut(name)}
        checked={!step.isOut}
        disabled={isReadOnly}
        onChange={(event) => put({ isOut: !event.currentTarget.checked })}
      />
      <EditableText
        label={words.stepLabel(name)}
        isLabelHidden
        value={name}
        maxLength={MAX_NAME}
        isReadOnly={isReadOnly}
        onCommit={(next) => put({ name: next === words.stepName(step.id, "") ? "" : next })}
      />
      <NumberInput
        w={96}
        aria-label={words.secondsLabel(name)}
        suffix={` ${words.seconds}`}
        value={step.seconds}
        min={10}
        max={3_600}
        step={15}
        allowDecimal={false}
        clampBehavior="blur"
        readOnly={isReadOnly}
        onChange={(seconds) => typeof seconds === "number" && seconds >= 10 && seconds <= 3_600 && put({ seconds })}
      />
      {!isReadOnly && (
        <>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            disabled={at === 0}
            aria-label={words.moveUp(name)}
            onClick={() => move(-1)}
          >
            <IconArrowUp size={18} aria-hidden="true" />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            disabled={at === steps.length - 1}
            aria-label={words.moveDown(name)}
            onClick={() => move(1)}
          >
            <IconArrowDown size={18} aria-hidden="true" />
          </ActionIcon>
          {!isStepId(step.id) && <RemoveButton name={name} onRemove={() => remove("a", step.id, name)} />}
        </>
      )}
    </li>
  )
}
