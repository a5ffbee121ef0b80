import { TextInput } from "@mantine/core"
import { useState } from "react"
import type { Person } from "../../shared/wire/http.ts"
import { useCrewRoles } from "../hooks/useBoard.ts"
import { Avatar } from "../ui/Avatar.tsx"
import { sharedScreen as words } from "../words/en/shared-screen.ts"
import classes from "./shared-screen.module.css"
import type { Signers } from "./who-may.ts"

/** More than this and a name is found faster by typing it. */
const MANY = 12

interface PeopleTilesProps {
  readonly signers: Signers
  readonly onPick: (person: Person) => void
}

/** Everybody who can give their word on this board, as large as fingers need it. */
export function PeopleTiles({ signers: { likely, others }, onPick }: PeopleTilesProps) {
  const [find, setFind] = useState("")
  const isHit = ({ name }: Person) => name.toLocaleLowerCase().includes(find.trim().toLocaleLowerCase())
  const groups = [
    { label: words.likely, people: likely.filter(isHit) },
    { label: words.others, people: others.filter(isHit) },
  ].filter(({ people }) => people.length > 0)
  const isMany = likely.length + others.length > MANY
  return (
    <div className={classes.tiles}>
      {isMany && <TextInput label={words.find} value={find} onChange={(event) => setFind(event.currentTarget.value)} />}
      {groups.length === 0 && <p className={classes.note}>{isMany ? words.notFound : words.nobody}</p>}
      {groups.map(({ label, people }) => (
        <section key={label} aria-label={label}>
          {groups.length > 1 && <h3 className={classes.heading}>{label}</h3>}
          <ul className={classes.people}>
            {people.map((person) => (
              <li key={person.actor}>
                <Tile person={person} onPick={onPick} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function Tile({ person, onPick }: { person: Person; onPick: (person: Person) => void }) {
  const { actor, name, crewRoles } = person
  const roles = useCrewRoles()
  const said = crewRoles.map((id) => roles.find((role) => role.id === id)?.name ?? id).join(", ")
  return (
    <button type="button" className={classes.tile} onClick={() => onPick(person)}>
      <Avatar actor={actor} name={name} size={44} decorative />
      <span className={classes.tileText}>
        <span className={classes.tileName}>{name}</span>
        {said && <span className={classes.tileRole}>{said}</span>}
      </span>
    </button>
  )
}
