/** Opens the session of the board in the address, gives it to the screens inside, and says when it is over. */
import { lazy, Suspense, useEffect, useState } from "react"
import type { Me } from "../shared/wire/http.ts"
import { ApiProblem, api } from "./api/client.ts"
import { BoardSkeleton } from "./board/BoardSkeleton.tsx"
import { ClosedBoard } from "./ClosedBoard.tsx"
import { BoardSessionProvider } from "./hooks/BoardSessionProvider.tsx"
import { useMeta } from "./hooks/useBoard.ts"
import { useExternal } from "./hooks/useExternal.ts"
import { useIsSharedScreen } from "./hooks/useMayAsk.ts"
import { useNeeds } from "./inbox/useNeeds.ts"
import { lazyScreen } from "./lazy-screen.ts"
import { MissingScreen } from "./MissingScreen.tsx"
import { Notice } from "./Notice.tsx"
import { noteBuild, noteMissingPiece } from "./offline/app-version.ts"
import { signInAddress } from "./sign-in-address.ts"
import type { BoardSession } from "./sync/board-session.ts"
import { openBoard } from "./sync/open-board.ts"
import { whyRefused } from "./sync/why-refused.ts"
import { common } from "./words/en/common.ts"
import { inbox as inboxWords } from "./words/en/inbox.ts"
import { sync as words } from "./words/en/sync.ts"

const loadScreen = () => import("./board/BoardScreen.tsx")
const BoardScreen = lazyScreen(loadScreen, "BoardScreen")
const HuddleScreen = lazy(async () => ({ default: (await import("./huddle/HuddleScreen.tsx")).HuddleScreen }))
const NumbersScreen = lazyScreen(() => import("./numbers/NumbersScreen.tsx"), "NumbersScreen")
// The screen is on its way while the board is being opened.
loadScreen().catch(noteMissingPiece)

const SignAs = lazyScreen(() => import("./shared-screen/SignAs.tsx"), "SignAs")

type Opening = { readonly kind: "opening" } | { readonly kind: "open"; readonly session: BoardSession } | Failed
type Failed = { readonly kind: "failed"; readonly problem: ApiProblem }

interface BoardRoomProps {
  readonly boardId: string
  /** Which of the board's screens; none: the board itself. */
  readonly room?: string | undefined
  /** What the address names inside that room. */
  readonly inner?: string | undefined
}

export function BoardRoom({ boardId, room, inner }: BoardRoomProps) {
  const [attempt, setAttempt] = useState(0)
  const opening = useOpening(boardId, attempt)
  if (opening.kind === "opening") return <Waiting />
  if (opening.kind === "failed") return <CannotOpen problem={opening.problem} onRetry={() => setAttempt(attempt + 1)} />
  return (
    <BoardSessionProvider session={opening.session}>
      <OpenRoom session={opening.session} room={room} inner={inner} onReopen={() => setAttempt(attempt + 1)} />
    </BoardSessionProvider>
  )
}

interface OpenRoomProps extends Omit<BoardRoomProps, "boardId"> {
  readonly session: BoardSession
  readonly onReopen: () => void
}

function OpenRoom({ session, room, inner, onReopen }: OpenRoomProps) {
  const save = useExternal(session.save)
  const isReady = useExternal(session.ready)
  const isShared = useIsSharedScreen()
  if (save.kind === "closed") return <ClosedBoard session={session} reason={save.reason} onReopen={onReopen} />
  if (isReady)
    return (
      <>
        <BoardTitle />
        {isShared && (
          <Suspense>
            <SignAs />
          </Suspense>
        )}
        <Suspense fallback={<Waiting />}>{screenOf(room, inner)}</Suspense>
      </>
    )
  if (save.kind === "offline")
    return <Notice {...words.noBoardOffline} actions={[{ label: words.toBoards, href: "/" }]} />
  return <Waiting />
}

function screenOf(room: string | undefined, inner: string | undefined) {
  if (room === undefined) return <BoardScreen />
  if (room === "huddle") return <HuddleScreen inner={inner} />
  return room === "numbers" && inner === undefined ? <NumbersScreen /> : <MissingScreen />
}

function BoardTitle() {
  const { name } = useMeta()
  const waiting = useNeeds()?.length ?? 0
  const title = typeof name === "string" ? `${name} · ${common.appName}` : common.appName
  return <title>{inboxWords.pageTitle(waiting, title)}</title>
}

function useOpening(boardId: string, attempt: number): Opening {
  const [opening, setOpening] = useState<Opening>({ kind: "opening" })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt opens the board again
  useEffect(() => {
    let session: BoardSession | undefined
    let isGone = false
    const open = async () => {
      const me = await api.get<Me>("/me")
      if (isGone) return
      session = openBoard({
        boardId,
        actor: me.actor,
        syncUrl: `${location.origin.replace(/^http/, "ws")}/sync`,
        whyRefused: () => whyRefused(boardId),
        onBuild: noteBuild,
      })
      setOpening({ kind: "open", session })
    }
    open().catch((problem: unknown) => {
      if (!(problem instanceof ApiProblem)) throw problem
      if (!isGone) setOpening({ kind: "failed", problem })
    })
    return () => {
      isGone = true
      session?.close()
      setOpening({ kind: "opening" })
    }
  }, [boardId, attempt])
  return opening
}

const RETRY_AFTER_MS = 3_000

function CannotOpen({ problem, onRetry }: { problem: ApiProblem; onRetry: () => void }) {
  const isOffline = problem.code === "offline"
  // A server that was only slow, or away for a moment, needs nobody's hand.
  useEffect(() => {
    if (!isOffline) return
    const timer = setTimeout(onRetry, RETRY_AFTER_MS)
    return () => clearTimeout(timer)
  })
  if (problem.status !== 401)
    return <Notice title={problem.detail} actions={[{ label: words.tryAgain, onClick: onRetry }]} />
  const { title, text } = words.closed["signed-out"]
  return <Notice title={title} text={text} actions={[{ label: words.signIn, href: signInAddress() }]} />
}

const Waiting = () => <BoardSkeleton label={words.opening} />
