import { useEffect, useRef } from "react"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { useSaveState } from "../../hooks/useBoard.ts"
import { usePromise } from "../../hooks/useCards.ts"
import { useExternal } from "../../hooks/useExternal.ts"
import { useMayAsk } from "../../hooks/useMayAsk.ts"
import { card as words } from "../../words/en/card.ts"
import { LedgerState } from "../activity/LedgerState.tsx"
import { useLedgerOfCard } from "../card-entries.ts"
import { CommentItem } from "./CommentItem.tsx"
import { CommentText } from "./CommentText.tsx"
import classes from "./comments.module.css"
import { commentsOf } from "./comments.ts"
import { NewComment } from "./NewComment.tsx"

export function Comments({ cardId }: { cardId: string }) {
  const ledger = useLedgerOfCard()
  const mayAsk = useMayAsk()
  const comments = commentsOf(ledger.entries)
  useOlderComments(cardId)
  return (
    <section className={classes.section} aria-labelledby={`${cardId}-comments`}>
      <h3 id={`${cardId}-comments`}>
        {words.comments} {comments.length > 0 && <span className={classes.count}>{comments.length}</span>}
      </h3>
      {comments.length > 0 && (
        <ol className={classes.list}>
          {comments.map((comment) => (
            <CommentItem key={comment.seq} cardId={cardId} comment={comment} />
          ))}
        </ol>
      )}
      <Waiting cardId={cardId} />
      {comments.length === 0 && ledger.state === "ready" && <p className={classes.quiet}>{words.noComments}</p>}
      <LedgerState ledger={ledger} failed={words.commentsUnknown} />
      {mayAsk && <NewComment key={cardId} cardId={cardId} />}
    </section>
  )
}

/** Comments that were sent and not answered yet. */
function Waiting({ cardId }: { cardId: string }) {
  const pending = useExternal(useBoardSession().pendingCommands)
  const save = useSaveState()
  const mine = pending.flatMap((command) =>
    command.kind === "comment.add" && command.card === cardId ? [command] : [],
  )
  if (mine.length === 0) return null
  return (
    <ol className={classes.list}>
      {mine.map((command) => (
        <li key={command.id} className={classes.waiting}>
          <CommentText text={command.text} mentions={command.mentions ?? []} />
          <p className={classes.quiet}>{save.kind === "offline" ? words.queued : words.sending}</p>
        </li>
      ))}
    </ol>
  )
}

const MOST_PAGES = 10

/** A busy card's comments may lie pages back: the fold says which comments stand, and they are fetched until all are here. */
function useOlderComments(cardId: string): void {
  const ledger = useLedgerOfCard()
  const standing = usePromise(cardId)?.comments
  const pages = useRef(0)
  const here = new Set(ledger.entries.map((entry) => entry.seq))
  const isMissing = Object.keys(standing ?? {}).some((seq) => !here.has(Number(seq)))
  useEffect(() => {
    if (!isMissing || ledger.state !== "ready" || !ledger.hasEarlier || pages.current >= MOST_PAGES) return
    pages.current++
    ledger.loadEarlier()
  }, [isMissing, ledger])
}
