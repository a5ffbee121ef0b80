import { IconHourglass, IconUserQuestion } from "@tabler/icons-react"
import type { Card } from "../../../shared/model/card.ts"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { useMe } from "../../hooks/useBoard.ts"
import { usePromise } from "../../hooks/useCards.ts"
import { usePersonName } from "../../hooks/usePeopleDirectory.ts"
import { Avatar, AvatarGroup } from "../../ui/Avatar.tsx"
import { board as words } from "../../words/en/board.ts"
import { useSelected } from "../board-ui.ts"
import { useCanEdit } from "../useCanEdit.ts"
import classes from "./tile.module.css"

/** The one accountable person, or openly nobody; and the crew beside them. */
export function Accountable({ card }: { card: Card }) {
  const session = useBoardSession()
  const me = useMe()
  const promise = usePromise(card.id)
  const nameOf = usePersonName()
  const canEdit = useCanEdit()
  const isQueued = useSelected(session.pendingCommands, (commands) =>
    commands.some((command) => command.kind === "card.take" && command.card === card.id),
  )
  const who = promise?.accountable
  const isMe = who !== null && who !== undefined && who === me?.actor
  const name = who ? (isMe ? (me?.name ?? nameOf(who)) : nameOf(who)) : words.nobody
  const crew = card.crew.map(({ person }) => ({ actor: person, name: person.includes(":") ? nameOf(person) : person }))
  return (
    <span className={classes.who}>
      {who ? (
        <Avatar actor={who} name={name} size={20} decorative />
      ) : (
        <span className={classes.nobody} aria-hidden="true">
          <IconUserQuestion size={13} />
        </span>
      )}
      <span className={classes.name} data-mine={isMe || undefined} data-nobody={!who || undefined}>
        {name}
      </span>
      {isQueued && (
        <span className={classes.queued}>
          <IconHourglass size={13} aria-hidden="true" />
          {words.queued}
        </span>
      )}
      {!who && !isQueued && canEdit && (
        <button
          type="button"
          className={classes.take}
          data-act="take"
          tabIndex={-1}
          aria-label={words.takeItCard(card.title || words.untitled)}
        >
          {words.takeIt}
        </button>
      )}
      {crew.length > 0 && <AvatarGroup people={crew} max={3} size={18} label={words.crew} />}
    </span>
  )
}
