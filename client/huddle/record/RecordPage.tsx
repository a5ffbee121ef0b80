import { Button } from "@mantine/core"
import { IconPrinter, IconUsersGroup } from "@tabler/icons-react"
import { lazy, Suspense } from "react"
import { Link } from "wouter"
import type { HuddleRecord } from "../../../shared/huddle/record.ts"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { useMeta } from "../../hooks/useBoard.ts"
import { board as boardWords } from "../../words/en/board.ts"
import { common } from "../../words/en/common.ts"
import { huddle as words } from "../../words/en/huddle.ts"
import { boardAddress, huddleAddress } from "../huddle-address.ts"
import { NextHuddle } from "../NextHuddle.tsx"
import { useCanDrive, useHuddle } from "../useHuddle.ts"
import { RecordBody } from "./RecordBody.tsx"
import classes from "./record.module.css"
import { useRecord } from "./useRecords.ts"

const RecordNotes = lazy(async () => ({ default: (await import("./RecordNotes.tsx")).RecordNotes }))

/** What stays of one huddle, on one page. */
export function RecordPage({ huddle, isFresh }: { readonly huddle: string; readonly isFresh?: boolean }) {
  const { boardId } = useBoardSession()
  const { name } = useMeta()
  const canDrive = useCanDrive()
  const isRunning = useHuddle() !== undefined
  const record = useRecord(huddle)
  const board = typeof name === "string" ? name : boardWords.unnamedBoard
  return (
    <main className={classes.page}>
      <nav className={classes.bar}>
        <Link href={boardAddress(boardId)}>{words.toBoard}</Link>
        {canDrive && (
          <Link href={huddleAddress(boardId)}>
            <IconUsersGroup size={16} aria-hidden="true" /> {isRunning ? words.toHuddle : words.toNext}
          </Link>
        )}
        <Button
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden="true" />}
          onClick={() => window.print()}
        >
          {words.print}
        </Button>
      </nav>
      {isFresh && <p className={classes.fresh}>{words.overTitle}</p>}
      {record.state === "looking" && <p role="status">{words.loading}</p>}
      {record.state === "failed" && (
        <p role="alert">
          {words.pastFailed}{" "}
          <Button size="compact-sm" variant="default" onClick={() => location.reload()}>
            {common.retry}
          </Button>
        </p>
      )}
      {record.state === "found" && <Found board={board} record={record.found} />}
      {isFresh && <NextHuddle />}
    </main>
  )
}

function Found({ board, record }: { board: string; record: HuddleRecord | undefined }) {
  if (!record) return <p>{words.recordMissing}</p>
  return (
    <article className={classes.record} aria-label={words.recordTitle(board)}>
      <h1>{words.recordTitle(board)}</h1>
      <RecordBody record={record} />
      <Suspense>
        <RecordNotes huddle={record.huddle} />
      </Suspense>
    </article>
  )
}
