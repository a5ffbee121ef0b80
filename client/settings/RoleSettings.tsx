import { useCrewRoles } from "../hooks/useBoard.ts"
import { settings as words } from "../words/en/settings.ts"
import { AddLine } from "./AddLine.tsx"
import classes from "./board-settings.module.css"
import { EditableText } from "./EditableText.tsx"
import { isTaken, putRole } from "./edits.ts"
import { RemoveButton } from "./RemoveButton.tsx"
import { useBoardEdits } from "./useBoardEdits.ts"

const MAX_NAME = 60

export function RoleSettings({ isReadOnly }: { isReadOnly: boolean }) {
  const roles = useCrewRoles()
  const { apply, remove, newId } = useBoardEdits()
  const check = (id?: string) => (name: string) =>
    name.trim() === "" ? words.needName : isTaken(roles, name, id) ? words.taken : undefined
  return (
    <section className={classes.section} aria-labelledby="settings-roles">
      <h3 id="settings-roles" className={classes.heading}>
        {words.crewRoles}
      </h3>
      <p className={classes.note}>{words.crewRolesWords}</p>
      <ul className={classes.rows}>
        {roles.map((role) => (
          <li key={role.id} className={classes.row}>
            <EditableText
              label={words.roleName}
              isLabelHidden
              value={role.name}
              maxLength={MAX_NAME}
              isReadOnly={isReadOnly}
              check={check(role.id)}
              onCommit={(name) => apply((meta) => putRole(meta, { ...role, name }))}
            />
            {!isReadOnly && <RemoveButton name={role.name} onRemove={() => remove("r", role.id, role.name)} />}
          </li>
        ))}
      </ul>
      {!isReadOnly && (
        <AddLine
          label={words.newRole}
          button={words.addRole}
          maxLength={MAX_NAME}
          check={check()}
          onAdd={(name) => apply((meta) => putRole(meta, { id: newId(), name }))}
        />
      )}
    </section>
  )
}
