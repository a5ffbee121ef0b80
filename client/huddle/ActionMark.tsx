import { IconCheckbox } from "@tabler/icons-react"
import { useModel } from "../hooks/useModel.ts"
import { huddle as words } from "../words/en/huddle.ts"

/** On its face: how many are open. */
export function ActionMark({ card, className }: { card: string; className: string | undefined }) {
  const open = useModel(
    "huddle",
    (model) => model.actions().filter((action) => action.card === card && action.state === "open").length,
  )
  if (open === 0) return null
  const full = words.actionsOnCard(open)
  return (
    <span className={className} title={full}>
      <IconCheckbox size={13} aria-hidden="true" />
      <span aria-hidden="true">{open}</span>
      <span className="visually-hidden">{full}</span>
    </span>
  )
}
