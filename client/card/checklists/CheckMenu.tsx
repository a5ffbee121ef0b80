import { ActionIcon, Menu } from "@mantine/core"
import { IconArrowDown, IconArrowRight, IconArrowUp, IconDots, IconTrash } from "@tabler/icons-react"
import type { Check, Checklist } from "../../../shared/model/card.ts"
import { useCrewRoles } from "../../hooks/useBoard.ts"
import { card as words } from "../../words/en/card.ts"
import { jitter } from "../jitter.ts"
import { useCardEdits } from "../useCardEdits.ts"
import { moveCheckToList, removeCheck, toggleCheckRole } from "./checklist-edits.ts"
import classes from "./checklists.module.css"

interface CheckMenuProps {
  readonly cardId: string
  readonly list: Checklist
  readonly lists: readonly Checklist[]
  readonly check: Check
  readonly move: (step: -1 | 1) => void
}

export function CheckMenu({ cardId, list, lists, check, move }: CheckMenuProps) {
  const { edit, editWithUndo } = useCardEdits(cardId)
  const roles = useCrewRoles()
  const others = lists.filter((one) => one.id !== list.id && one.id !== "")
  const isFirst = list.checks[0]?.id === check.id
  const isLast = list.checks.at(-1)?.id === check.id
  return (
    <Menu withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon
          className={classes.more}
          variant="subtle"
          color="gray"
          size="md"
          aria-label={words.itemMenu(check.text)}
        >
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconArrowUp size={14} />} disabled={isFirst} onClick={() => move(-1)}>
          {words.moveUp}
        </Menu.Item>
        <Menu.Item leftSection={<IconArrowDown size={14} />} disabled={isLast} onClick={() => move(1)}>
          {words.moveDown}
        </Menu.Item>
        {others.map((other) => (
          <Menu.Item
            key={other.id}
            leftSection={<IconArrowRight size={14} />}
            onClick={() => edit((card) => moveCheckToList(card, check, other, jitter()))}
          >
            {words.moveTo(other.name)}
          </Menu.Item>
        ))}
        {roles.length > 0 && <Menu.Label>{words.mustSign}</Menu.Label>}
        {roles.map((role) => (
          <Menu.CheckboxItem
            key={role.id}
            checked={check.roles.includes(role.id)}
            onChange={() => edit((card) => toggleCheckRole(card, check, role.id))}
            closeMenuOnClick={false}
          >
            {role.name}
          </Menu.CheckboxItem>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconTrash size={14} />}
          onClick={() => editWithUndo(words.itemRemoved, (card) => removeCheck(card, check))}
        >
          {words.removeItem}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
