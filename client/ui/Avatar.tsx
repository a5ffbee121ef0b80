import { places as words } from "../words/en/places.ts"
import classes from "./avatar.module.css"
import { initialsOf, personColor } from "./person.ts"

export interface AvatarPerson {
  readonly actor: string
  readonly name: string
}

interface AvatarProps extends AvatarPerson {
  readonly size?: number
  /** Set where the name stands beside it, so that it is not read twice. */
  readonly decorative?: boolean
}

export function Avatar({ actor, name, size = 24, decorative = false }: AvatarProps) {
  const label = decorative ? { "aria-hidden": true } : { role: "img", "aria-label": name }
  return (
    <span
      className={classes.avatar}
      style={{ "--size": `${size}px`, "--person": personColor(actor) } as React.CSSProperties}
      title={name}
      {...label}
    >
      {initialsOf(name)}
    </span>
  )
}

interface AvatarGroupProps {
  readonly people: readonly AvatarPerson[]
  readonly max?: number
  readonly size?: number
  /** Says who these are, such as "Here now". */
  readonly label: string
}

/** A few faces and how many more. One person with two tabs is one face. */
export function AvatarGroup({ people, max = 5, size = 24, label }: AvatarGroupProps) {
  const faces = [...new Map(people.map((person) => [person.actor, person])).values()]
  if (faces.length === 0) return null
  const hidden = faces.slice(faces.length > max ? max - 1 : max)
  const shown = faces.slice(0, faces.length - hidden.length)
  return (
    <ul className={classes.group} aria-label={label}>
      {shown.map((person) => (
        <li key={person.actor}>
          <Avatar {...person} size={size} />
        </li>
      ))}
      {hidden.length > 0 && (
        <li>
          <span
            className={classes.more}
            style={{ "--size": `${size}px` } as React.CSSProperties}
            title={hidden.map((person) => person.name).join(", ")}
          >
            <span aria-hidden="true">+{hidden.length}</span>
            <span className="visually-hidden">{words.andMore(hidden.length)}</span>
          </span>
        </li>
      )}
    </ul>
  )
}
