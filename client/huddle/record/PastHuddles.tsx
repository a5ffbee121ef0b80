import { Link } from "wouter"
import { MINUTE_MS } from "../../../shared/time.ts"
import { BoardDialog } from "../../board/dialogs/BoardDialog.tsx"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { huddle as words } from "../../words/en/huddle.ts"
import { huddleAddress } from "../huddle-address.ts"
import classes from "./record.module.css"
import { usePastHuddles } from "./useRecords.ts"

/** The huddles that were held on this board, newest first. */
export function PastHuddles({ onClose }: { onClose: () => void }) {
  const { boardId } = useBoardSession()
  const past = usePastHuddles()
  return (
    <BoardDialog title={words.pastTitle} onClose={onClose} size="lg">
      {past.state === "looking" && <p role="status">{words.pastLoading}</p>}
      {past.state === "failed" && <p role="alert">{words.pastFailed}</p>}
      {past.state === "found" && past.found.length === 0 && <p>{words.pastNone}</p>}
      {past.state === "found" && (
        <ul className={classes.past}>
          {past.found.map(({ huddle, startedAt, endedAt, covered, decisions, actions }) => (
            <li key={huddle}>
              <Link href={huddleAddress(boardId, huddle)} onClick={onClose}>
                <strong>{words.pastLine(startedAt)}</strong>
                <span>
                  {words.pastSum(Math.max(1, Math.round((endedAt - startedAt) / MINUTE_MS)), covered.length)}
                  {" · "}
                  {words.pastAgreed(decisions.length, actions.length)}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </BoardDialog>
  )
}
