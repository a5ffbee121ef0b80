import type { Huddle } from "../../shared/huddle/huddle.ts"
import { notesIdOf } from "../../shared/huddle/notes.ts"
import { useNames } from "../handoff/useNames.ts"
import { useMe } from "../hooks/useBoard.ts"
import { Avatar } from "../ui/Avatar.tsx"
import { huddle as words } from "../words/en/huddle.ts"
import classes from "./huddle.module.css"
import { useAttending } from "./useHuddle.ts"

/** Everybody who is in the huddle now, also far away, and who of them is writing. */
export function PeopleStrip({ huddle }: { huddle: Huddle }) {
  const names = useNames()
  const me = useMe()
  const people = useAttending(huddle)
  const inNotes = `${notesIdOf(huddle.id)}/`
  return (
    <section className={classes.people} aria-label={words.people}>
      <ul>
        {people.map(({ actor, editing }) => {
          const name = names.person(actor)
          return (
            <li key={actor}>
              <Avatar actor={actor} name={name} size={28} decorative />
              <span>{actor === me?.actor ? words.you(name) : name}</span>
              {editing !== undefined && actor !== me?.actor && (
                <em>{editing.startsWith(inNotes) ? words.typingNotes : words.typingCard}</em>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
