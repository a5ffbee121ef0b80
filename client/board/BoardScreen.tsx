/** The board: header, filter, lanes, and whatever is open above them. */
import { Suspense } from "react"
import { CatchUpBar } from "../history/CatchUpBar.tsx"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { HuddleBar } from "../huddle/HuddleBar.tsx"
import { useFollowed } from "../inbox/useFollowed.ts"
import { useFollowNeeds } from "../inbox/useNeeds.ts"
import { useNotices } from "../inbox/useNotices.ts"
import { board as words } from "../words/en/board.ts"
import { Banners } from "./Banners.tsx"
import classes from "./board.module.css"
import { BoardDialogs } from "./dialogs/BoardDialogs.tsx"
import { BoardDnd } from "./drag/BoardDnd.tsx"
import { FilterBar } from "./filter/FilterBar.tsx"
import { useMatched } from "./filter/useMatched.ts"
import { BoardHeader } from "./header/BoardHeader.tsx"
import { LiveText } from "./LiveText.tsx"
import { Lanes } from "./lanes/Lanes.tsx"
import { OpenCard } from "./OpenCard.tsx"
import { UnreadableNotice } from "./UnreadableNotice.tsx"
import { useBoardEvents } from "./useBoardEvents.ts"
import { useLateMoves } from "./useLateMoves.tsx"
import { useMovedNotes } from "./useMovedNotes.ts"
import { useRefusedEdits } from "./useRefusedEdits.tsx"

export function BoardScreen() {
  const session = useBoardSession()
  return <OpenBoard key={session.boardId} />
}

function OpenBoard() {
  const events = useBoardEvents()
  return (
    <div className={classes.screen}>
      <Watchers />
      <BoardHeader />
      <Banners />
      <UnreadableNotice />
      <HuddleBar />
      <CatchUpBar />
      <FilterBar />
      <div className={classes.middle}>
        <main className={classes.main} aria-label={words.boardLabel} {...events}>
          <BoardDnd>
            <Lanes />
          </BoardDnd>
        </main>
        <Suspense>
          <OpenCard />
        </Suspense>
      </div>
      <BoardDialogs />
      <LiveText />
    </div>
  )
}

/** What follows the session on the side. Apart, so that none of it draws the board again. */
function Watchers() {
  useMatched()
  useMovedNotes()
  useRefusedEdits()
  useLateMoves()
  useFollowNeeds()
  useNotices()
  useFollowed()
  return null
}
