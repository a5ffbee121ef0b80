/**
 * What waits for the person at this browser, kept up to date on the side. Asking needs the whole board, so it is asked at
 * most a few times a second however fast the board changes, and the answer stays the same object until it differs.
 */
import type { Handoff } from "../../shared/handoff/handoff.ts"
import type { ActorId } from "../../shared/ids.ts"
import { type CardPromise, noPromises } from "../../shared/promises/fold.ts"
import { isTooLate, type Need, needsMe, type Tried } from "../../shared/promises/needs-me.ts"
import { readDrafts } from "../handoff/read-drafts.ts"
import { perSession } from "../hooks/per-session.ts"
import type { BoardSession, External, Me } from "../sync/board-session.ts"
import { cell } from "../sync/external.ts"

/** From a promise to the next look at the whole board. */
const PROMISE_MS = 300
/** After an edit there is more time: it seldom changes what waits, and on a busy board edits never stop. */
const EDIT_MS = 2_000

class Needs {
  /** Undefined until it is known who asks. */
  readonly list: External<readonly Need[] | undefined>
  readonly #list = cell<readonly Need[] | undefined>(undefined)
  readonly #session: BoardSession
  #roles: readonly string[] | undefined
  #pause: ReturnType<typeof setTimeout> | undefined
  #pauseEnds = 0

  constructor(session: BoardSession) {
    this.#session = session
    this.list = this.#list
  }

  /** Follows the board for somebody with these crew roles; answers how to stop. */
  follow(roles: readonly string[]): () => void {
    const { model, me, onEntries } = this.#session
    this.#roles = roles
    const stale = () => this.#renewIn(PROMISE_MS)
    const edited = () => this.#renewIn(EDIT_MS)
    const stops = [
      model.subscribe("handoffs", stale),
      model.subscribe("view", edited),
      model.subscribe("huddle", stale),
      me.subscribe(stale),
    ]
    stops.push(readDrafts(this.#session).all.subscribe(stale))
    stops.push(onEntries((entries) => entries.some(({ kind }) => kind.startsWith("check.")) && stale()))
    this.#renew()
    return () => {
      for (const stop of stops) stop()
      clearTimeout(this.#pause)
      this.#pause = undefined
    }
  }

  /** At the latest; a look that is due sooner stands. */
  #renewIn(ms: number): void {
    const at = performance.now() + ms
    if (this.#pause !== undefined && this.#pauseEnds <= at) return
    clearTimeout(this.#pause)
    this.#pauseEnds = at
    this.#pause = setTimeout(() => {
      this.#pause = undefined
      this.#renew()
    }, ms)
  }

  /** My acceptances that wait or came too late. One that was heard is in the ledger: nothing is left to keep. */
  #tried(me: Me): Tried {
    const { model, now } = this.#session
    const drafts = readDrafts(this.#session)
    const tried = new Map<string, number>()
    for (const [id, { askedAt, lateAt }] of drafts.all.get()) {
      const handoff = model.handoff(id)
      if (!handoff || askedAt === undefined) continue
      if (handoff.receiver === me.actor) drafts.forget(id)
      else if (isTooLate(handoff, me.actor as ActorId)) {
        tried.set(id, askedAt)
        if (lateAt === undefined) drafts.keep(id, { lateAt: now() })
      }
    }
    return tried
  }

  #renew(): void {
    const me = this.#session.me.get()
    if (!me || !this.#roles) return
    const next = needsOf(this.#session, me, this.#roles, this.#tried(me))
    if (JSON.stringify(next) !== JSON.stringify(this.#list.get())) this.#list.set(next)
  }
}

export const needsOfSession = perSession((session) => new Needs(session))

function needsOf({ model }: BoardSession, me: Me, roles: readonly string[], tried: Tried) {
  const view = model.view()
  const handoffs = Object.fromEntries(model.handoffs().map((handoff): [string, Handoff] => [handoff.id, handoff]))
  const cards: Record<string, CardPromise> = {}
  for (const id of view.cards.keys()) {
    const promise = model.promise(id)
    if (promise) cards[id] = promise
  }
  return needsMe(
    me.actor as ActorId,
    roles,
    { ...noPromises(), cards, handoffs, actions: [...model.actions()] },
    view,
    me.role,
    tried,
  )
}

/** Things of one kind together; the kind with the most urgent thing first. */
export function groupedNeeds(needs: readonly Need[]): readonly (readonly [Need["kind"], readonly Need[]])[] {
  const groups = new Map<Need["kind"], Need[]>()
  for (const need of needs) groups.set(need.kind, [...(groups.get(need.kind) ?? []), need])
  return [...groups]
}

/** The same thing to do has the same key, however its clock goes on. */
export const needKey = ({ kind, card, handoff, seq, check, role }: Need): string =>
  [kind, card, handoff, seq, check, role].map((part) => part ?? "").join("|")
