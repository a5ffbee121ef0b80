import { ActionIcon, Menu, useMantineColorScheme } from "@mantine/core"
import {
  IconArchive,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChartDots,
  IconCheck,
  IconDeviceDesktopShare,
  IconDeviceTv,
  IconDots,
  IconDownload,
  IconHistory,
  IconKeyboard,
  IconLogout,
  IconNotes,
  IconPencil,
  IconTags,
  IconTransfer,
  IconUserPlus,
  IconUsersGroup,
} from "@tabler/icons-react"
import { Link } from "wouter"
import { can } from "../../../shared/rules/permission.ts"
import { API_ROOT } from "../../api/client.ts"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { useMe } from "../../hooks/useBoard.ts"
import { useExternal } from "../../hooks/useExternal.ts"
import { toHuddle } from "../../huddle/to-huddle.ts"
import { useCanDrive, useHuddle } from "../../huddle/useHuddle.ts"
import { numbersAddress } from "../../numbers/numbers-address.ts"
import { signOut } from "../../sign-in/account.ts"
import { useAccount } from "../../sign-in/useAccount.ts"
import { DENSITIES, type Density, density, setDensity } from "../../ui/appearance.ts"
import { problemWords } from "../../ui/problem-words.ts"
import { toast } from "../../ui/toast.ts"
import { board as words } from "../../words/en/board.ts"
import { handOverMany } from "../../words/en/hand-over-many.ts"
import { history as historyWords } from "../../words/en/history.ts"
import { huddle } from "../../words/en/huddle.ts"
import { kiosk } from "../../words/en/kiosk.ts"
import { numbers } from "../../words/en/numbers.ts"
import { sharedScreen } from "../../words/en/shared-screen.ts"
import { useBoardActions, useBoardUi } from "../useBoardUi.ts"
import classes from "./header.module.css"

const SCHEMES = ["light", "dark", "auto"] as const
const TICK = <IconCheck size={16} />

export function BoardMenu({ onRename }: { onRename: () => void }) {
  return (
    <Menu width={260} position="bottom-end" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={34} aria-label={words.menu}>
          <IconDots size={19} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be announced as a form */}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard */}
        <div role="group" aria-label={words.menu} tabIndex={0} className={classes.menuScroll}>
          <FoldedItems />
          <BoardItems onRename={onRename} />
          <Menu.Divider />
          <LookItems />
        </div>
      </Menu.Dropdown>
    </Menu>
  )
}

/** What has no room in the header of a narrow screen. */
function FoldedItems() {
  const ui = useBoardUi()
  const session = useBoardSession()
  const actions = useBoardActions()
  const canUndo = useExternal(session.canUndo)
  const canRedo = useExternal(session.canRedo)
  return (
    <div className={classes.narrow}>
      <HuddleItem />
      <Menu.Item leftSection={<IconArrowBackUp size={16} />} disabled={!canUndo} onClick={actions.undo}>
        {words.undo}
      </Menu.Item>
      <Menu.Item leftSection={<IconArrowForwardUp size={16} />} disabled={!canRedo} onClick={actions.redo}>
        {words.redo}
      </Menu.Item>
      <Menu.Item leftSection={<IconUserPlus size={16} />} onClick={() => ui.dialog.set({ kind: "share" })}>
        {words.share}
      </Menu.Item>
      <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={() => ui.dialog.set({ kind: "shortcuts" })}>
        {words.shortcuts}
      </Menu.Item>
      <Menu.Divider />
    </div>
  )
}

function HuddleItem() {
  const session = useBoardSession()
  const running = useHuddle()
  const canDrive = useCanDrive()
  if (!canDrive && !running) return null
  return (
    <Menu.Item leftSection={<IconUsersGroup size={16} />} onClick={() => toHuddle(session)}>
      {running ? huddle.toHuddle : huddle.start}
    </Menu.Item>
  )
}

function BoardItems({ onRename }: { onRename: () => void }) {
  const ui = useBoardUi()
  const { boardId } = useBoardSession()
  const role = useMe()?.role
  const exportUrl = (format: string) => `${API_ROOT}/boards/${boardId}/export.${format}`
  return (
    <>
      {can(role, "board.command") && (
        <Menu.Item
          leftSection={<IconTransfer size={16} />}
          onClick={() => ui.dialog.set({ kind: "hand-over-many", scope: { kind: "mine" } })}
        >
          {handOverMany.mine}
        </Menu.Item>
      )}
      {can(role, "board.arrange") && (
        <>
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setTimeout(onRename)}>
            {words.renameBoard}
          </Menu.Item>
          <Menu.Item leftSection={<IconTags size={16} />} onClick={() => ui.dialog.set({ kind: "settings" })}>
            {words.settings}
          </Menu.Item>
        </>
      )}
      {can(role, "links.manage") && (
        <Menu.Item leftSection={<IconDeviceTv size={16} />} onClick={() => ui.dialog.set({ kind: "screen" })}>
          {kiosk.putOnScreen.menu}
        </Menu.Item>
      )}
      <SharedScreenItems />
      <Menu.Item leftSection={<IconArchive size={16} />} onClick={() => ui.dialog.set({ kind: "archived" })}>
        {words.archivedThings}
      </Menu.Item>
      <Menu.Item leftSection={<IconNotes size={16} />} onClick={() => ui.dialog.set({ kind: "past-huddles" })}>
        {huddle.past}
      </Menu.Item>
      <Menu.Item leftSection={<IconHistory size={16} />} onClick={() => ui.dialog.set({ kind: "history" })}>
        {historyWords.menu}
      </Menu.Item>
      {can(role, "ledger.read") && (
        <Menu.Item component={Link} href={numbersAddress(boardId)} leftSection={<IconChartDots size={16} />}>
          {numbers.menu}
        </Menu.Item>
      )}
      {can(role, "board.export") && (
        <>
          <Menu.Item component="a" href={exportUrl("json")} download leftSection={<IconDownload size={16} />}>
            {words.exportJson}
          </Menu.Item>
          <Menu.Item component="a" href={exportUrl("csv")} download leftSection={<IconDownload size={16} />}>
            {words.exportCsv}
          </Menu.Item>
        </>
      )}
    </>
  )
}

/** Giving this browser up for the crew, and taking it back: only those who can sign in again are asked to. */
function SharedScreenItems() {
  const ui = useBoardUi()
  const role = useMe()?.role
  const account = useAccount()
  const hasAccount = account.kind === "signed-in" && account.me.kind === "member"
  const end = async () => {
    try {
      await signOut()
      location.assign("/sign-in")
    } catch (problem) {
      toast.problem(problemWords(problem))
    }
  }
  if (can(role, "command.as"))
    return (
      <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void end()}>
        {sharedScreen.endMenu}
      </Menu.Item>
    )
  if (!hasAccount || !can(role, "screens.share")) return null
  return (
    <Menu.Item
      leftSection={<IconDeviceDesktopShare size={16} />}
      onClick={() => ui.dialog.set({ kind: "shared-screen" })}
    >
      {sharedScreen.menu}
    </Menu.Item>
  )
}

function LookItems() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <>
      <Menu.RadioGroup value={useExternal(density)} onChange={(value) => setDensity(value as Density)}>
        <Menu.Label>{words.density}</Menu.Label>
        {DENSITIES.map((one) => (
          <Menu.RadioItem key={one} value={one} checkIcon={TICK}>
            {words.densities[one]}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as (typeof SCHEMES)[number])}>
        <Menu.Label>{words.appearance}</Menu.Label>
        {SCHEMES.map((one) => (
          <Menu.RadioItem key={one} value={one} checkIcon={TICK}>
            {words.appearances[one]}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  )
}
