/** The board is over for this page: why, and the way out. Work that the server would not take can be saved as a file. */
import { useEffect } from "react"
import { useExternal } from "./hooks/useExternal.ts"
import { Notice, type NoticeAction } from "./Notice.tsx"
import { forgetBoard } from "./offline/forget.ts"
import { signInAddress } from "./sign-in-address.ts"
import type { BoardSession } from "./sync/board-session.ts"
import type { ClosedReason } from "./sync/save-machine.ts"
import { sync as words } from "./words/en/sync.ts"

interface Props {
  readonly session: BoardSession
  readonly reason: ClosedReason
  readonly onReopen: () => void
}

export function ClosedBoard({ session, reason, onReopen }: Props) {
  useEffect(() => {
    if (reason === "revoked" || reason === "not-found") void forgetBoard(session.boardId)
  }, [session, reason])
  const download = { label: words.downloadCopy, onClick: () => downloadCopy(session) }
  const afresh = async () => {
    await session.forgetCopy()
    onReopen()
  }
  // A guest has no other board to go to.
  const isGuest = useExternal(session.me)?.actor.startsWith("guest:") ?? false
  const leave = isGuest ? [] : [{ label: words.toBoards, href: "/" }]
  const actions: Record<ClosedReason, readonly NoticeAction[]> = {
    revoked: [...leave, download],
    "not-found": [...leave, download],
    "signed-out": [
      { label: words.signIn, href: signInAddress() },
      { label: words.tryAgain, onClick: onReopen },
    ],
    rejected: [download, { label: words.openAfresh, onClick: () => void afresh() }],
  }
  const { title, text } = words.closed[reason]
  // Whoever may no longer see the board gets a file only of work that would be lost otherwise.
  const mayDownload = reason === "rejected" || session.hasUnsaved()
  return (
    <Notice
      title={title}
      text={text}
      actions={actions[reason].filter((action) => mayDownload || action !== download)}
    />
  )
}

function downloadCopy(session: BoardSession): void {
  const name = session.model.meta().name
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([session.exportCopy()], { type: "application/json" }))
  link.download = words.copyFile(typeof name === "string" ? name : "")
  link.click()
  URL.revokeObjectURL(link.href)
}
