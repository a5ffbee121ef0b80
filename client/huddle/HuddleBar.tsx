/** On the board: that a huddle runs, where it stands, and the way in. Calm: it neither moves nor counts aloud. */
import { Button } from "@mantine/core"
import { IconUsersGroup } from "@tabler/icons-react"
import { lazy, Suspense } from "react"
import { Link } from "wouter"
import { currentStep, type Huddle } from "../../shared/huddle/huddle.ts"
import { useNames } from "../handoff/useNames.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useMe } from "../hooks/useBoard.ts"
import { useExternal } from "../hooks/useExternal.ts"
import { useNow } from "../hooks/useNow.ts"
import { huddle as words } from "../words/en/huddle.ts"
import { huddleAddress } from "./huddle-address.ts"
import classes from "./huddle-bar.module.css"
import { saidLeft } from "./said-left.ts"
import { stepLeft } from "./time-left.ts"
import { useHuddle, useHuddleUi } from "./useHuddle.ts"
import { useStepName } from "./useStepName.ts"

const FloatingLine = lazy(async () => ({ default: (await import("./FloatingLine.tsx")).FloatingLine }))

export function HuddleBar() {
  const huddle = useHuddle()
  if (!huddle) return null
  return (
    <>
      <Running huddle={huddle} />
      <Suspense>
        <BoardLine huddle={huddle} />
      </Suspense>
    </>
  )
}

/** A line of a card's description that becomes an action or a decision of the huddle that runs. */
function BoardLine({ huddle }: { huddle: Huddle }) {
  const isOpen = useExternal(useHuddleUi().line) !== undefined
  return isOpen ? <FloatingLine huddle={huddle} /> : null
}

function Running({ huddle }: { huddle: Huddle }) {
  const { boardId } = useBoardSession()
  const names = useNames()
  const me = useMe()
  const now = useNow(1_000)
  const nameOf = useStepName()
  const isMine = huddle.driver !== null && huddle.driver === me?.actor
  const who = isMine
    ? words.runningYours
    : huddle.driver === null
      ? words.runningFree
      : words.running(names.person(huddle.driver))
  return (
    <section className={classes.bar} aria-label={words.barLabel}>
      <IconUsersGroup size={18} aria-hidden="true" />
      <p>
        <strong>{who}</strong>
        <span>{nameOf(currentStep(huddle).id)}</span>
        <span className={classes.time}>{saidLeft(stepLeft(huddle, now))}</span>
      </p>
      <Button component={Link} href={huddleAddress(boardId)} size="compact-md" variant="light">
        {isMine ? words.backToIt : words.follow}
      </Button>
    </section>
  )
}
