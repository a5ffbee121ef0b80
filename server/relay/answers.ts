/**
 * Which commands have left an entry: asked again, they get the same answer and happen no second time. That is every yes to
 * something new, and the no to a promise that came too late.
 */
import type { Answer } from "../../shared/command/command.ts"
import { type Refusal, RULES, type RuleId } from "../../shared/errors.ts"
import type { BoardId } from "../../shared/ids.ts"
import { openEntry } from "../../shared/model/entry.ts"
import { SUPERSEDED } from "../../shared/promises/superseded-line.ts"
import type { Journal } from "../store/store.ts"
import type { Work } from "./work.ts"

const KEPT = 2_000

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
    for (const [id, answer] of answers) if ("seq" in answer) this.#recent.set(id, answer)
  }

  async find(works: readonly Work[]): Promise<ReadonlyMap<string, Answer>> {
    const found = new Map<string, Answer>()
    for (const work of works) {
      if (work.kind !== "command") continue
      const { id } = work.command
      const answer = this.#recent.get(id) ?? (await this.#stored(id))
      if (answer) found.set(id, answer)
    }
    return found
  }

  async #stored(id: string): Promise<Answer | undefined> {
    const seq = await this.#journal.findCommand(this.#board, id)
    if (seq === undefined) return undefined
    const [sealed] = await this.#journal.readEntries(this.#board, { since: seq - 1, limit: 1 })
    if (sealed?.kind !== SUPERSEDED) return { id, ok: true, seq, hash: sealed?.hash ?? "" }
    const { rule, told } = openEntry(sealed).data as { rule: RuleId; told: Refusal["data"] & {} }
    return refusedAnswer(id, { rule, data: told }, seq)
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
