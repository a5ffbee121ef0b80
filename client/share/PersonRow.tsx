import { ActionIcon, NativeSelect, TagsInput } from "@mantine/core"
import { IconEraser, IconUserMinus } from "@tabler/icons-react"
import type { BoardRole } from "../../shared/rules/permission.ts"
import type { Person } from "../../shared/wire/http.ts"
import { useCrewRoles } from "../hooks/useBoard.ts"
import { Avatar } from "../ui/Avatar.tsx"
import { erase as eraseWords } from "../words/en/erase.ts"
import { places } from "../words/en/places.ts"
import { share as words } from "../words/en/share.ts"
import { MEMBER_ROLES } from "./member-roles.ts"
import classes from "./share.module.css"
import type { MemberPatch } from "./share-api.ts"

interface PersonRowProps {
  readonly person: Person
  readonly isMe: boolean
  /** Owners of the server are leads everywhere: their role is not the board's to change. */
  readonly isOwner?: boolean
  readonly mayManage?: boolean
  readonly onChange?: (patch: MemberPatch) => void
  readonly onRemove?: () => void
  /** Left out where one may not erase what they wrote. */
  readonly onErase?: (() => void) | undefined
}

export function PersonRow({ person, isMe, isOwner, mayManage, onChange, onRemove, onErase }: PersonRowProps) {
  const canChange = mayManage && !isOwner
  return (
    <li className={classes.person}>
      <Avatar actor={person.actor} name={person.name} size={32} decorative />
      <div className={classes.who}>
        <span className={classes.name}>
          {person.name}
          {isMe && <span className={classes.soft}> ({words.you})</span>}
        </span>
        {canChange ? (
          <CrewInput person={person} onChange={(crewRoles) => onChange?.({ crewRoles })} />
        ) : (
          person.crewRoles.length > 0 && <span className={classes.soft}>{person.crewRoles.join(", ")}</span>
        )}
      </div>
      {canChange ? (
        <>
          <NativeSelect
            aria-label={words.roleOf(person.name)}
            value={person.role ?? "member"}
            data={MEMBER_ROLES.map((value) => ({ value, label: places.roles[value] }))}
            onChange={(event) => onChange?.({ role: event.currentTarget.value as BoardRole })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={words.removePerson(person.name)}
            onClick={onRemove}
          >
            <IconUserMinus size={18} />
          </ActionIcon>
        </>
      ) : (
        <span className={classes.role}>{isOwner ? words.owner : person.role && places.roles[person.role]}</span>
      )}
      {onErase && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={eraseWords.all(person.name)}
          title={eraseWords.all(person.name)}
          onClick={onErase}
        >
          <IconEraser size={18} />
        </ActionIcon>
      )}
    </li>
  )
}

function CrewInput({ person, onChange }: { person: Person; onChange: (roles: readonly string[]) => void }) {
  const suggestions = useCrewRoles().map(({ name }) => name)
  return (
    <TagsInput
      size="xs"
      aria-label={words.crewOf(person.name)}
      placeholder={person.crewRoles.length === 0 ? words.noCrew : ""}
      value={[...person.crewRoles]}
      data={suggestions}
      maxTags={20}
      onChange={(roles) => onChange(roles.map((role) => role.slice(0, 60)))}
    />
  )
}
