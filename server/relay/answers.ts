/**
 * Which commands have left an entry: asked again, they get the same answer and happen no second time. That is every yes to
 * something new, and the no to a promise that came too late.
 */
import type { Answer } from "../../shared/command/command.ts"
import { type Refusal, RULES, type RuleId } from "../../shared/errors.ts"
import type { ActorId, BoardId } from "../../shared/ids.ts"
import { SUPERSEDED } from "../../shared/promises/superseded-line.ts"
import { openSealed } from "../ledger/open-sealed.ts"
import type { Journal } from "../store/store.ts"
import type { Work } from "./work.ts"

const KEPT = 2_000

/** Everybody numbers their own commands: an id that somebody else has used says nothing. */
export const commandKey = (actor: ActorId, id: string): string => `${actor} ${id}`

export class Answers {
  readonly #board: BoardId
  readonly #journal: Journal
  /** The newest, so that the store is not asked for what was said a moment ago. */
  readonly #recent = new Map<string, Answer>()

  constructor(board: BoardId, journal: Journal) {
    this.#board = board
    this.#journal = journal
  }

  keep(answers: ReadonlyMap<string, Answer>): void {
    if (this.#recent.size > KEPT) this.#recent.clear()
    for (const [key, answer] of answers) if ("seq" in answer) this.#recent.set(key, answer)
  }

  /** By `commandKey`. */
  async find(works: readonly Work[]): Promise<ReadonlyMap<string, Answer>> {
    const found = new Map<string, Answer>()
    for (const work of works) {
      if (work.kind !== "command") continue
      const { id } = work.command
      const key = commandKey(work.asker.actor, id)
      const answer = this.#recent.get(key) ?? (await this.#stored(key, id))
      if (answer) found.set(key, answer)
    }
    return found
  }

  async #stored(key: string, id: string): Promise<Answer | undefined> {
    const seq = await this.#journal.findCommand(this.#board, key)
    if (seq === undefined) return undefined
    const [sealed] = await this.#journal.readEntries(this.#board, { since: seq - 1, limit: 1 })
    if (sealed?.seq !== seq) return this.#lost(id)
    if (sealed.kind !== SUPERSEDED) return { id, ok: true, seq, hash: sealed.hash }
    const data = openSealed(sealed).data as { rule: RuleId; told: Refusal["data"] & {} } | undefined
    return refusedAnswer(id, data ? { rule: data.rule, data: data.told } : { rule: "D2" }, seq)
  }

  /** It was answered once, which is all that can be read of it: it must not happen again. */
  async #lost(id: string): Promise<Answer> {
    const [last] = await this.#journal.readEntries(this.#board, { limit: 1, newestFirst: true })
    return { id, ok: true, seq: last?.seq ?? 0, hash: last?.hash ?? "" }
  }
}

/** A rule's no; `seq` is the line in the ledger that tells of it, where there is one. */
export function refusedAnswer(id: string, { rule, data = {} }: Refusal, seq: number | undefined): Answer {
  const isTold = Object.keys(data).length > 0
  return {
    ...{ id, ok: false, code: "refused", rule, detail: RULES[rule] },
    ...(isTold ? { data } : {}),
    ...(seq === undefined ? {} : { seq }),
  }
}
