/**
 * Edits that were taken back and whose authors have not seen that yet: whose and how many, while the words stay in the
 * store. A person keeps a bounded number of them, the newest, so that nobody fills the disk with what is refused; and so does
 * a board, because one link may bring any number of guests. There the ones who have most give way first.
 */
import type { ActorId } from "../../shared/ids.ts"
import type { Instant } from "../../shared/time.ts"
import type { Journal, RefusalRow } from "../store/store.ts"
import type { RelayLimits } from "./limits.ts"

type Listed = Awaited<ReturnType<Journal["listRefusals"]>>[number]

/** Numbers follow the clock, so that none comes twice even when all before it are gone. */
const PER_MS = 1_000

interface Kept {
  readonly list: Omit<Listed, "actor">[]
  chars: number
}

export class Refusals {
  readonly #of = new Map<ActorId, Kept>()
  #last = 0
  #count = 0
  #chars = 0

  constructor(listed: readonly Listed[]) {
    for (const { actor, ...one } of listed) {
      this.#put(actor, one)
      this.#last = Math.max(this.#last, one.no)
    }
  }

  has(actor: ActorId): boolean {
    return this.#of.has(actor)
  }

  nextNo(at: Instant): number {
    this.#last = Math.max(this.#last + 1, at * PER_MS)
    return this.#last
  }

  /** Returns the numbers of those that must go because of it. */
  add({ actor, no, body }: RefusalRow, limits: RelayLimits): readonly number[] {
    const { refusalsPerPerson, refusalCharsPerPerson, refusalsPerBoard, refusalCharsPerBoard } = limits
    const own = this.#put(actor, { no, chars: body.length })
    const ended: number[] = []
    while (own.list.length > 1 && (own.list.length > refusalsPerPerson || own.chars > refusalCharsPerPerson))
      ended.push(this.#endAt(actor, own, 0))
    while (this.#count > 1 && (this.#count > refusalsPerBoard || this.#chars > refusalCharsPerBoard))
      ended.push(this.#endAt(...this.#largest(), 0))
    return ended
  }

  /** False when this person has none of that number. */
  end(actor: ActorId, no: number): boolean {
    const own = this.#of.get(actor)
    const at = own?.list.findIndex((one) => one.no === no) ?? -1
    if (!own || at < 0) return false
    this.#endAt(actor, own, at)
    return true
  }

  #put(actor: ActorId, one: Omit<Listed, "actor">): Kept {
    const own = this.#of.get(actor) ?? { list: [], chars: 0 }
    this.#of.set(actor, own)
    own.list.push(one)
    own.chars += one.chars
    this.#count++
    this.#chars += one.chars
    return own
  }

  #endAt(actor: ActorId, own: Kept, at: number): number {
    const [one] = own.list.splice(at, 1) as [Omit<Listed, "actor">]
    own.chars -= one.chars
    this.#count--
    this.#chars -= one.chars
    if (own.list.length === 0) this.#of.delete(actor)
    return one.no
  }

  #largest(): [ActorId, Kept] {
    return [...this.#of].reduce((most, other) => (other[1].chars > most[1].chars ? other : most))
  }
}
