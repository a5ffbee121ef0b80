import type { LookAhead } from "../../../shared/huddle/look-ahead.ts"
import { openCard } from "../../board/board-address.ts"
import { targetWords, useNames } from "../../handoff/useNames.ts"
import { huddle as words } from "../../words/en/huddle.ts"
import { CardRow } from "../CardRow.tsx"
import classes from "../huddle.module.css"
import rows from "../rows.module.css"
import { useLookAhead } from "../useLooked.ts"

/** What comes before the next huddle: handoffs on their way, by where they go, and what falls due. */
export function LookAheadStep() {
  const { until, incoming, due } = useLookAhead()
  return (
    <>
      <p className={classes.hint}>{words.until(until)}</p>
      <div className={classes.columns}>
        <section aria-label={words.comingTo}>
          <h2>{words.comingTo}</h2>
          {incoming.length === 0 && <p className={classes.hint}>{words.noIncoming}</p>}
          {incoming.map((group) => (
            <Coming key={`${group.to.kind}${group.to.id}`} group={group} />
          ))}
        </section>
        <section aria-label={words.dueBefore}>
          <h2>{words.dueBefore}</h2>
          {due.length === 0 && <p className={classes.hint}>{words.noneDue}</p>}
          <ul className={rows.rows}>
            {due.map(({ card, at }) => (
              <li key={card}>
                <CardRow card={card} onGo={openCard}>
                  {words.nextHuddleAt(at)}
                </CardRow>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </>
  )
}

function Coming({ group: { to, handoffs } }: { group: LookAhead["incoming"][number] }) {
  const names = useNames()
  return (
    <>
      <h3>{targetWords(to, names)}</h3>
      <ul className={rows.rows}>
        {handoffs.map(({ handoff, card, acceptBy }) => (
          <li key={handoff}>
            <CardRow card={card} onGo={openCard}>
              {acceptBy === null ? words.announced : words.acceptBy(acceptBy)}
            </CardRow>
          </li>
        ))}
      </ul>
    </>
  )
}
