import { useLabels } from "../../hooks/useBoard.ts"
import { board as words } from "../../words/en/board.ts"
import classes from "./tile.module.css"

const MOST = 5

/** Names beside colours; a label that the board no longer knows is left out. */
export function LabelChips({ ids }: { ids: readonly string[] }) {
  const labels = useLabels().filter((label) => ids.includes(label.id))
  if (labels.length === 0) return null
  const shown = labels.slice(0, labels.length > MOST ? MOST - 1 : MOST)
  const hidden = labels.slice(shown.length)
  return (
    <ul className={classes.labels} aria-label={words.labels}>
      {shown.map((label) => (
        <li key={label.id} className={classes.label} data-colour={label.color}>
          {label.name}
        </li>
      ))}
      {hidden.length > 0 && (
        <li className={classes.label} title={hidden.map(({ name }) => name).join(", ")}>
          {words.moreLabels(hidden.length)}
        </li>
      )}
    </ul>
  )
}
