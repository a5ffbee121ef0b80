import { Button } from "@mantine/core"
import { IconChecks } from "@tabler/icons-react"
import { openCard } from "../board/board-address.ts"
import { BoardDrawer } from "../board/dialogs/BoardDrawer.tsx"
import { useBoardUi } from "../board/useBoardUi.ts"
import { useNow } from "../hooks/useNow.ts"
import { stepByKeys } from "../inbox/step-keys.ts"
import { EmptyState } from "../ui/EmptyState.tsx"
import { exactTime, relativeTime } from "../ui/relative-time.ts"
import { history as words } from "../words/en/history.ts"
import type { CatchUpGroup } from "./catch-up.ts"
import classes from "./history.module.css"
import { useCatchUp, useMarkSeen, useMissed } from "./useAbsence.ts"
import { useTold } from "./useTold.ts"

/** What happened since the person left, card by card. Closing it clears nothing. */
export function CatchUpDrawer({ onClose }: { onClose: () => void }) {
  const ui = useBoardUi()
  const groups = useCatchUp()
  const missed = useMissed()
  const markSeen = useMarkSeen()
  const seen = () => {
    markSeen()
    ui.say(words.seen)
    onClose()
  }
  const open = (card: string) => {
    onClose()
    openCard(card)
  }
  return (
    <BoardDrawer title={words.catchUpTitle} size={460} onClose={onClose}>
      {groups.length === 0 ? (
        <EmptyState icon={<IconChecks size={36} stroke={1.4} />} title={words.nothingMissed}>
          {words.nothingMissedText}
        </EmptyState>
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: keys step through the buttons inside
        <div className={classes.groups} onKeyDown={stepByKeys}>
          <div className={classes.head}>
            <p className={classes.quiet}>{words.catchUpHint}</p>
            <Button size="compact-sm" variant="default" onClick={seen}>
              {words.markSeen}
            </Button>
          </div>
          {groups.map((group) => (
            <Group key={group.card ?? ""} group={group} isFirst={group === groups[0]} onOpen={open} />
          ))}
          {missed?.isCut && <p className={classes.quiet}>{words.catchUpTooMany(missed.entries.length)}</p>}
        </div>
      )}
    </BoardDrawer>
  )
}

const MOST_LINES = 8

interface GroupProps {
  readonly group: CatchUpGroup
  readonly isFirst: boolean
  readonly onOpen: (card: string) => void
}

function Group({ group, isFirst, onOpen }: GroupProps) {
  const told = useTold()
  const now = useNow()
  const { card, urgency, lines } = group
  const title = told.titleOf(card)
  return (
    <section className={classes.card} data-urgency={urgency} aria-label={title}>
      <p className={classes.urgency}>{words.urgencies[urgency]}</p>
      <h3>
        {card === undefined ? (
          title
        ) : (
          <button
            type="button"
            data-list-stop
            data-autofocus={isFirst || undefined}
            className={classes.titleButton}
            onClick={() => onOpen(card)}
          >
            {title}
          </button>
        )}
      </h3>
      <ul className={classes.lines}>
        {lines.slice(0, MOST_LINES).map(({ entry, count }) => (
          <li key={entry.seq} data-loud={entry.kind === "gate.overridden" || undefined}>
            <span>
              {told.sentence(entry)}
              {count > 1 && <span className={classes.quiet}> · {words.times(count)}</span>}
            </span>
            <time dateTime={new Date(entry.at).toISOString()} title={exactTime(entry.at)}>
              {/* The clock on the screen ticks now and then; what was told since is not yet to come. */}
              {relativeTime(entry.at, Math.max(now, entry.at))}
            </time>
          </li>
        ))}
        {lines.length > MOST_LINES && <li className={classes.quiet}>{words.more(lines.length - MOST_LINES)}</li>}
      </ul>
    </section>
  )
}
