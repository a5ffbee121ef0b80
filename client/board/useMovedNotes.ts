import { useEffect, useRef } from "react"
import type { Entry } from "../../shared/model/entry.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { usePersonName } from "../hooks/usePeopleDirectory.ts"
import { calmOf } from "./calm.ts"
import { useBoardUi } from "./useBoardUi.ts"

const SHOWN_MS = 2_500
/** A batch of more is an import or a rule at work: names on all of them would say nothing. */
const MOST_AT_ONCE = 8

const isMove = (entry: Entry) => entry.kind === "card.moved" || entry.kind === "card.reordered"

/** Says for a moment on a card who has just moved it, when it was somebody else. */
export function useMovedNotes(): void {
  const session = useBoardSession()
  const ui = useBoardUi()
  const nameOf = useRef(usePersonName())
  nameOf.current = usePersonName()
  useEffect(() => {
    const timers = new Set<ReturnType<typeof setTimeout>>()
    const note = (card: string, name: string) => {
      ui.movedBy.set(new Map(ui.movedBy.get()).set(card, name))
      const timer = setTimeout(() => {
        timers.delete(timer)
        const rest = new Map(ui.movedBy.get())
        rest.delete(card)
        ui.movedBy.set(rest)
      }, SHOWN_MS)
      timers.add(timer)
    }
    const stop = session.onEntries((entries) => {
      const mine = session.me.get()?.actor
      const moves = entries.filter((entry) => isMove(entry) && entry.actor !== mine)
      if (moves.length > MOST_AT_ONCE || !calmOf(session).isCalm(performance.now())) return
      for (const { card, actor } of moves) if (card !== undefined) note(card, nameOf.current(actor))
    })
    return () => {
      stop()
      for (const timer of timers) clearTimeout(timer)
      ui.movedBy.set(new Map())
    }
  }, [session, ui])
}
