import { useLayoutEffect } from "react"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { usePersonName } from "../../hooks/usePeopleDirectory.ts"
import type { BoardSession } from "../../sync/board-session.ts"
import { useFilter } from "../board-address.ts"
import { useBoardUi } from "../useBoardUi.ts"
import { isFiltering, matches, type Question, questionOf } from "./filter.ts"

/** While others edit in a storm the whole board is searched again at most this often. */
const AGAIN_AFTER_MS = 150

/** Keeps the cards that pass the filter up to date while the board and the clock go on. */
export function useMatched(): void {
  const session = useBoardSession()
  const ui = useBoardUi()
  const filter = useFilter()
  const nameOf = usePersonName()
  const personName = filter.person === "" ? "" : nameOf(filter.person)
  // Before the first paint: cards that do not pass must not flash by.
  useLayoutEffect(() => {
    if (!isFiltering(filter)) {
      ui.matched.set(undefined)
      return
    }
    const question = questionOf(filter)
    let timer: ReturnType<typeof setTimeout> | undefined
    const search = () => {
      timer = undefined
      const found = searchBoard(session, question, personName)
      if (!isSame(ui.matched.get(), found)) ui.matched.set(found)
    }
    const searchSoon = () => {
      timer ??= setTimeout(search, AGAIN_AFTER_MS)
    }
    search()
    const stopModel = session.model.subscribe("view", searchSoon)
    const stopEntries = session.onEntries(searchSoon)
    const clock = setInterval(searchSoon, 30_000)
    return () => {
      stopModel()
      stopEntries()
      clearTimeout(timer)
      clearInterval(clock)
    }
  }, [session, ui, filter, personName])
}

function searchBoard(session: BoardSession, question: Question, personName: string): ReadonlySet<string> {
  const { model } = session
  const now = session.now()
  const found = new Set<string>()
  for (const lane of ["", ...model.laneIds()])
    for (const id of model.cardIds(lane)) {
      const card = model.card(id)
      if (card && matches(card, model.promise(id), question, now, () => personName)) found.add(id)
    }
  return found
}

const isSame = (a: ReadonlySet<string> | undefined, b: ReadonlySet<string>) =>
  a !== undefined && a.size === b.size && [...b].every((id) => a.has(id))
