import type { Setback } from "../../../shared/huddle/look-back.ts"
import { openCard } from "../../board/board-address.ts"
import { useNow } from "../../hooks/useNow.ts"
import { relativeTime } from "../../ui/relative-time.ts"
import { huddle as words } from "../../words/en/huddle.ts"
import { ActionRow } from "../ActionRow.tsx"
import { CardRow } from "../CardRow.tsx"
import classes from "../huddle.module.css"
import rows from "../rows.module.css"
import { useActions, useHuddles } from "../useHuddle.ts"
import { useLookBack } from "../useLooked.ts"
import type { StepProps } from "./StepBody.tsx"

/** What was agreed, and what went wrong since the last huddle. */
export function LookBackStep({ huddle }: StepProps) {
  const { actions, setbacks } = useLookBack()
  const isFirst = useHuddles().last === null
  const setbacksTitle = isFirst ? words.setbacksOfDay : words.setbacks
  const justDone = useActions().filter(
    ({ state, endedAt, huddle: from }) => state !== "open" && from !== huddle.id && (endedAt ?? 0) >= huddle.startedAt,
  )
  const earlier = actions.filter(({ action }) => action.huddle !== huddle.id)
  return (
    <div className={classes.columns} data-first="wide">
      <section aria-label={words.actions}>
        <h2>{words.openActions(earlier.length)}</h2>
        {earlier.length === 0 && <p className={classes.hint}>{isFirst ? words.firstHuddle : words.noOpenActions}</p>}
        <ul className={rows.rows}>
          {[...earlier.map(({ action }) => action), ...justDone].map((action) => (
            <ActionRow key={action.seq} action={action} />
          ))}
        </ul>
      </section>
      <section aria-label={setbacksTitle}>
        <h2>{setbacksTitle}</h2>
        {setbacks.length === 0 && <p className={classes.hint}>{words.noSetbacks}</p>}
        <ul className={rows.rows}>
          {setbacks.map((setback) => (
            <SetbackRow key={`${setback.kind}${setback.handoff}`} setback={setback} />
          ))}
        </ul>
      </section>
    </div>
  )
}

function SetbackRow({ setback: { kind, card, at } }: { setback: Setback }) {
  const now = useNow()
  return (
    <li>
      <CardRow card={card} onGo={openCard}>
        {`${words.setback[kind]} · ${relativeTime(at, now)}`}
      </CardRow>
    </li>
  )
}
