/**
 * Questions to the whole board, such as what is at risk. They cost a look at every card, so they are asked at most a few
 * times a second, at once when the huddle moves, and the answer stays the same object until it differs.
 */

import type { RiskAsked } from "../../shared/huddle/at-risk.ts"
import type { BoardView } from "../../shared/model/board-view.ts"
import type { Promises } from "../../shared/promises/fold.ts"
import { lateAfter } from "../card/due.ts"
import type { BoardSession, External } from "../sync/board-session.ts"
import { cell } from "../sync/external.ts"

const PROMISE_MS = 200
const EDIT_MS = 600
const AGE_MS = 10_000

export type Look<T> = (view: BoardView, promises: Promises, asked: RiskAsked) => T

export const lookAt = <T>({ model, now }: BoardSession, look: Look<T>): T =>
  look(model.view(), model.promises(), { now: now(), endOf: lateAfter })

/** Looks only while somebody listens. */
export function looking<T>(session: BoardSession, look: Look<T>): External<T> {
  const found = cell(lookAt(session, look))
  let listening = 0
  let stop = () => {}
  const renew = () => {
    const next = lookAt(session, look)
    if (JSON.stringify(next) !== JSON.stringify(found.get())) found.set(next)
  }
  return {
    get: found.get,
    subscribe(listener) {
      if (listening++ === 0) {
        renew()
        stop = follow(session, renew)
      }
      const stopListening = found.subscribe(listener)
      return () => {
        stopListening()
        if (--listening === 0) stop()
      }
    },
  }
}

function follow({ model, me, onEntries }: BoardSession, renew: () => void): () => void {
  let soon: ReturnType<typeof setTimeout> | undefined
  let dueAt = 0
  const renewIn = (ms: number) => () => {
    const at = performance.now() + ms
    if (soon !== undefined && dueAt <= at) return
    clearTimeout(soon)
    dueAt = at
    soon = setTimeout(() => {
      soon = undefined
      renew()
    }, ms)
  }
  const stops = [
    model.subscribe("huddle", renew),
    model.subscribe("handoffs", renewIn(PROMISE_MS)),
    model.subscribe("view", renewIn(EDIT_MS)),
    model.subscribe("meta", renewIn(EDIT_MS)),
    me.subscribe(renew),
    onEntries(renewIn(PROMISE_MS)),
  ]
  const ageing = setInterval(renew, AGE_MS)
  return () => {
    for (const stop of stops) stop()
    clearTimeout(soon)
    clearInterval(ageing)
  }
}
