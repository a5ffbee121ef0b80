import { AvatarGroup } from "../../ui/Avatar.tsx"
import { card as words } from "../../words/en/card.ts"
import classes from "./fields.module.css"
import { useTypists } from "./useTyping.ts"

/** Quietly, beside the field: who else is typing in it. */
export function Typists({ cardId, register }: { cardId: string; register: string }) {
  const people = useTypists(cardId, register)
  if (people.length === 0) return null
  const label = words.isTyping(people.map((person) => person.name))
  return (
    <span className={classes.typists} title={label}>
      <AvatarGroup people={people} max={3} size={18} label={label} />
      <span className={classes.dots} aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
    </span>
  )
}
