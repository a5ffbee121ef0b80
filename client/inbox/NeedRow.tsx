import { useId } from "react"
import type { Need } from "../../shared/promises/needs-me.ts"
import { SeveritySign } from "../board/tile/signs.tsx"
import { howLong } from "../card/time-words.ts"
import { Countdown } from "../handoff/Countdown.tsx"
import { useCardRegisters } from "../hooks/useCards.ts"
import { useNow } from "../hooks/useNow.ts"
import { board as boardWords } from "../words/en/board.ts"
import { inbox as words } from "../words/en/inbox.ts"
import classes from "./inbox.module.css"
import { QuickAccept } from "./QuickAccept.tsx"
import { QuickDone } from "./QuickDone.tsx"
import { useNeedWords } from "./useNeedWords.ts"

interface NeedRowProps {
  readonly need: Need
  readonly isFirst: boolean
  readonly onOpen: (need: Need) => void
}

/** One thing that waits for me: one press opens the card where it waits. */
export function NeedRow({ need, isFirst, onOpen }: NeedRowProps) {
  const title = useCardRegisters(need.card)?.title
  const titleId = useId()
  const sentence = useNeedWords(need)
  const now = useNow()
  return (
    <li>
      <button
        type="button"
        className={classes.need}
        data-severity={need.severity}
        data-list-stop
        data-autofocus={isFirst || undefined}
        onClick={() => onOpen(need)}
      >
        <span id={titleId} className={classes.title}>
          {need.card === "" ? words.noCard : typeof title === "string" && title !== "" ? title : boardWords.untitled}
        </span>
        <span className={classes.sentence}>{sentence}</span>
        <span className={classes.marks}>
          <SeveritySign severity={need.severity} />
          {need.due === null ? (
            <span>{words.waiting(howLong(Math.max(0, now - need.since)))}</span>
          ) : (
            <Countdown at={need.due} kind="accept" />
          )}
        </span>
      </button>
      <QuickAccept need={need} titleId={titleId} />
      <QuickDone need={need} />
    </li>
  )
}
