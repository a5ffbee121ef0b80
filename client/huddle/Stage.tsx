/**
 * A running huddle on one screen: which step it is and how long it lasts, what it is about, who is there, what is written
 * down. Readable from three metres; the same on a laptop and, one below the other, on a phone.
 */
import { type MouseEvent, type ReactNode, useEffect } from "react"
import type { Huddle } from "../../shared/huddle/huddle.ts"
import { useBoardUi } from "../board/useBoardUi.ts"
import { useNames } from "../handoff/useNames.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useMe, useSaveState } from "../hooks/useBoard.ts"
import { board as boardWords } from "../words/en/board.ts"
import { huddle as words } from "../words/en/huddle.ts"
import "./above.css"
import { Agenda } from "./Agenda.tsx"
import { Connection } from "./Connection.tsx"
import { Controls } from "./Controls.tsx"
import { FollowBar } from "./FollowBar.tsx"
import classes from "./huddle.module.css"
import { LineForm } from "./LineForm.tsx"
import { NotesPane } from "./NotesPane.tsx"
import { PeopleStrip } from "./PeopleStrip.tsx"
import { Problem } from "./Problem.tsx"
import { Queue } from "./Queue.tsx"
import { RoleChips } from "./RoleChips.tsx"
import { StepHead } from "./StepHead.tsx"
import { StepBody } from "./steps/StepBody.tsx"
import { useShown } from "./useHuddle.ts"
import { usePointing } from "./usePointing.ts"
import { useStageKeys } from "./useStageKeys.ts"
import { useSteering } from "./useSteering.ts"
import { useStepName } from "./useStepName.ts"
import { Wheel } from "./Wheel.tsx"

interface StageProps {
  readonly huddle: Huddle
  /** The people who stand around a shared screen. */
  readonly tiles: ReactNode
}

export function Stage({ huddle, tiles }: StageProps) {
  const shown = useShown(huddle)
  useStageKeys(huddle)
  useJoin(huddle)
  useTold(huddle)
  useMarkedPage()
  const point = usePointing(shown)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it takes no press of its own
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys keep the focus where it is
    <div
      className={classes.stage}
      onClick={letGo}
      onFocus={point}
      onBlur={point}
      data-following={shown.isFollowing || undefined}
    >
      <header className={classes.top}>
        <StepHead huddle={huddle} />
        <div className={classes.topSide}>
          <Wheel huddle={huddle} />
          <Connection />
        </div>
        <Agenda huddle={huddle} shown={shown} />
      </header>
      <FollowBar huddle={huddle} shown={shown} />
      <Problem />
      <div className={classes.middle}>
        <main className={classes.main} aria-label={words.title}>
          <StepBody huddle={huddle} shown={shown} />
        </main>
        <div className={classes.side}>
          <Queue huddle={huddle} />
          <RoleChips huddle={huddle} shown={shown} />
          <PeopleStrip huddle={huddle} />
          {tiles}
          <NotesPane huddle={huddle.id} />
        </div>
      </div>
      <LineForm huddle={huddle} />
      <Controls huddle={huddle} />
    </div>
  )
}

/** Whoever looks at a huddle is in it, unless they have just left by hand or may only read. */
function useJoin({ id }: Huddle): void {
  const steering = useSteering()
  const isLive = useSaveState().kind === "saved"
  const me = useMe()?.actor
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per huddle, person and connection
  useEffect(() => {
    if (isLive && me !== undefined && steering.mayJoin) void steering.join()
  }, [steering, isLive, me, id])
}

/** What is drawn outside of the stage knows by it that it stands above one. */
function useMarkedPage(): void {
  useEffect(() => {
    const { dataset } = document.documentElement
    dataset.huddle = ""
    return () => {
      delete dataset.huddle
    }
  }, [])
}

/** Steps, cards and the wheel are told to those who do not look at the screen. */
function useTold(huddle: Huddle): void {
  const ui = useBoardUi()
  const { model } = useBoardSession()
  const stepName = useStepName()
  const names = useNames()
  const me = useMe()?.actor
  const { driver } = huddle
  const spotlit = huddle.spotlight?.card
  const step = huddle.steps[huddle.step]?.id ?? ""
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when it changes, not when a name becomes known
  useEffect(() => {
    ui.say(words.started(stepName(step)))
  }, [step])
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when it changes, not when a title does
  useEffect(() => {
    if (spotlit !== undefined) ui.say(words.cardShown(String(model.card(spotlit)?.title ?? boardWords.untitled)))
  }, [spotlit])
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when it changes, not when a name becomes known
  useEffect(() => {
    if (driver === null) ui.say(words.nobodyDrives)
    else ui.say(driver === me ? words.wheelYours : words.wheelTaken(names.person(driver)))
  }, [driver])
}

/** A button that was tapped does not keep the focus: the next Space is for the huddle, not for that button again. */
function letGo({ detail, target }: MouseEvent): void {
  const button = target instanceof Element ? target.closest("button") : null
  if (detail > 0 && button && !button.hasAttribute("aria-haspopup") && document.activeElement === button) button.blur()
}
