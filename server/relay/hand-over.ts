/** An accepted handoff to a lane takes its card there, in the same commit: the promise and the board never disagree. */
import { randomInt } from "node:crypto"
import type * as Y from "yjs"
import type { Change } from "../../shared/change/change.ts"
import { thingMap } from "../../shared/doc/layout.ts"
import { placeOf } from "../../shared/model/card.ts"
import type { EntryDraft } from "../../shared/model/entry.ts"
import { rankBetween } from "../../shared/model/rank.ts"
import type { Promises } from "../../shared/promises/fold.ts"
import { handoffOf } from "../../shared/promises/questions.ts"
import { readRegister } from "../referee/observe.ts"

/** The move that a fact asks for: to the end of the lane that the card was offered to. */
export function moveAfter(fact: EntryDraft, doc: Y.Doc, promises: Promises): Change | undefined {
  const { card } = fact
  if (fact.kind !== "handoff.accepted" || card === undefined) return undefined
  const target = handoffOf(promises, String(fact.data?.handoff))?.to
  const from = readRegister(doc, "cards", card, "place")
  if (target?.kind !== "lane" || placeOf({ place: from })?.[0] === target.id) return undefined
  if (!thingMap(doc, "lanes").has(target.id)) return undefined
  const rank = rankBetween(lastRankIn(doc, target.id), undefined, randomInt(65_536))
  return { kind: "set", root: "cards", id: card, key: "place", from, to: [target.id, rank] }
}

function lastRankIn(doc: Y.Doc, lane: string): string | undefined {
  let last: string | undefined
  for (const id of thingMap(doc, "cards").keys()) {
    const place = placeOf({ place: readRegister(doc, "cards", id, "place") })
    if (place?.[0] === lane && (last === undefined || place[1] > last)) last = place[1]
  }
  return last
}
