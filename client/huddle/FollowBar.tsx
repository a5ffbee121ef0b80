import { Button } from "@mantine/core"
import { currentStep, type Huddle } from "../../shared/huddle/huddle.ts"
import { useOpenCard } from "../board/board-address.ts"
import { useNames } from "../handoff/useNames.ts"
import { huddle as words } from "../words/en/huddle.ts"
import type { Shown } from "./follow.ts"
import classes from "./huddle.module.css"
import { useFollowAgain } from "./useFollowAgain.ts"
import { useIsDriver } from "./useHuddle.ts"
import { useStepName } from "./useStepName.ts"

/** Says that what is on this screen is not what the others look at, and leads back. */
export function FollowBar({ huddle, shown }: { huddle: Huddle; shown: Shown }) {
  const names = useNames()
  const nameOf = useStepName()
  const followAgain = useFollowAgain()
  const isDriver = useIsDriver(huddle)
  const opened = useOpenCard()
  const isElsewhere = !isDriver && opened !== undefined && opened !== huddle.spotlight?.card
  if (shown.isFollowing && !isElsewhere) return null
  const step = nameOf(currentStep(huddle).id)
  return (
    <div className={classes.followBar} role="status">
      <p>{huddle.driver === null ? words.onYourOwnFree(step) : words.onYourOwn(names.person(huddle.driver), step)}</p>
      <Button onClick={followAgain}>{words.backToHuddle}</Button>
    </div>
  )
}
