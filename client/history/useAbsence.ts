import { useEffect, useMemo } from "react"
import { isEligible } from "../../shared/handoff/parties.ts"
import type { Entry } from "../../shared/model/entry.ts"
import { api } from "../api/client.ts"
import { partyBoardOf, useSomeone } from "../handoff/useParties.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { perSession } from "../hooks/per-session.ts"
import { useExternal } from "../hooks/useExternal.ts"
import type { BoardSession } from "../sync/board-session.ts"
import { Absence, type Missed, seenStore } from "./absence.ts"
import { type CatchUpGroup, catchUpOf } from "./catch-up.ts"

const PAGE = 1_000
/** More than this nobody looks through one by one. */
const MOST_PAGES = 3

interface Answer {
  readonly entries: readonly Entry[]
}

const absenceOf = perSession(
  (session) =>
    new Absence(session, {
      store: seenStore,
      async head() {
        const { entries } = await api.get<Answer>(`/boards/${session.boardId}/ledger?newestFirst=true&limit=1`)
        return entries[0]?.seq ?? 0
      },
      since: (seq) => entriesSince(session, seq),
    }),
)

async function entriesSince(session: BoardSession, seq: number) {
  const all: Entry[] = []
  for (let page = 0; page < MOST_PAGES; page++) {
    const since = all.at(-1)?.seq ?? seq
    const { entries } = await api.get<Answer>(`/boards/${session.boardId}/ledger?since=${since}&limit=${PAGE}`)
    all.push(...entries)
    if (entries.length < PAGE) return { entries: all, isCut: false }
  }
  return { entries: all, isCut: true }
}

/** Notes when the person is here and when not; once on a board. */
export function useFollowAbsence(): void {
  const absence = absenceOf(useBoardSession())
  useEffect(() => absence.start(), [absence])
}

export const useMissed = (): Missed | undefined => useExternal(absenceOf(useBoardSession()).missed)

export function useMarkSeen(): () => void {
  const absence = absenceOf(useBoardSession())
  return () => absence.markSeen()
}

const NOTHING: readonly CatchUpGroup[] = []

/** What was missed, as it is read: by card, most urgent first. */
export function useCatchUp(): readonly CatchUpGroup[] {
  const { model } = useBoardSession()
  const missed = useMissed()
  const me = useSomeone()
  return useMemo(() => {
    if (!missed || !me) return NOTHING
    const handoffIn = ({ data }: Entry) => {
      const id = data?.handoff ?? data?.sheet
      return typeof id === "string" ? model.handoff(id) : undefined
    }
    return catchUpOf(missed.entries, {
      me: me.actor,
      cardOf: (entry) => entry.card ?? handoffIn(entry)?.card,
      isMine(entry) {
        const handoff = handoffIn(entry)
        if (handoff && (handoff.sender === me.actor || handoff.receiver === me.actor)) return true
        if (handoff && entry.kind !== "sheet.edited") return isEligible(me, handoff.to, partyBoardOf(model))
        if (entry.kind === "check.asked") return me.crewRoles.includes(String(entry.data?.role))
        return Array.isArray(entry.data?.mentions) && entry.data.mentions.includes(me.actor)
      },
    })
  }, [missed, me, model])
}
