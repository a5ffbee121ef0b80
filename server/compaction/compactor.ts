/**
 * Merges a document's updates into one snapshot, in a worker thread and from the stored bytes, so that neither the room nor
 * the event loop waits. One document at a time.
 */
import { Worker } from "node:worker_threads"
import type { BoardId } from "../../shared/ids.ts"
import { BOARD_DOC, type Journal } from "../store/store.ts"
import type { MergeJob, MergeResult } from "./merge-worker.ts"

export interface Compactable {
  readonly name: string
  readonly updatesSinceSnapshot: number
  readonly bytesSinceSnapshot: number
  compacted(updates: number, bytes: number, snapshotBytes: number): void
}

export interface CompactorLog {
  info(event: string, fields?: Readonly<Record<string, unknown>>): void
  error(event: string, fields?: Readonly<Record<string, unknown>>): void
}

const IDLE_MS = 10_000

export class Compactor {
  readonly #journal: Journal
  readonly #log: CompactorLog
  readonly #queue = new Map<string, { readonly board: BoardId; readonly doc: Compactable }>()
  #worker: Worker | undefined
  #idle: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  #isClosed = false

  constructor(journal: Journal, log: CompactorLog) {
    this.#journal = journal
    this.#log = log
  }

  /** Asks for a compaction; asking again while one waits or runs changes nothing. */
  request(board: BoardId, doc: Compactable): void {
    const key = `${board}/${doc.name}`
    if (this.#isClosed || this.#queue.has(key)) return
    this.#queue.set(key, { board, doc })
    this.#running ??= this.#run()
  }

  /** Resolves when nothing waits any more. */
  async settled(): Promise<void> {
    await this.#running
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#running
    await this.#worker?.terminate()
  }

  async #run(): Promise<void> {
    clearTimeout(this.#idle)
    for (const [key, { board, doc }] of this.#queue) {
      if (!this.#isClosed)
        await this.#compact(board, doc).catch((error: unknown) =>
          this.#log.error("compaction failed", { board, why: error instanceof Error ? error.message : undefined }),
        )
      this.#queue.delete(key)
    }
    this.#running = undefined
    this.#idle = setTimeout(() => void this.#endWorker(), IDLE_MS)
    this.#idle.unref()
  }

  async #compact(board: BoardId, doc: Compactable): Promise<void> {
    const startedAt = performance.now()
    const stored = await this.#journal.loadDoc(board, doc.name)
    const bytes = stored.updates.reduce((sum, update) => sum + update.length, 0)
    const result = await this.#merge({
      snapshot: stored.snapshot,
      updates: stored.updates,
      isBoard: doc.name === BOARD_DOC,
    })
    if ("error" in result) throw new Error(result.error)
    await this.#journal.compact(board, doc.name, stored.position, result.snapshot)
    doc.compacted(stored.updates.length, bytes, result.snapshot.length)
    const ms = Math.round(performance.now() - startedAt)
    this.#log.info("document compacted", { board, updates: stored.updates.length, bytes, ms })
  }

  #merge(job: MergeJob): Promise<MergeResult> {
    this.#worker ??= startWorker()
    const worker = this.#worker
    return new Promise((resolve, reject) => {
      const done = (settle: () => void) => {
        worker.off("message", onMessage)
        worker.off("error", onError)
        worker.off("exit", onExit)
        settle()
      }
      const onMessage = (result: MergeResult) => done(() => resolve(result))
      const onError = (error: Error) => {
        this.#worker = undefined
        done(() => reject(error))
      }
      const onExit = () => onError(new Error("the merge worker ended"))
      worker.on("message", onMessage)
      worker.on("error", onError)
      worker.on("exit", onExit)
      worker.postMessage(job)
    })
  }

  async #endWorker(): Promise<void> {
    const worker = this.#worker
    this.#worker = undefined
    await worker?.terminate()
  }
}

/** Beside this file, built or not. */
function startWorker(): Worker {
  const isSource = import.meta.url.endsWith(".ts")
  const file = isSource
    ? new URL("./source-worker.mjs", import.meta.url)
    : new URL("./merge-worker.js", import.meta.url)
  const worker = new Worker(file, { execArgv: [] })
  worker.unref()
  return worker
}
