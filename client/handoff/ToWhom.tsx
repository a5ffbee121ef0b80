import { Select } from "@mantine/core"
import type { Target } from "../../shared/handoff/handoff.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useCrewRoles } from "../hooks/useBoard.ts"
import { useLaneIds } from "../hooks/useLanes.ts"
import { usePeopleDirectory } from "../hooks/usePeopleDirectory.ts"
import { handoff as words } from "../words/en/handoff.ts"
import { useNames } from "./useNames.ts"
import { useSuggested } from "./useSuggested.ts"

interface ToWhomProps {
  readonly id?: string
  readonly label: string
  readonly cardId: string
  readonly value: Target | undefined
  /** The sender: nobody hands over to themselves. */
  readonly without: string
  readonly disabled?: boolean
  readonly onChoose: (to: Target | null) => void
}

const keyOf = ({ kind, id }: Target) => `${kind}:${id}`
const targetOf = (key: string): Target => {
  const kind = key.slice(0, key.indexOf(":")) as Target["kind"]
  return { kind, id: key.slice(kind.length + 1) }
}

/** A person, a role or a lane; the likeliest people first. One named person will accept. */
export function ToWhom({ id, label, cardId, value, without, disabled = false, onChoose }: ToWhomProps) {
  const { model } = useBoardSession()
  const names = useNames()
  const people = usePeopleDirectory()
  const roles = useCrewRoles()
  const lanes = useLaneIds()
  const suggested: readonly string[] = useSuggested(cardId, [without])
  const person = (actor: string) => ({ value: keyOf({ kind: "person", id: actor }), label: names.person(actor) })
  const others = [...people.values()]
    .filter(({ actor, role }) => actor !== without && (role === "lead" || role === "member"))
    .map(({ actor }) => actor)
    .filter((actor) => !suggested.includes(actor))
  const groups = [
    { group: words.toGroups.suggested, items: suggested.map(person) },
    { group: words.toGroups.people, items: others.map(person) },
    {
      group: words.toGroups.roles,
      items: roles.map((role) => ({ value: keyOf({ kind: "role", id: role.id }), label: role.name })),
    },
    {
      group: words.toGroups.lanes,
      items: lanes
        .filter((lane) => model.lane(lane) !== undefined)
        .map((lane) => ({ value: keyOf({ kind: "lane", id: lane }), label: names.lane(lane) })),
    },
  ]
  const known = value === undefined || groups.some(({ items }) => items.some((item) => item.value === keyOf(value)))
  const now =
    known || !value ? [] : [{ group: words.to, items: [{ value: keyOf(value), label: names.target(keyOf(value)) }] }]
  return (
    <Select
      {...(id ? { id } : {})}
      aria-label={label}
      placeholder={words.toPlaceholder}
      data={[...now, ...groups.filter(({ items }) => items.length > 0)]}
      value={value ? keyOf(value) : null}
      disabled={disabled}
      searchable
      clearable
      onChange={(key) => onChoose(key === null ? null : targetOf(key))}
    />
  )
}
