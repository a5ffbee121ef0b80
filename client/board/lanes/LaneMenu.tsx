import { ActionIcon, Menu } from "@mantine/core"
import {
  IconArchive,
  IconArrowLeft,
  IconArrowRight,
  IconDots,
  IconPencil,
  IconSettings,
  IconTransfer,
} from "@tabler/icons-react"
import { useLaneIds } from "../../hooks/useLanes.ts"
import { board as words } from "../../words/en/board.ts"
import { handOverMany } from "../../words/en/hand-over-many.ts"
import { useBoardActions, useBoardUi } from "../useBoardUi.ts"

interface LaneMenuProps {
  readonly id: string
  readonly name: string
  readonly onRename: () => void
}

export function LaneMenu({ id, name, onRename }: LaneMenuProps) {
  const ui = useBoardUi()
  const actions = useBoardActions()
  const lanes = useLaneIds()
  const at = lanes.indexOf(id)
  return (
    <Menu width={240} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={28} aria-label={words.laneMenu(name)}>
          <IconDots size={16} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {/* The menu gives the focus back as it closes; the field takes it after that. */}
        <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setTimeout(onRename)}>
          {words.renameLane}
        </Menu.Item>
        <Menu.Item leftSection={<IconSettings size={16} />} onClick={() => ui.dialog.set({ kind: "lane", lane: id })}>
          {words.laneForm}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconTransfer size={16} />}
          onClick={() => ui.dialog.set({ kind: "hand-over-many", scope: { kind: "lane", lane: id } })}
        >
          {handOverMany.lane}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconArrowLeft size={16} />}
          disabled={at <= 0}
          onClick={() => actions.moveLane(id, -1)}
        >
          {words.moveLeft}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowRight size={16} />}
          disabled={at < 0 || at === lanes.length - 1}
          onClick={() => actions.moveLane(id, 1)}
        >
          {words.moveRight}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconArchive size={16} />} onClick={() => actions.archiveLane(id)}>
          {words.archiveLane}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
