/** Which commands have been answered with yes: asked again, they get the same answer and happen no second time. */
import type { Answer } from "../../shared/command/command.ts"
import type { BoardId } from "../../shared/ids.ts"
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
    for (const [id, answer] of answers) if (answer.ok) this.#recent.set(id, answer)
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
    const [entry] = await this.#journal.readEntries(this.#board, { since: seq - 1, limit: 1 })
    return { id, ok: true, seq, hash: entry?.hash ?? "" }
  }
}
