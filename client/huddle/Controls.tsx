import { Button } from "@mantine/core"
import {
  IconArrowLeft,
  IconArrowRight,
  IconCheckbox,
  IconClockPlus,
  IconDoorExit,
  IconGavel,
  IconHandStop,
  IconKeyboard,
  IconParking,
} from "@tabler/icons-react"
import type { ReactNode } from "react"
import { currentStep, type Huddle } from "../../shared/huddle/huddle.ts"
import { useCardRegisters } from "../hooks/useCards.ts"
import { huddle as words } from "../words/en/huddle.ts"
import { onward } from "./course.ts"
import classes from "./huddle.module.css"
import { HUDDLE_KEYS, type HuddleKey } from "./keys.ts"
import { useCanDrive, useIsDriver, useShown } from "./useHuddle.ts"
import { useStageActions } from "./useStageKeys.ts"
import { useStepCards } from "./useStepCards.ts"

interface ControlProps {
  readonly id: HuddleKey
  readonly icon: ReactNode
  readonly label: string
  /** As it is said aloud, where the word on the button is too short. */
  readonly spoken?: string
  readonly isMain?: boolean
}

/** Everything that keys do, for fingers and voices. Only what this person may do now is there. */
export function Controls({ huddle }: { huddle: Huddle }) {
  const act = useStageActions(huddle)
  const isDriver = useIsDriver(huddle)
  const canDrive = useCanDrive()
  const { card } = useShown(huddle)
  const isBlocked = useCardRegisters(card ?? "")?.blocked !== undefined
  const cards = useStepCards(currentStep(huddle).id)
  const course = onward(huddle, cards)
  const control = ({ id, icon, label, spoken, isMain }: ControlProps) => (
    <Button
      key={id}
      className={classes.control ?? ""}
      data-control={id}
      variant={isMain ? "filled" : "default"}
      leftSection={icon}
      aria-keyshortcuts={shortcutOf(id)}
      {...(spoken === undefined ? {} : { "aria-label": spoken })}
      onClick={() => act(id)}
    >
      {label}
      <span className={classes.key} aria-hidden="true">
        {keyWord(id)}
      </span>
    </Button>
  )
  return (
    <div className={classes.controls} role="toolbar" aria-label={words.controls}>
      {isDriver && control({ id: "back", icon: <IconArrowLeft aria-hidden="true" />, label: words.back })}
      {isDriver &&
        control({
          id: "next",
          icon: <IconArrowRight aria-hidden="true" />,
          label: words.nextHint[course.kind],
          isMain: true,
        })}
      {isDriver &&
        huddle.spotlight &&
        control({ id: "park", icon: <IconParking aria-hidden="true" />, label: words.park })}
      {isDriver &&
        control({ id: "more", icon: <IconClockPlus aria-hidden="true" />, label: words.more, spoken: words.moreLabel })}
      {canDrive && control({ id: "action", icon: <IconCheckbox aria-hidden="true" />, label: words.action })}
      {canDrive && control({ id: "decision", icon: <IconGavel aria-hidden="true" />, label: words.decision })}
      {canDrive &&
        card !== null &&
        control({
          id: "blocked",
          icon: <IconHandStop aria-hidden="true" />,
          label: isBlocked ? words.unblock : words.blocked,
        })}
      <span className={classes.controlsEnd}>
        {control({ id: "help", icon: <IconKeyboard aria-hidden="true" />, label: words.keys })}
        {control({
          id: "leave",
          icon: <IconDoorExit aria-hidden="true" />,
          label: words.leave,
          spoken: words.leaveLabel,
        })}
      </span>
    </div>
  )
}

const firstKey = (id: HuddleKey): string => HUDDLE_KEYS[id].keys[0]
const keyWord = (id: HuddleKey): string => (firstKey(id).length === 1 ? firstKey(id).toUpperCase() : firstKey(id))
const shortcutOf = (id: HuddleKey): string => firstKey(id)
