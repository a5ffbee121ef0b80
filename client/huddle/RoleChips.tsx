import { IconAlertTriangle, IconCheck, IconCircleDashed, IconUserShare, IconX } from "@tabler/icons-react"
import type { Huddle } from "../../shared/huddle/huddle.ts"
import { useNames } from "../handoff/useNames.ts"
import { useCrewRoles } from "../hooks/useBoard.ts"
import { useCardRegisters } from "../hooks/useCards.ts"
import { huddle as words } from "../words/en/huddle.ts"
import type { Shown } from "./follow.ts"
import classes from "./huddle.module.css"
import { type RoleStanding, roleStandings, rolesOfCard } from "./roles.ts"

const NOTHING = {}

/** The crew roles of the board and whether somebody can speak for them; one that the shown card asks for and misses is amber. */
export function RoleChips({ huddle, shown }: { huddle: Huddle; shown: Shown }) {
  const roles = useCrewRoles()
  const registers = useCardRegisters(shown.card ?? "") ?? NOTHING
  if (roles.length === 0 || huddle.steps[shown.step]?.id === "roll-call") return null
  const standings = roleStandings(
    huddle,
    roles.map(({ id }) => id),
    rolesOfCard(registers),
  )
  return (
    <section className={classes.roles} aria-label={words.roles}>
      <ul>
        {standings.map((standing) => (
          <Chip key={standing.role} standing={standing} />
        ))}
      </ul>
    </section>
  )
}

const ICON = { present: IconCheck, represented: IconUserShare, absent: IconX } as const

function Chip({ standing: { role, state, person, isOfCard, isMissing } }: { standing: RoleStanding }) {
  const names = useNames()
  const Icon = isMissing ? IconAlertTriangle : state ? ICON[state] : IconCircleDashed
  const said = isMissing
    ? words.roleMissing
    : state === "represented" && person !== null
      ? words.representedBy(names.person(person))
      : state === "absent"
        ? words.rolls.absent.toLowerCase()
        : ""
  return (
    <li data-state={state ?? "none"} data-of-card={isOfCard || undefined} data-missing={isMissing || undefined}>
      <Icon aria-hidden="true" />
      <span>
        {names.role(role)}
        <span className="visually-hidden">: {state ? words.rolls[state] : words.rollNotCalled}</span>
        {said !== "" && <em>{said}</em>}
      </span>
    </li>
  )
}
