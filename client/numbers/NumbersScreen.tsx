/** What handing over took on this board, and how it went: figures of the board, never of a person. */
import { SegmentedControl } from "@mantine/core"
import { IconChartDots, IconChevronLeft } from "@tabler/icons-react"
import { useState } from "react"
import { Link } from "wouter"
import { type Numbers, WINDOW_DAYS } from "../../shared/metrics/numbers.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useMeta } from "../hooks/useBoard.ts"
import { boardAddress } from "../huddle/huddle-address.ts"
import { useFollowNeeds } from "../inbox/useNeeds.ts"
import { EmptyState } from "../ui/EmptyState.tsx"
import { ErrorState } from "../ui/ErrorState.tsx"
import { LoadingState } from "../ui/LoadingState.tsx"
import { board as boardWords } from "../words/en/board.ts"
import { numbers as words } from "../words/en/numbers.ts"
import { CameBack } from "./CameBack.tsx"
import { FromLaneToLane } from "./FromLaneToLane.tsx"
import { HowItWas } from "./HowItWas.tsx"
import { InShort } from "./InShort.tsx"
import classes from "./numbers.module.css"
import { TimeToAccept } from "./TimeToAccept.tsx"
import { useNumbers } from "./useNumbers.ts"

const FIRST_DAYS = 30

export function NumbersScreen() {
  const [days, setDays] = useState<number>(FIRST_DAYS)
  useFollowNeeds()
  return (
    <div className={classes.page}>
      <Head days={days} onDays={setDays} />
      <Told key={days} days={days} />
    </div>
  )
}

function Head({ days, onDays }: { days: number; onDays: (days: number) => void }) {
  const { boardId } = useBoardSession()
  const { name } = useMeta()
  return (
    <header className={classes.head}>
      <Link href={boardAddress(boardId)} className={classes.back} aria-label={words.toBoard}>
        <IconChevronLeft size={18} aria-hidden="true" />
        {typeof name === "string" && name !== "" ? name : boardWords.unnamedBoard}
      </Link>
      <div className={classes.title}>
        <div>
          <h1>{words.title}</h1>
          <p className={classes.says}>{words.lead}</p>
        </div>
        <SegmentedControl
          className={classes.window ?? ""}
          aria-label={words.window}
          value={String(days)}
          data={WINDOW_DAYS.map((one) => ({ value: String(one), label: words.days(one) }))}
          onChange={(value) => onDays(Number(value))}
        />
      </div>
    </header>
  )
}

function Told({ days }: { days: number }) {
  const { state, refresh } = useNumbers(days)
  switch (state.kind) {
    case "loading":
      return (
        <main className={classes.body}>
          <LoadingState label={words.loading} />
        </main>
      )
    case "failed":
      return (
        <main className={classes.body}>
          <ErrorState problem={state.problem} onRetry={() => void refresh()} />
        </main>
      )
    default:
      return (
        <main className={classes.body} aria-label={words.lastDays(days)}>
          {state.stale !== undefined && (
            <p className={classes.stale} role="status">
              {words.stale(state.value.at)}
            </p>
          )}
          <Body told={state.value} />
        </main>
      )
  }
}

function Body({ told }: { told: Numbers }) {
  if (told.ended === 0 && told.waiting.n === 0)
    return (
      <EmptyState icon={<IconChartDots size={40} stroke={1.4} />} title={words.noneTitle}>
        {words.noneText(told.days)}
      </EmptyState>
    )
  return (
    <>
      <InShort told={told} />
      <TimeToAccept told={told} />
      <FromLaneToLane pairs={told.lanePairs} />
      <CameBack told={told} />
      <HowItWas told={told} />
      <HowCounted told={told} />
    </>
  )
}

function HowCounted({ told: { at, seq } }: { told: Numbers }) {
  return (
    <footer className={classes.foot}>
      <details className={classes.more}>
        <summary>{words.howCounted}</summary>
        <dl>
          {words.counting.map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </details>
      <p>{words.asOf(at, seq)}</p>
    </footer>
  )
}
