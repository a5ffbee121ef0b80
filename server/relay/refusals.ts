/**
 * Edits that were taken back and whose authors have not seen that yet: whose and how many, while the words stay in the
 * store. A person keeps a bounded number of them, the newest, so that nobody fills the disk with what is refused.
 */
import type { ActorId } from "../../shared/ids.ts"
import type { Instant } from "../../shared/time.ts"
import type { Journal, RefusalRow } from "../store/store.ts"
import type { RelayLimits } from "./limits.ts"

type Listed = Awaited<ReturnType<Journal["listRefusals"]>>[number]

/** Numbers follow the clock, so that none comes twice even when all before it are gone. */
const PER_MS = 1_000

export class Refusals {
  readonly #of = new Map<ActorId, Omit<Listed, "actor">[]>()
  #last = 0

  constructor(listed: readonly Listed[]) {
    for (const { actor, ...one } of listed) {
      this.#listOf(actor).push(one)
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
    const list = this.#listOf(actor)
    list.push({ no, chars: body.length })
    let chars = list.reduce((sum, one) => sum + one.chars, 0)
    const ended: number[] = []
    while (list.length > 1 && (list.length > limits.refusalsPerPerson || chars > limits.refusalCharsPerPerson)) {
      const oldest = list.shift()
      if (!oldest) break
      chars -= oldest.chars
      ended.push(oldest.no)
    }
    return ended
  }

  /** False when this person has none of that number. */
  end(actor: ActorId, no: number): boolean {
    const list = this.#of.get(actor) ?? []
    const left = list.filter((one) => one.no !== no)
    if (left.length === 0) this.#of.delete(actor)
    else this.#of.set(actor, left)
    return left.length < list.length
  }

  #listOf(actor: ActorId): Omit<Listed, "actor">[] {
    const list = this.#of.get(actor) ?? []
    this.#of.set(actor, list)
    return list
  }
}
