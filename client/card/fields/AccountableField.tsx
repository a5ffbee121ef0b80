import { Button } from "@mantine/core"
import { useState } from "react"
import type { Answer } from "../../../shared/command/command.ts"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { useMe, useSaveState } from "../../hooks/useBoard.ts"
import { usePromise } from "../../hooks/useCards.ts"
import { useExternal } from "../../hooks/useExternal.ts"
import { useIsSharedScreen, useMayAsk } from "../../hooks/useMayAsk.ts"
import { useNow } from "../../hooks/useNow.ts"
import { usePersonName } from "../../hooks/usePeopleDirectory.ts"
import { Avatar } from "../../ui/Avatar.tsx"
import { exactTime, relativeTime } from "../../ui/relative-time.ts"
import { card as words } from "../../words/en/card.ts"
import classes from "./fields.module.css"

type Ask = "card.take" | "card.release"

/** Who is accountable. Taking and putting down are promises: they count only when the relay has said yes. */
export function AccountableField({ cardId }: { cardId: string }) {
  const promise = usePromise(cardId)
  const me = useMe()
  const name = usePersonName()
  const { waiting, no, ask } = useAsk(cardId)
  const holder = promise?.accountable ?? null
  const isMine = holder !== null && holder === me?.actor
  const mayAsk = useMayAsk()
  const isShared = useIsSharedScreen()
  // On its way to somebody it is not put down: whoever offered it withdraws first (H17).
  const mayRelease = mayAsk && !promise?.openHandoff && (isMine || isShared || me?.role === "lead")
  const releaseWords = isMine || isShared ? words.putDown : words.takeForThem
  return (
    <div>
      <div className={classes.inline}>
        <Holder cardId={cardId} holder={holder} isMine={isMine} />
        {waiting === undefined && mayAsk && holder === null && (
          <Button size="compact-sm" onClick={() => ask("card.take")}>
            {words.take}
          </Button>
        )}
        {waiting === undefined && holder !== null && mayRelease && (
          <Button size="compact-sm" variant="default" onClick={() => ask("card.release")}>
            {releaseWords}
          </Button>
        )}
      </div>
      <p role="status" className={no ? classes.refusal : classes.quiet}>
        {waiting ?? (no && refusalOf(no, name))}
      </p>
    </div>
  )
}

function Holder({ cardId, holder, isMine }: { cardId: string; holder: string | null; isMine: boolean }) {
  const since = usePromise(cardId)?.accountableSince
  const name = usePersonName()
  const now = useNow()
  if (holder === null) return <span className={classes.nobody}>{words.nobodyYet}</span>
  const shown = name(holder)
  return (
    <span className={classes.person}>
      <Avatar actor={holder} name={shown} size={22} decorative />
      <span>{isMine ? words.you(shown) : shown}</span>
      {since !== null && since !== undefined && (
        <time className={classes.quiet} dateTime={new Date(since).toISOString()} title={exactTime(since)}>
          {words.tookIt(relativeTime(since, Math.max(now, since)))}
        </time>
      )}
    </span>
  )
}

/** Asks for the promise, and says what it waits for and what the answer was. */
function useAsk(cardId: string) {
  const session = useBoardSession()
  const save = useSaveState()
  const pending = useExternal(session.pendingCommands)
  const [no, setNo] = useState<Answer & { ok: false }>()
  const asked = pending.find(
    (command) => (command.kind === "card.take" || command.kind === "card.release") && command.card === cardId,
  )
  const isOffline = save.kind === "offline" || save.kind === "not-live"
  const queued = asked?.kind === "card.release" ? words.releaseQueued : words.takeQueued
  const ask = async (kind: Ask) => {
    setNo(undefined)
    const answer = await session.command({ kind, card: cardId })
    setNo(answer.ok ? undefined : answer)
  }
  return {
    waiting: asked && (isOffline ? queued : words.asking),
    no,
    ask: (kind: Ask) => void ask(kind),
  }
}

function refusalOf(answer: Answer & { ok: false }, name: (actor: string) => string): string {
  if (answer.code !== "refused") return answer.detail
  const person = answer.data?.person
  if (answer.rule === "H1" && typeof person === "string") return words.refusedBecause(name(person))
  return words.refused[answer.rule as keyof typeof words.refused] ?? answer.detail
}
