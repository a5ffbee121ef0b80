/** What must hold of every ledger, whoever wrote at whatever moment: the laws of handoffs, entry by entry. */
import { clockDue } from "../../shared/handoff/clocks.ts"
import { isOpen } from "../../shared/handoff/handoff.ts"
import type { Entry } from "../../shared/model/entry.ts"
import { fold, noPromises, type Promises } from "../../shared/promises/fold.ts"

/** Who asked for what: the id of every command, by whom. */
export type AskedBy = ReadonlyMap<string, string>

/** The clock's own steps. Everything else is somebody's word. */
const OF_THE_RELAY: ReadonlySet<string> = new Set(["handoff.expired", "handoff.reminded", "handoff.returned"])
const OF_A_PERSON = /^(handoff|check|comment)\.|^card\.(taken|released)$/
const MOVES_THE_CARD: ReadonlySet<string> = new Set([
  ...["card.taken", "card.released", "handoff.announced", "handoff.offered", "handoff.accepted", "handoff.taken-over"],
  ...["handoff.sent-back", "handoff.verified", "handoff.recalled", "handoff.cancelled"],
])

/** The first law that a ledger breaks, as a sentence; undefined when it breaks none. */
export function lawBroken(entries: readonly Entry[], asked: AskedBy): string | undefined {
  const state = noPromises()
  const seen = {
    ...{ offers: new Map<string, number>(), levels: new Map<string, number>() },
    ...{ causes: new Set<string>(), lines: new Set<string>() },
  }
  for (const [index, entry] of entries.entries()) {
    if (entry.seq !== index + 1) return `a gap before entry ${entry.seq}`
    const before = new Map(Object.entries(state.cards).map(([id, { accountable }]) => [id, accountable]))
    const broken =
      ofEntry(entry, seen, asked) ??
      ofClock(entry, state) ??
      ofLine(entry, entries, seen, asked) ??
      ofState(fold(state, entry), before, entry)
    if (broken !== undefined) return `entry ${entry.seq} (${entry.kind} by ${entry.actor}): ${broken}`
  }
  return undefined
}

function ofClock({ kind, at, data }: Entry, { handoffs }: Promises): string | undefined {
  const handoff = kind === "handoff.expired" ? handoffs[String(data?.handoff)] : undefined
  return handoff && at < clockDue(handoff) ? "escalated before its time" : undefined
}

interface Seen {
  readonly offers: Map<string, number>
  readonly levels: Map<string, number>
  readonly causes: Set<string>
  readonly lines: Set<string>
}

/** A promise that came too late names an earlier entry of somebody else, was asked for by its person, and is there once. */
function ofLine(line: Entry, entries: readonly Entry[], { lines }: Seen, asked: AskedBy): string | undefined {
  if (line.kind !== "promise.superseded") return undefined
  const { actor, cause, data } = line
  const counted = entries[Number(cause) - 1]
  if (!counted || counted.seq >= line.seq || counted.card !== line.card) return "lost against nothing"
  if (counted.actor === actor) return "lost against oneself"
  if (asked.get(String(data?.command)) !== actor) return "a promise that this person never asked for"
  const id = `${actor} ${String(data?.promise)} ${String(data?.handoff)} ${cause}`
  if (lines.has(id)) return "one loss, two lines"
  lines.add(id)
  return undefined
}

function ofEntry({ kind, actor, data, cause }: Entry, { offers, levels, causes }: Seen, asked: AskedBy) {
  const handoff = String(data?.handoff)
  if (kind === "handoff.offered" || kind === "handoff.reassigned") {
    offers.set(handoff, (offers.get(handoff) ?? 0) + 1)
    levels.set(handoff, 0)
  }
  if (kind === "handoff.accepted" && !offers.has(handoff)) return "accepted without an offer"
  if (kind === "handoff.expired") {
    const level = (levels.get(handoff) ?? 0) + 1
    levels.set(handoff, level)
    if (data?.level !== level) return `escalated to ${String(data?.level)} where ${level} was next`
    if (actor !== "system") return "escalated by somebody else than the relay"
  }
  if (actor === "system" || !OF_A_PERSON.test(kind)) return undefined
  if (OF_THE_RELAY.has(kind) && kind !== "handoff.returned") return "the relay's own step, taken by a person"
  if (cause === undefined || asked.get(cause) !== actor) return "a promise that this person never asked for"
  if (causes.has(cause)) return "one command, two facts"
  causes.add(cause)
  return undefined
}

function ofState(state: Promises, before: ReadonlyMap<string, string | null>, { kind, actor, card: of }: Entry) {
  for (const [id, card] of Object.entries(state.cards)) {
    const open = Object.values(state.handoffs).filter((handoff) => handoff.card === id && isOpen(handoff))
    if (open.length > 1) return `${open.length} open handoffs of ${id}`
    if (open[0] && card.accountable !== open[0].sender) return `${id} is offered, and its sender is not accountable`
    const was = before.get(id) ?? null
    if (was === card.accountable) continue
    if (!MOVES_THE_CARD.has(kind) || of !== id) return `${id} changed hands`
    const isTaking = kind === "handoff.accepted" || kind === "handoff.taken-over" || kind === "card.taken"
    if (isTaking && card.accountable !== actor) return `${id} went to somebody who did not take it`
  }
  return undefined
}
