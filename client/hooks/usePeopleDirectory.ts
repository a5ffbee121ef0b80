import { useEffect } from "react"
import type { Person } from "../../shared/wire/http.ts"
import { api } from "../api/client.ts"
import type { BoardSession } from "../sync/board-session.ts"
import { cell } from "../sync/external.ts"
import { sync as words } from "../words/en/sync.ts"
import { useBoardSession } from "./BoardSessionProvider.tsx"
import { perSession } from "./per-session.ts"
import { useExternal } from "./useExternal.ts"

export type PeopleDirectory = ReadonlyMap<string, Person>

/** Everybody who may be named on this board, by actor. Fetched once, and again when somebody unknown appears. */
export function usePeopleDirectory(): PeopleDirectory {
  const directory = directories(useBoardSession())
  useEffect(() => directory.start(), [directory])
  return useExternal(directory.people)
}

/** `name(actor)`: the name of an actor on this board. */
export function usePersonName(): (actor: string) => string {
  const people = usePeopleDirectory()
  return (actor) => personName(people, actor)
}

export function personName(people: PeopleDirectory, actor: string): string {
  const known = people.get(actor)?.name
  if (known) return known
  if (actor === "system") return words.system
  if (actor.startsWith("rule:")) return words.rule(actor.slice("rule:".length))
  return words.somebody
}

const AGAIN_AFTER_MS = 5_000
const MOST_TRIES = 4

const directories = perSession((session: BoardSession) => {
  const people = cell<PeopleDirectory>(new Map())
  let askedAt = Number.NEGATIVE_INFINITY
  let isPlanned = false
  let failures = 0
  const refresh = async () => {
    const tooEarlyMs = askedAt + AGAIN_AFTER_MS - performance.now()
    if (tooEarlyMs > 0) {
      // Whoever came just now is known a moment later.
      if (!isPlanned) setTimeout(() => void refresh(), tooEarlyMs)
      isPlanned = true
      return
    }
    isPlanned = false
    askedAt = performance.now()
    try {
      const list = await api.get<readonly Person[]>(`/boards/${session.boardId}/people`)
      people.set(new Map(list.map((person) => [person.actor, person])))
      failures = 0
    } catch {
      // Names are a comfort: without them the screen says "somebody". A network that has only just come back gets a few more tries.
      askedAt = performance.now()
      failures++
      if (failures < MOST_TRIES && session.save.get().kind !== "closed") void refresh()
    }
  }
  const meet = (actors: readonly string[]) => {
    if (actors.some((actor) => !people.get().has(actor))) void refresh()
  }
  let wasAway = false
  /** Whoever came while there was no connection is in the state that follows it, not among the entries. */
  const cameBack = () => {
    const { kind } = session.save.get()
    if (kind === "offline" || kind === "not-live") wasAway = true
    else if (wasAway && (kind === "saved" || kind === "saving")) {
      wasAway = false
      void refresh()
    }
  }
  let isStarted = false
  return {
    people,
    start() {
      if (isStarted) return
      isStarted = true
      void refresh()
      session.people.subscribe(() => meet(session.people.get().map((person) => person.actor)))
      session.onEntries((entries) => meet(entries.map((entry) => entry.actor)))
      session.save.subscribe(cameBack)
      session.me.subscribe(() => meet([session.me.get()?.actor ?? ""]))
    },
  }
})
