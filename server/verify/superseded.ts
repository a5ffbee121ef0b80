/**
 * Lines of promises that came too late, checked against the entries that they name: each lost against an earlier entry of
 * somebody else about the same card (and, where the rule says so, the same handoff), tells it as it stands, and is there once.
 */
import type { Body } from "./check-ledger.ts"

/** What these rules lose against is about the card, or another handoff of it. Of all others it is the handoff's own. */
const ABOUT_THE_CARD = new Set("H1 H3 H17 H18".split(" "))

const CARD_PROMISES = new Set(["card.taken", "card.released"])

export class SupersededCheck {
  /** Entries against which something can be lost, by number. */
  readonly #counted = new Map<number, Body>()
  readonly #lines = new Set<string>()
  /** A sentence about the first line that is not in order. */
  fault: string | undefined

  take(body: Body): void {
    if (body.kind === "promise.superseded") this.fault ??= this.#faultOf(body)
    else if (
      typeof body.card === "string" &&
      (dataOf(body).handoff !== undefined || CARD_PROMISES.has(String(body.kind)))
    )
      this.#counted.set(Number(body.seq), body)
  }

  #faultOf(line: Body): string | undefined {
    const { promise, handoff, rule, against } = dataOf(line)
    const says = `Entry ${String(line.seq)} says that a promise lost against entry ${String(line.cause)}`
    const counted = this.#counted.get(Number(line.cause))
    if (counted === undefined) return `${says}, which is no such entry before it.`
    if (counted.card !== line.card) return `${says}, which is about another card.`
    if (!ABOUT_THE_CARD.has(String(rule)) && dataOf(counted).handoff !== handoff)
      return `${says}, which is about another handoff.`
    if (counted.actor === line.actor) return `${says}, which is by the same person.`
    const { kind, by, at } = (against ?? {}) as Body
    if (kind !== counted.kind || by !== counted.actor || at !== counted.at)
      return `${says}, and tells that one in another way than it stands there.`
    const id = JSON.stringify([line.actor, promise, handoff ?? null, line.cause])
    if (this.#lines.has(id)) return `${says} a second time.`
    this.#lines.add(id)
    return undefined
  }
}

const dataOf = (body: Body): Body => (body.data ?? {}) as Body
