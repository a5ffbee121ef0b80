import { huddle as words } from "../words/en/huddle.ts"
import { ActionRow } from "./ActionRow.tsx"
import rows from "./rows.module.css"
import { useActions } from "./useHuddle.ts"

/** On a card: what was agreed about it in huddles, until it is done, carried with a reason, or dropped. */
export function CardActions({ cardId }: { cardId: string }) {
  const actions = useActions().filter(({ card }) => card === cardId)
  if (actions.length === 0) return null
  return (
    <section className={rows.onCard} aria-labelledby={`${cardId}-actions`}>
      <h3 id={`${cardId}-actions`}>{words.cardActions}</h3>
      <ul className={rows.rows}>
        {actions.map((action) => (
          <ActionRow key={action.seq} action={action} isOnCard />
        ))}
      </ul>
    </section>
  )
}
