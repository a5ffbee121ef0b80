import type { Person } from "../../../shared/wire/http.ts"
import { Avatar } from "../../ui/Avatar.tsx"
import { card as words } from "../../words/en/card.ts"
import classes from "./comments.module.css"

interface MentionListProps {
  readonly id: string
  readonly people: readonly Person[]
  readonly chosen: number
  readonly onPick: (name: string) => void
}

export function MentionList({ id, people, chosen, onPick }: MentionListProps) {
  if (people.length === 0) return null
  return (
    <div className={classes.mentions} id={id} role="listbox" aria-label={words.mentionList}>
      {people.map((person, i) => (
        // Keys are handled where the focus is: in the text.
        // biome-ignore lint/a11y/useFocusableInteractive: chosen by aria-activedescendant
        // biome-ignore lint/a11y/useKeyWithClickEvents: the text field has the keys
        <div
          key={person.actor}
          id={`${id}-${i}`}
          role="option"
          aria-selected={i === chosen}
          className={classes.person}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(person.name)}
        >
          <Avatar actor={person.actor} name={person.name} size={20} decorative />
          {person.name}
        </div>
      ))}
    </div>
  )
}
