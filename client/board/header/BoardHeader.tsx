import { ActionIcon, Button, Tooltip } from "@mantine/core"
import { useMediaQuery } from "@mantine/hooks"
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChevronLeft,
  IconFilter,
  IconKeyboard,
  IconUserPlus,
  IconUsersGroup,
} from "@tabler/icons-react"
import { useState } from "react"
import { Link } from "wouter"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { useMe, useMeta } from "../../hooks/useBoard.ts"
import { useExternal } from "../../hooks/useExternal.ts"
import { useIsSharedScreen } from "../../hooks/useMayAsk.ts"
import { usePeople } from "../../hooks/usePeople.ts"
import { HuddleButton } from "../../huddle/HuddleButton.tsx"
import { InboxButton } from "../../inbox/InboxButton.tsx"
import { AvatarGroup } from "../../ui/Avatar.tsx"
import { board as words } from "../../words/en/board.ts"
import { sharedScreen } from "../../words/en/shared-screen.ts"
import { useFilter } from "../board-address.ts"
import { isFiltering } from "../filter/filter.ts"
import { NameField } from "../lanes/NameField.tsx"
import { useBoardActions, useBoardUi } from "../useBoardUi.ts"
import { useCanArrange, useCanEdit } from "../useCanEdit.ts"
import { BoardMenu } from "./BoardMenu.tsx"
import classes from "./header.module.css"
import { SaveIndicator } from "./SaveIndicator.tsx"

export function BoardHeader() {
  const [isRenaming, setRenaming] = useState(false)
  return (
    <header className={classes.header}>
      <Tooltip label={words.backToBoards}>
        <ActionIcon component={Link} href="/" variant="subtle" color="gray" size={34} aria-label={words.backToBoards}>
          <IconChevronLeft size={20} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
      <BoardName isRenaming={isRenaming} setRenaming={setRenaming} />
      <SaveIndicator />
      <SharedMark />
      <div className={classes.tools}>
        <PeopleHere />
        <div className={classes.wide}>
          <HuddleButton />
        </div>
        <NeedsMe />
        <UndoRedo />
        <FilterToggle />
        <ShareButton />
        <KeysButton />
        <BoardMenu onRename={() => setRenaming(true)} />
      </div>
    </header>
  )
}

function BoardName({ isRenaming, setRenaming }: { isRenaming: boolean; setRenaming: (is: boolean) => void }) {
  const actions = useBoardActions()
  const canArrange = useCanArrange()
  const { name } = useMeta()
  const text = typeof name === "string" ? name : ""
  if (isRenaming)
    return (
      <h1 className={classes.name}>
        <NameField
          label={words.boardName}
          value={text}
          onDone={(next) => {
            setRenaming(false)
            if (next !== undefined && next.trim() !== "") actions.renameBoard(next)
          }}
        />
      </h1>
    )
  return (
    <h1 className={classes.name} title={text}>
      {canArrange ? (
        <button
          type="button"
          className={classes.nameButton}
          title={words.renameBoard}
          onClick={() => setRenaming(true)}
        >
          {text || words.unnamedBoard}
        </button>
      ) : (
        text || words.unnamedBoard
      )}
    </h1>
  )
}

/** So that nobody takes the screen for their own. */
function SharedMark() {
  const me = useMe()
  if (!useIsSharedScreen()) return null
  return (
    <span className={classes.shared}>
      <IconUsersGroup size={16} aria-hidden="true" />
      {sharedScreen.mark(me?.name ?? "")}
    </span>
  )
}

function PeopleHere() {
  const me = useMe()
  const others = usePeople()
  const isNarrow = useMediaQuery("(max-width: 640px)")
  const everybody = [...(me ? [{ actor: me.actor, name: me.name }] : []), ...others]
  // On a phone the board's name needs the room: one face of the others, or how many they are.
  return isNarrow ? (
    <AvatarGroup
      people={others.filter(({ actor }) => actor !== me?.actor)}
      max={1}
      size={28}
      label={words.hereNowLabel}
    />
  ) : (
    <AvatarGroup people={everybody} max={5} size={28} label={words.hereNowLabel} />
  )
}

function NeedsMe() {
  const ui = useBoardUi()
  if (useIsSharedScreen()) return null
  return <InboxButton onOpen={() => ui.dialog.set({ kind: "inbox" })} />
}

function UndoRedo() {
  const session = useBoardSession()
  const actions = useBoardActions()
  const canUndo = useExternal(session.canUndo)
  const canRedo = useExternal(session.canRedo)
  if (!useCanEdit()) return null
  return (
    <div className={classes.wide}>
      <Tooltip label={words.undo}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={34}
          disabled={!canUndo}
          aria-label={words.undo}
          onClick={actions.undo}
        >
          <IconArrowBackUp size={19} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={words.redo}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={34}
          disabled={!canRedo}
          aria-label={words.redo}
          onClick={actions.redo}
        >
          <IconArrowForwardUp size={19} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}

function FilterToggle() {
  const ui = useBoardUi()
  const isOn = isFiltering(useFilter())
  const isOpen = useExternal(ui.isFilterOpen)
  return (
    <Tooltip label={words.filter}>
      <ActionIcon
        variant={isOn || isOpen ? "light" : "subtle"}
        {...(isOn || isOpen ? {} : { color: "gray" })}
        size={34}
        aria-label={words.filter}
        aria-expanded={isOpen || isOn}
        onClick={() => ui.isFilterOpen.set(!isOpen)}
      >
        <IconFilter size={18} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  )
}

function ShareButton() {
  const ui = useBoardUi()
  return (
    <Button
      className={classes.wide ?? ""}
      size="compact-sm"
      h={32}
      px={12}
      variant="light"
      leftSection={<IconUserPlus size={16} aria-hidden="true" />}
      onClick={() => ui.dialog.set({ kind: "share" })}
    >
      {words.share}
    </Button>
  )
}

function KeysButton() {
  const ui = useBoardUi()
  return (
    <Tooltip label={words.shortcuts}>
      <ActionIcon
        className={classes.wide ?? ""}
        variant="subtle"
        color="gray"
        size={34}
        aria-label={words.shortcuts}
        onClick={() => ui.dialog.set({ kind: "shortcuts" })}
      >
        <IconKeyboard size={19} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  )
}
