import { IconHelpCircle } from "@tabler/icons-react"
import { useEffect, useId, useState } from "react"
import type { Registers } from "../../shared/model/board-view.ts"
import { happenedAt } from "../card/activity/group-by-day.ts"
import { sentenceOf } from "../card/activity/sentence-of.ts"
import { useEntryNames } from "../card/activity/useEntryNames.ts"
import { useLedgerOfCard } from "../card/card-entries.ts"
import { useNow } from "../hooks/useNow.ts"
import { exactTime, relativeTime } from "../ui/relative-time.ts"
import { history as words } from "../words/en/history.ts"
import classes from "./history.module.css"
import { whyHere } from "./why-here.ts"

/** One tap beside the lane: who brought the card here, when, and why. */
export function WhyHere({ registers }: { registers: Registers }) {
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  return (
    <div className={classes.why}>
      <button
        type="button"
        className={classes.whyButton}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <IconHelpCircle size={15} aria-hidden="true" />
        {words.why}
      </button>
      <div id={id}>{isOpen && <Answer registers={registers} />}</div>
    </div>
  )
}

function Answer({ registers }: { registers: Registers }) {
  const ledger = useLedgerOfCard()
  const names = useEntryNames(registers)
  const now = useNow()
  const { entries, isWhole } = whyHere(ledger.entries)
  const { state, hasEarlier, loadEarlier } = ledger
  const isLooking = !isWhole && (state === "loading" || (state === "ready" && hasEarlier))
  // A card with a long story: back until the move is found.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new function at each drawing is no reason to ask again
  useEffect(() => {
    if (!isWhole && state === "ready" && hasEarlier) loadEarlier()
  }, [isWhole, state, hasEarlier])
  return (
    <div className={classes.answer} role="status">
      {entries.length > 0 && (
        <ul className={classes.lines}>
          {entries.map((entry) => (
            <li key={entry.seq}>
              <span>{sentenceOf(entry, names)}</span>
              <time dateTime={new Date(happenedAt(entry)).toISOString()}>
                {words.when(exactTime(happenedAt(entry)), relativeTime(happenedAt(entry), now))}
              </time>
            </li>
          ))}
        </ul>
      )}
      {isLooking && <p className={classes.quiet}>{words.whyLoading}</p>}
      {state === "failed" && !isWhole && <p className={classes.quiet}>{words.whyFailed}</p>}
      {state === "ready" && !hasEarlier && !isWhole && <p className={classes.quiet}>{words.whyUnknown}</p>}
    </div>
  )
}
