import { useId } from "react"
import type { Card } from "../../../shared/model/card.ts"
import type { CrewRole } from "../../../shared/model/settings.ts"
import { useCrewRoles } from "../../hooks/useBoard.ts"
import { type PeopleDirectory, personName, usePeopleDirectory } from "../../hooks/usePeopleDirectory.ts"
import { card as words } from "../../words/en/card.ts"
import { setCrew } from "../edits.ts"
import { useCardEdits } from "../useCardEdits.ts"
import classes from "./fields.module.css"
import { Typists } from "./Typists.tsx"
import { useDraft } from "./useDraft.ts"
import { useTyping } from "./useTyping.ts"

/** Who is on the crew in which role: somebody from the board's people, or any name. */
export function CrewFields({ card }: { card: Card }) {
  const roles = useCrewRoles()
  const people = usePeopleDirectory()
  const listId = useId()
  if (roles.length === 0) return <span className={classes.quiet}>{words.noRoles}</span>
  const names = [...new Set([...people.values()].map((person) => person.name))].sort()
  return (
    <div className={classes.crew}>
      {roles.map((role) => (
        <CrewMember key={role.id} card={card} role={role} people={people} listId={listId} />
      ))}
      <datalist id={listId}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </div>
  )
}

interface CrewMemberProps {
  readonly card: Card
  readonly role: CrewRole
  readonly people: PeopleDirectory
  readonly listId: string
}

function CrewMember({ card, role, people, listId }: CrewMemberProps) {
  const { canEdit, edit } = useCardEdits(card.id)
  const register = `r:${role.id}`
  const kept = card.crew.find((member) => member.role === role.id)?.person ?? ""
  const field = useDraft(shownPerson(kept, people), (typed) =>
    edit((edited) => setCrew(edited, role.id, personFromTyped(typed, people))),
  )
  const typing = useTyping(card.id, register)
  return (
    <label className={classes.member}>
      <span className={classes.role}>{role.name}</span>
      <input
        className={classes.input}
        aria-label={words.crewPerson(role.name)}
        list={listId}
        maxLength={100}
        placeholder={words.nobodyYet}
        readOnly={!canEdit}
        value={field.text}
        onFocus={() => {
          if (!canEdit) return
          field.begin()
          typing.onFocus()
        }}
        onChange={(event) => field.type(event.currentTarget.value)}
        onBlur={() => {
          // The last to name somebody is heard: a name is too short to merge, and the activity shows both.
          if (field.isConflict) field.keepMine()
          else field.finish()
          typing.onBlur()
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.currentTarget.blur()
          if (event.key !== "Escape" || !field.isEditing) return
          event.preventDefault()
          field.restore()
          event.currentTarget.blur()
        }}
      />
      <Typists cardId={card.id} register={register} />
    </label>
  )
}

/** Kept is an actor or a plain name. */
const shownPerson = (kept: string, people: PeopleDirectory): string =>
  people.has(kept) ? personName(people, kept) : kept

/** The actor where exactly one person of the board has that name, else the name as typed. */
function personFromTyped(typed: string, people: PeopleDirectory): string {
  const wanted = typed.trim()
  const named = [...people.values()].filter((person) => person.name === wanted)
  return named.length === 1 ? named[0]!.actor : wanted
}
