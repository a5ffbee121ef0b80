import { Button } from "@mantine/core"
import { IconChevronRight } from "@tabler/icons-react"
import { useState } from "react"
import type { Registers } from "../../../shared/model/board-view.ts"
import type { Entry } from "../../../shared/model/entry.ts"
import { EntryMenu } from "../../erase/EntryMenu.tsx"
import { useNow } from "../../hooks/useNow.ts"
import { Avatar } from "../../ui/Avatar.tsx"
import { exactTime } from "../../ui/relative-time.ts"
import { card as words } from "../../words/en/card.ts"
import { useLedgerOfCard } from "../card-entries.ts"
import { clockTime } from "../time-words.ts"
import classes from "./activity.module.css"
import { groupByDay, happenedAt } from "./group-by-day.ts"
import { LedgerState } from "./LedgerState.tsx"
import { sentenceOf, whoOf } from "./sentence-of.ts"
import { useEntryNames } from "./useEntryNames.ts"

/** Everything that happened to the card, newest first; closed until somebody wants to know. */
export function Activity({ cardId, registers }: { cardId: string; registers: Registers }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <section className={classes.section} aria-labelledby={`${cardId}-activity`}>
      <h3>
        <button
          type="button"
          id={`${cardId}-activity`}
          className={classes.toggle}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <IconChevronRight size={16} aria-hidden="true" />
          {words.activity}
        </button>
      </h3>
      {isOpen && <Days registers={registers} />}
    </section>
  )
}

/** The first words on the card's face follow the description, which is told already. */
const isTold = (entry: Entry) => entry.key !== "excerpt"

function Days({ registers }: { registers: Registers }) {
  const ledger = useLedgerOfCard()
  const now = useNow()
  const names = useEntryNames(registers)
  return (
    <>
      {groupByDay(ledger.entries.filter(isTold), now).map((day) => (
        <div key={day.key}>
          <h4 className={classes.day}>{day.heading}</h4>
          <ol className={classes.entries}>
            {day.entries.map((entry) => (
              <li key={entry.seq}>
                <Avatar actor={entry.actor} name={whoOf(entry, names)} size={18} decorative />
                <span>{sentenceOf(entry, names)}</span>
                <time dateTime={new Date(happenedAt(entry)).toISOString()} title={exactTime(happenedAt(entry))}>
                  {clockTime(happenedAt(entry))}
                </time>
                <EntryMenu entry={entry} />
              </li>
            ))}
          </ol>
        </div>
      ))}
      {ledger.entries.length === 0 && ledger.state === "ready" && <p className={classes.quiet}>{words.noActivity}</p>}
      <LedgerState ledger={ledger} failed={words.ledgerProblem} />
      {ledger.hasEarlier && (
        <Button size="compact-sm" variant="default" loading={ledger.state === "loading"} onClick={ledger.loadEarlier}>
          {words.loadEarlier}
        </Button>
      )}
    </>
  )
}
