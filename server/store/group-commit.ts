/**
 * The commit is the batch: what arrives while one commit is being made durable is gathered and becomes the next one, so
 * many boards share one flush of the disk and a quiet board pays no waiting time.
 */
import type { Append, AppendResult, StoreError } from "./store.ts"

/** One caller's appends: they fail together, and each has its own result. */
export type Call = readonly Append[]
export type Outcome = readonly AppendResult[] | StoreError
export type CommitGroup = (calls: readonly Call[]) => Promise<readonly Outcome[]>

interface Waiting {
  readonly call: Call
  readonly resolve: (results: readonly AppendResult[]) => void
  readonly reject: (error: Error) => void
}

const MAX_CALLS = 256

export class GroupCommit {
  readonly #commit: CommitGroup
  #waiting: Waiting[] = []
  #running: Promise<void> | undefined

  constructor(commit: CommitGroup) {
    this.#commit = commit
  }

  append(call: Call): Promise<readonly AppendResult[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ call, resolve, reject })
      this.#running ??= this.#run()
    })
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    while (this.#running !== undefined) await this.#running
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      // The rest of what this turn of the loop brings belongs to the same group.
      await new Promise((resolve) => setImmediate(resolve))
      await this.#commitOnce(this.#waiting.splice(0, MAX_CALLS))
    }
    this.#running = undefined
  }

  async #commitOnce(group: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await this.#commit(group.map(({ call }) => call))
      for (const [i, { resolve, reject }] of group.entries()) {
        const outcome = outcomes[i]!
        if (outcome instanceof Error) reject(outcome)
        else resolve(outcome)
      }
    } catch (error) {
      for (const { reject } of group) reject(error as Error)
    }
  }
}
