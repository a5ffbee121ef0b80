/**
 * Who else is at a card: looking, typing, dragging. Sorted by card once for each change of presence, and a card whose company
 * is the same keeps the same object. A drag of which nothing was heard for three seconds is over.
 */
import { useSyncExternalStore } from "react"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { perSession } from "../../hooks/per-session.ts"
import type { BoardSession, Presence } from "../../sync/board-session.ts"
import { cell } from "../../sync/external.ts"

const DRAG_SILENCE_MS = 3_000

export interface Company {
  readonly looking: readonly Presence[]
  readonly typing: Presence | undefined
  readonly dragging: Presence | undefined
}
export interface Gathering {
  readonly byCard: ReadonlyMap<string, Company>
  /** Drags by the lane that they are over. */
  readonly byLane: ReadonlyMap<string, readonly Presence[]>
}

const ALONE: Company = { looking: [], typing: undefined, dragging: undefined }
const NO_DRAGS: readonly Presence[] = []
const NOBODY: Gathering = { byCard: new Map(), byLane: new Map() }

/** `drags`: the people whose drag is still heard of. */
export function gather(people: readonly Presence[], drags: ReadonlySet<Presence>, before: Gathering): Gathering {
  const byCard = new Map<string, Company>()
  const byLane = new Map<string, readonly Presence[]>()
  const join = (card: string, part: Partial<Company>) => byCard.set(card, { ...(byCard.get(card) ?? ALONE), ...part })
  for (const person of people) {
    if (person.card !== undefined)
      join(person.card, { looking: [...(byCard.get(person.card) ?? ALONE).looking, person] })
    const slash = person.editing?.indexOf("/") ?? -1
    if (person.editing && slash > 0) join(person.editing.slice(0, slash), { typing: person })
    if (!person.drag || !drags.has(person)) continue
    join(person.drag.card, { dragging: person })
    byLane.set(person.drag.lane, [...(byLane.get(person.drag.lane) ?? NO_DRAGS), person])
  }
  for (const [card, company] of byCard) {
    const known = before.byCard.get(card)
    if (known && isSameCompany(known, company)) byCard.set(card, known)
  }
  for (const [lane, drags] of byLane) {
    const known = before.byLane.get(lane)
    if (known && isSameList(known, drags)) byLane.set(lane, known)
  }
  return { byCard, byLane }
}

const isSameList = (a: readonly unknown[], b: readonly unknown[]) =>
  a.length === b.length && a.every((item, i) => item === b[i])
const isSameCompany = (a: Company, b: Company) =>
  a.typing === b.typing && a.dragging === b.dragging && isSameList(a.looking, b.looking)

const gatherings = perSession((session: BoardSession) => {
  const now = cell(NOBODY)
  const heard = new Map<number, { readonly drag: Presence["drag"]; readonly at: number }>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const renew = () => {
    timer = undefined
    const people = session.people.get()
    const since = performance.now() - DRAG_SILENCE_MS
    const drags = people.filter((person) => (heard.get(person.clientId)?.at ?? since) > since)
    now.set(gather(people, new Set(drags), now.get()))
    if (drags.length > 0) timer = setTimeout(renew, DRAG_SILENCE_MS / 3)
  }
  const onPeople = () => {
    for (const { clientId, drag } of session.people.get()) {
      if (!drag) heard.delete(clientId)
      else if (!isSameDrag(heard.get(clientId)?.drag, drag)) heard.set(clientId, { drag, at: performance.now() })
    }
    clearTimeout(timer)
    renew()
  }
  session.people.subscribe(onPeople)
  onPeople()
  return now
})

const isSameDrag = (a: Presence["drag"], b: Presence["drag"]) =>
  a?.card === b?.card && a?.lane === b?.lane && a?.index === b?.index

export function useCompany(card: string): Company {
  const gathering = gatherings(useBoardSession())
  return useSyncExternalStore(gathering.subscribe, () => gathering.get().byCard.get(card) ?? ALONE)
}
/** The others' cards in the air over a lane. */
export function useDragsOver(lane: string): readonly Presence[] {
  const gathering = gatherings(useBoardSession())
  return useSyncExternalStore(gathering.subscribe, () => gathering.get().byLane.get(lane) ?? NO_DRAGS)
}
