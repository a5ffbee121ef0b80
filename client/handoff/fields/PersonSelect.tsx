import { Select } from "@mantine/core"
import { useCrewRoles } from "../../hooks/useBoard.ts"
import { usePeopleDirectory } from "../../hooks/usePeopleDirectory.ts"
import { handoff as words } from "../../words/en/handoff.ts"

const mayWork = (role: string | null) => role === "lead" || role === "member"

/** People who can do something here, and the roles where a role will do. Kept as `user:…` or `role:…`. */
function useWho(hasRoles: boolean) {
  const people = [...usePeopleDirectory().values()].filter(({ role }) => mayWork(role))
  const roles = useCrewRoles()
  const groups = [
    { group: words.toGroups.people, items: people.map(({ actor, name }) => ({ value: actor, label: name })) },
  ]
  if (!hasRoles || roles.length === 0) return groups
  return [
    ...groups,
    { group: words.toGroups.roles, items: roles.map(({ id, name }) => ({ value: `role:${id}`, label: name })) },
  ]
}

interface PersonSelectProps {
  readonly id?: string
  readonly label: string
  readonly value: string
  readonly hasRoles?: boolean
  readonly disabled?: boolean
  readonly onCommit: (actor: string) => void
}

export function PersonSelect({ id, label, value, hasRoles = false, disabled = false, onCommit }: PersonSelectProps) {
  return (
    <Select
      {...(id ? { id } : {})}
      size="xs"
      aria-label={label}
      placeholder={label}
      data={useWho(hasRoles)}
      value={value || null}
      disabled={disabled}
      searchable
      clearable
      onChange={(actor) => onCommit(actor ?? "")}
    />
  )
}
