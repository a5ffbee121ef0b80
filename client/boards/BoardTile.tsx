import { ActionIcon, Menu } from "@mantine/core"
import { IconArchive, IconArchiveOff, IconDatabaseOff, IconDots, IconPencil } from "@tabler/icons-react"
import { Link } from "wouter"
import { can } from "../../shared/rules/permission.ts"
import type { Instant } from "../../shared/time.ts"
import type { BoardSummary } from "../../shared/wire/http.ts"
import { AvatarGroup } from "../ui/Avatar.tsx"
import { Moment } from "../ui/Moment.tsx"
import { boards as words } from "../words/en/boards.ts"
import { common } from "../words/en/common.ts"
import { places } from "../words/en/places.ts"
import { damage } from "../words/en/unreadable.ts"
import classes from "./boards-screen.module.css"

interface BoardTileProps {
  readonly board: BoardSummary
  readonly now: Instant
  /** The list may be old: who was there then is nobody's business now. */
  readonly isStale: boolean
  readonly onRename: () => void
  readonly onArchive: () => void
  readonly onRestore: () => void
}

/** One board of the list. The name is the link; the whole tile takes the click. */
export function BoardTile({ board, now, isStale, ...actions }: BoardTileProps) {
  const isArchived = board.archivedAt !== null
  return (
    <li className={classes.tile} data-archived={isArchived}>
      <div className={classes.top}>
        <Link href={`/b/${board.id}`} className={classes.link}>
          {board.name}
        </Link>
        <TileMenu board={board} {...actions} />
      </div>
      <p className={classes.facts}>
        <span className={classes.role}>{places.roles[board.role]}</span>
        {board.damage && (
          <span className={classes.damaged} title={damage.missing(board.damage)}>
            <IconDatabaseOff size={15} aria-hidden="true" /> {damage.badge}
          </span>
        )}
        <span>
          {isArchived ? words.archivedOn : words.changed} <Moment at={board.archivedAt ?? board.changedAt} now={now} />
        </span>
      </p>
      <div className={classes.here}>{!isStale && <HereNow people={board.here} />}</div>
    </li>
  )
}

function HereNow({ people }: { people: BoardSummary["here"] }) {
  return (
    <>
      <AvatarGroup people={people} label={places.here} />
      <span className={classes.hereWords} data-somebody={people.length > 0}>
        {words.hereNow(new Set(people.map(({ actor }) => actor)).size)}
      </span>
    </>
  )
}

function TileMenu({ board, onRename, onArchive, onRestore }: Omit<BoardTileProps, "now" | "isStale">) {
  const mayRename = can(board.role, "board.arrange") && board.archivedAt === null
  const mayArchive = can(board.role, "board.archive")
  if (!mayRename && !mayArchive) return null
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          className={classes.menu}
          aria-label={words.more(board.name)}
        >
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayRename && (
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={onRename}>
            {common.rename}
          </Menu.Item>
        )}
        {mayArchive && board.archivedAt === null && (
          <Menu.Item leftSection={<IconArchive size={16} />} onClick={onArchive}>
            {common.archive}
          </Menu.Item>
        )}
        {mayArchive && board.archivedAt !== null && (
          <Menu.Item leftSection={<IconArchiveOff size={16} />} onClick={onRestore}>
            {common.restore}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
