import { IconGavel } from "@tabler/icons-react"
import { useNames } from "../../handoff/useNames.ts"
import { huddle as words } from "../../words/en/huddle.ts"
import { ActionRow } from "../ActionRow.tsx"
import { CardName } from "../CardName.tsx"
import classes from "../huddle.module.css"
import { ParkedList } from "../ParkedList.tsx"
import rows from "../rows.module.css"
import { useActions } from "../useHuddle.ts"
import type { StepProps } from "./StepBody.tsx"

/** Read aloud: what was decided, who does what by when. */
export function ReadBackStep({ huddle }: StepProps) {
  const names = useNames()
  const actions = useActions().filter((action) => action.huddle === huddle.id)
  return (
    <>
      <p className={classes.hint}>{words.objection}</p>
      <div className={classes.columns}>
        <section aria-label={words.decisions}>
          <h2>{words.decisions}</h2>
          {huddle.decisions.length === 0 && <p className={classes.hint}>{words.noDecisions}</p>}
          <ol className={rows.rows}>
            {huddle.decisions.map(({ seq, text, by, card }) => (
              <li key={seq}>
                <p>
                  <strong>
                    <IconGavel aria-hidden="true" /> {text}
                  </strong>
                  <span>{names.person(by)}</span>
                  {card !== null && <CardName card={card} />}
                </p>
              </li>
            ))}
          </ol>
          <ParkedList parked={huddle.parked} />
        </section>
        <section aria-label={words.actions}>
          <h2>{words.actions}</h2>
          {actions.length === 0 && <p className={classes.hint}>{words.noActions}</p>}
          <ol className={rows.rows}>
            {actions.map((action) => (
              <ActionRow key={action.seq} action={action} isPlain />
            ))}
          </ol>
        </section>
      </div>
    </>
  )
}
