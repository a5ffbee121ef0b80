import { ActionIcon, Menu } from "@mantine/core"
import { IconDots, IconEraser } from "@tabler/icons-react"
import { useState } from "react"
import type { Entry } from "../../shared/model/entry.ts"
import { can } from "../../shared/rules/permission.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useMe } from "../hooks/useBoard.ts"
import { erase as words } from "../words/en/erase.ts"
import { EraseDialog } from "./EraseDialog.tsx"
import { isErasable } from "./erasable.ts"
import classes from "./erase.module.css"

/** What a lead can do with an entry of the history that has words. Nothing for anybody else. */
export function EntryMenu({ entry }: { entry: Entry }) {
  const { boardId } = useBoardSession()
  const me = useMe()
  const [isAsking, setAsking] = useState(false)
  if (!can(me?.role, "ledger.erase")) return null
  // As wide as the button, so that the times of all entries stand in one line.
  if (!isErasable(entry)) return <span className={classes.noMenu} />
  return (
    <>
      <Menu withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="md" aria-label={words.menuOf(entry.seq)}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconEraser size={14} />} onClick={() => setAsking(true)}>
            {words.one}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <EraseDialog boardId={boardId} what={{ seq: entry.seq }} opened={isAsking} onClose={() => setAsking(false)} />
    </>
  )
}
