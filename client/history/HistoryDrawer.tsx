import { Button } from "@mantine/core"
import { IconDownload, IconHistory } from "@tabler/icons-react"
import { useState } from "react"
import type { Entry } from "../../shared/model/entry.ts"
import { WORDS_ERASED } from "../../shared/model/erasure.ts"
import { can } from "../../shared/rules/permission.ts"
import { API_ROOT } from "../api/client.ts"
import { openCard } from "../board/board-address.ts"
import { BoardDrawer } from "../board/dialogs/BoardDrawer.tsx"
import { groupByDay, happenedAt } from "../card/activity/group-by-day.ts"
import { LedgerState } from "../card/activity/LedgerState.tsx"
import { type CardLedger, useLedger } from "../card/activity/useCardLedger.ts"
import { clockTime } from "../card/time-words.ts"
import { EntryMenu } from "../erase/EntryMenu.tsx"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useMe } from "../hooks/useBoard.ts"
import { useNow } from "../hooks/useNow.ts"
import { stepByKeys } from "../inbox/step-keys.ts"
import { Avatar } from "../ui/Avatar.tsx"
import { EmptyState } from "../ui/EmptyState.tsx"
import { exactTime } from "../ui/relative-time.ts"
import { history as words } from "../words/en/history.ts"
import { HistoryFilter, type HistoryWish, NO_WISH } from "./HistoryFilter.tsx"
import classes from "./history.module.css"
import { useTold } from "./useTold.ts"

interface HistoryDrawerProps {
  readonly card: string | undefined
  readonly onClose: () => void
}

/** Everything that happened on the board, newest first. */
export function HistoryDrawer({ card, onClose }: HistoryDrawerProps) {
  const [wish, setWish] = useState<HistoryWish>({ ...NO_WISH, card: card ?? "" })
  return (
    <BoardDrawer title={words.title} size={520} onClose={onClose}>
      <HistoryFilter wish={wish} onWish={setWish} />
      <ExportLinks card={wish.card} />
      <Found key={JSON.stringify(wish)} wish={wish} onClose={onClose} />
    </BoardDrawer>
  )
}

function Found({ wish, onClose }: { wish: HistoryWish; onClose: () => void }) {
  const ledger = useLedger(wish)
  const entries = ledger.entries.filter((entry) => entry.key !== "excerpt")
  const isNarrow = Object.values(wish).some((part) => part !== "")
  return (
    <>
      <Days entries={entries} onClose={onClose} />
      <Rest ledger={ledger} isEmpty={entries.length === 0} isNarrow={isNarrow} />
    </>
  )
}

function ExportLinks({ card }: { card: string }) {
  const role = useMe()?.role
  const about = card === "" ? "" : `?card=${encodeURIComponent(card)}`
  return (
    <>
      {can(role, "board.export") && (
        <ExportLink file={`timeline.csv${about}`} name={words.exportTimeline} hint={words.timelineHint} />
      )}
      {can(role, "ledger.export") && (
        <ExportLink file="ledger.jsonl" name={words.exportLedger} hint={words.exportHint} />
      )}
    </>
  )
}

function ExportLink({ file, name, hint }: { file: string; name: string; hint: string }) {
  const { boardId } = useBoardSession()
  return (
    <p className={classes.export}>
      <a href={`${API_ROOT}/boards/${boardId}/${file}`} download>
        <IconDownload size={15} aria-hidden="true" />
        {name}
      </a>
      <span className={classes.quiet}>{hint}</span>
    </p>
  )
}

/** What nobody should have to look for. */
const LOUD: ReadonlySet<string> = new Set(["gate.overridden", WORDS_ERASED])

function Days({ entries, onClose }: { entries: readonly Entry[]; onClose: () => void }) {
  const now = useNow()
  const told = useTold()
  const open = (card: string) => {
    onClose()
    openCard(card)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys step through the buttons inside
    <div onKeyDown={stepByKeys}>
      {groupByDay(entries, now).map((day) => (
        <section key={day.key} aria-label={day.heading}>
          <h3 className={classes.day}>{day.heading}</h3>
          <ol className={classes.entries}>
            {day.entries.map((entry) => {
              const card = told.cardOf(entry)
              const at = happenedAt(entry)
              return (
                <li key={entry.seq} data-loud={LOUD.has(entry.kind) || undefined}>
                  <Avatar actor={entry.actor} name={told.who(entry)} size={20} decorative />
                  <div>
                    {card !== undefined && (
                      <button type="button" data-list-stop className={classes.ofCard} onClick={() => open(card)}>
                        {told.titleOf(card)}
                      </button>
                    )}
                    <span>{told.sentence(entry)}</span>
                  </div>
                  <time dateTime={new Date(at).toISOString()} title={exactTime(at)}>
                    {clockTime(at)}
                  </time>
                  <EntryMenu entry={entry} />
                </li>
              )
            })}
          </ol>
        </section>
      ))}
    </div>
  )
}

interface RestProps {
  readonly ledger: CardLedger
  readonly isEmpty: boolean
  /** Something was looked for. */
  readonly isNarrow: boolean
}

function Rest({ ledger, isEmpty, isNarrow }: RestProps) {
  const isNothing = isEmpty && ledger.state === "ready" && !ledger.hasEarlier
  return (
    <>
      {isNothing && !isNarrow && <EmptyState icon={<IconHistory size={36} stroke={1.4} />} title={words.noneYet} />}
      {isNothing && isNarrow && (
        <p className={classes.quiet} role="status">
          {words.noneFound}
        </p>
      )}
      <LedgerState ledger={ledger} failed={words.failed} />
      {ledger.hasEarlier && (
        <Button variant="default" loading={ledger.state === "loading"} onClick={ledger.loadEarlier}>
          {words.loadEarlier}
        </Button>
      )}
    </>
  )
}
