import { useState } from "react"
import type { BoardSummary } from "../../shared/wire/http.ts"
import { isReachable } from "../api/client.ts"
import { useExternal } from "../hooks/useExternal.ts"
import { problemWords } from "../ui/problem-words.ts"
import { toast } from "../ui/toast.ts"
import type { RemoteHandle } from "../ui/useRemote.ts"
import { boards as words } from "../words/en/boards.ts"
import { BoardTile } from "./BoardTile.tsx"
import { withBoard } from "./board-list.ts"
import { boardsApi } from "./boards-api.ts"
import classes from "./boards-screen.module.css"
import { RenameDialog } from "./RenameDialog.tsx"

interface BoardGridProps {
  readonly boards: readonly BoardSummary[]
  readonly label: string
  readonly remote: RemoteHandle<readonly BoardSummary[]>
}

export function BoardGrid({ boards, label, remote }: BoardGridProps) {
  const hasAnswered = useExternal(isReachable)
  const [renamed, setRenamed] = useState<BoardSummary>()
  if (boards.length === 0) return null
  const now = Date.now()
  const act = async (work: () => Promise<BoardSummary>, then: () => void) => {
    try {
      remote.replace(withBoard(await work()))
      then()
    } catch (problem) {
      toast.problem(problemWords(problem))
    }
  }
  const restore = (board: BoardSummary) =>
    act(
      () => boardsApi.restore(board.id),
      () => toast.say(words.restoredToast(board.name)),
    )
  const archive = (board: BoardSummary) =>
    act(
      () => boardsApi.archive(board.id),
      () => toast.undo(words.archivedToast(board.name), () => void restore(board)),
    )
  return (
    <>
      <ul className={classes.grid} aria-label={label}>
        {boards.map((board) => (
          <BoardTile
            key={board.id}
            board={board}
            now={now}
            isStale={!hasAnswered}
            onRename={() => setRenamed(board)}
            onArchive={() => void archive(board)}
            onRestore={() => void restore(board)}
          />
        ))}
      </ul>
      {renamed && (
        <RenameDialog
          board={renamed}
          onRenamed={(board) => remote.replace(withBoard(board))}
          onClose={() => setRenamed(undefined)}
        />
      )}
    </>
  )
}
