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

/** Everybody who may be named on this board, by actor. Fetched once, and again when somebody unknown appears or is to be named. */
export function usePeopleDirectory(): PeopleDirectory {
  const directory = directories(useBoardSession())
  useEffect(() => directory.start(), [directory])
  return useExternal(directory.people)
}

/** `name(actor)`: the name of an actor on this board. */
export function usePersonName(): (actor: string) => string {
  const { miss } = directories(useBoardSession())
  const people = usePeopleDirectory()
  const unnamed = new Set<string>()
  useEffect(() => miss(unnamed))
  return (actor) => {
    if (!people.has(actor)) unnamed.add(actor)
    return personName(people, actor)
  }
}

export function personName(people: PeopleDirectory, actor: string): string {
  const known = people.get(actor)?.name
  if (known) return known
  if (actor === "system") return words.system
  if (actor.startsWith("rule:")) return words.rule(actor.slice("rule:".length))
  return words.somebody
}

/** Not the relay, nor a rule: those are named by themselves. */
const PERSON = /^(?:user|guest|shared|key):/
const AGAIN_AFTER_MS = 5_000
const MOST_TRIES = 4

const directories = perSession((session: BoardSession) => {
  const people = cell<PeopleDirectory>(new Map())
  let askedAt = Number.NEGATIVE_INFINITY
  let isStarted = false
  let isPlanned = false
  let failures = 0
  const refresh = async () => {
    const tooEarlyMs = askedAt + AGAIN_AFTER_MS - performance.now()
    if (tooEarlyMs > 0) {
      // Whoever came just now is known a moment later.
      if (!isPlanned) setTimeout(planned, tooEarlyMs)
      isPlanned = true
      return
    }
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
  /** A failure meanwhile may have put it off: then it is planned anew. */
  const planned = () => {
    isPlanned = false
    void refresh()
  }
  const meet = (actors: readonly string[]) => {
    if (actors.some((actor) => !people.get().has(actor))) void refresh()
  }
  /** Asked for once each: somebody who has left for good has no name any more. */
  const missed = new Set<string>()
  const miss = (actors: ReadonlySet<string>) => {
    const fresh = [...actors].filter((actor) => PERSON.test(actor) && !missed.has(actor))
    for (const actor of fresh) missed.add(actor)
    if (isStarted) meet(fresh)
  }
  let wasAway = false
  /** Whoever came while there was no connection is in the state that follows it, not among the entries. */
  const cameBack = () => {
    const { kind } = session.save.get()
    if (kind === "offline" || kind === "not-live") wasAway = true
    else if (wasAway && (kind === "saved" || kind === "saving")) {
      wasAway = false
      missed.clear()
      void refresh()
    }
  }
  return {
    people,
    miss,
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
