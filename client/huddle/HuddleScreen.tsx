/** The huddle of a board: the one that runs, or the way to begin one. */
import { Button } from "@mantine/core"
import { IconPlayerPlay } from "@tabler/icons-react"
import { type ReactNode, Suspense, useEffect, useRef } from "react"
import { Link } from "wouter"
import { BelowDamage } from "../board/DamageBanner.tsx"
import { BoardDialogs } from "../board/dialogs/BoardDialogs.tsx"
import { LiveText } from "../board/LiveText.tsx"
import { OpenCard } from "../board/OpenCard.tsx"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useMeta } from "../hooks/useBoard.ts"
import { useFollowNeeds } from "../inbox/useNeeds.ts"
import { EmptyState } from "../ui/EmptyState.tsx"
import { board as boardWords } from "../words/en/board.ts"
import { huddle as words } from "../words/en/huddle.ts"
import { Connection } from "./Connection.tsx"
import { HuddleDialogs } from "./HuddleDialogs.tsx"
import classes from "./huddle.module.css"
import { boardAddress, huddleAddress } from "./huddle-address.ts"
import { NextHuddle } from "./NextHuddle.tsx"
import { OpenActions } from "./OpenActions.tsx"
import { Problem } from "./Problem.tsx"
import { RecordPage } from "./record/RecordPage.tsx"
import { Stage } from "./Stage.tsx"
import { useCanDrive, useHuddle, useHuddles } from "./useHuddle.ts"
import { useHuddleKeys } from "./useHuddleKeys.ts"
import { SteeringContext, useNewSteering, useSteering } from "./useSteering.ts"

export function HuddleScreen({ inner, tiles }: { readonly inner?: string | undefined; readonly tiles?: ReactNode }) {
  const wheel = useNewSteering()
  useFollowNeeds()
  return (
    <SteeringContext value={wheel}>
      <BelowDamage>{inner === undefined ? <Running tiles={tiles} /> : <RecordPage huddle={inner} />}</BelowDamage>
      <LiveText />
    </SteeringContext>
  )
}

function Running({ tiles }: { tiles: ReactNode }) {
  const huddle = useHuddle()
  const ended = useEnded(huddle?.id)
  if (huddle)
    return (
      <div className={classes.screen}>
        <Stage huddle={huddle} tiles={tiles} />
        <Suspense>
          <OpenCard />
        </Suspense>
        <HuddleDialogs huddle={huddle} />
        <BoardDialogs />
      </div>
    )
  return ended === undefined ? <NoHuddle /> : <RecordPage huddle={ended} isFresh />
}

/** The huddle that ran while this person looked on, and has ended. */
function useEnded(running: string | undefined): string | undefined {
  const { last } = useHuddles()
  const seen = useRef(running)
  useEffect(() => {
    if (running !== undefined) seen.current = running
  }, [running])
  return running === undefined && last !== null && last.huddle === seen.current ? last.huddle : undefined
}

function NoHuddle() {
  const { boardId } = useBoardSession()
  const canDrive = useCanDrive()
  const steering = useSteering()
  const { last } = useHuddles()
  const { name } = useMeta()
  useHuddleKeys((key) => {
    if (key === "next" && canDrive) void steering.start()
  })
  return (
    <main className={classes.none}>
      <Link href={boardAddress(boardId)}>{typeof name === "string" ? name : boardWords.unnamedBoard}</Link>
      <EmptyState title={words.noneTitle}>{canDrive ? words.noneText : words.noneViewer}</EmptyState>
      <Problem />
      {canDrive && (
        <Button size="lg" leftSection={<IconPlayerPlay aria-hidden="true" />} onClick={() => void steering.start()}>
          {words.start}
        </Button>
      )}
      <NextHuddle />
      <OpenActions />
      <Suspense>
        <OpenCard />
      </Suspense>
      {last && <Link href={huddleAddress(boardId, last.huddle)}>{words.lastRecord}</Link>}
      <Connection />
    </main>
  )
}
