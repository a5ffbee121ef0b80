import { huddle as words } from "../words/en/huddle.ts"
import { ActionRow } from "./ActionRow.tsx"
import rows from "./rows.module.css"
import { useLookBack } from "./useLooked.ts"

/** Between two huddles: what was agreed and is not done yet. */
export function OpenActions() {
  const { actions } = useLookBack()
  if (actions.length === 0) return null
  return (
    <section className={rows.onCard} aria-label={words.actions}>
      <h3>{words.openActions(actions.length)}</h3>
      <ul className={rows.rows}>
        {actions.map(({ action }) => (
          <ActionRow key={action.seq} action={action} />
        ))}
      </ul>
    </section>
  )
}
