import { IconDeviceLaptop } from "@tabler/icons-react"
import type { Huddle } from "../../shared/huddle/huddle.ts"
import { notesIdOf } from "../../shared/huddle/notes.ts"
import { useNames } from "../handoff/useNames.ts"
import { useMe } from "../hooks/useBoard.ts"
import { useIsSharedScreen } from "../hooks/useMayAsk.ts"
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
  const title = useIsSharedScreen() ? words.elsewhere : words.people
  return (
    <section className={classes.people} aria-label={title}>
      <ul>
        {people.map(({ actor, editing }) => {
          const name = names.person(actor)
          return (
            <li key={actor}>
              <Avatar actor={actor} name={name} size={28} decorative />
              {actor !== me?.actor && <IconDeviceLaptop aria-hidden="true" />}
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
