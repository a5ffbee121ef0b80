/** Starts the worker that reads an import file, with bounds on what a hostile file may cost. */
import { Worker } from "node:worker_threads"
import type { ActorId, BoardId } from "../../shared/ids.ts"
import type { ImportFormat, ImportProblem } from "../../shared/import/seed.ts"
import { err, type Result } from "../../shared/result.ts"
import { type Instant, MINUTE_MS } from "../../shared/time.ts"
import type { ImportReport } from "../../shared/wire/http.ts"
import type { Append } from "../store/store.ts"

export interface ImportJob {
  readonly format: ImportFormat
  readonly text: string
  readonly now: Instant
  readonly knownActors: readonly string[]
  /** The board to make of it; without one it is a dry run. */
  readonly board?: { readonly id: BoardId; readonly actor: ActorId }
}
export interface ReadFile {
  readonly report: ImportReport
  readonly name: string
  /** The board's first commit, unless it was a dry run. */
  readonly commit?: Append
}
export type ImportMessage =
  | { readonly kind: "progress"; readonly done: number; readonly total: number }
  | { readonly kind: "done"; readonly result: Result<ReadFile, ImportProblem> }

const MOST_MEMORY_MB = 1_500
const LONGEST_MS = 2 * MINUTE_MS

const TOO_MUCH: ImportProblem = {
  code: "too-large",
  words: "The file takes more memory or time to read than this server gives to one import.",
  advice: "Split the board in two and import the parts.",
}

const CANCELLED: ImportProblem = { code: "empty", words: "The import was cancelled.", advice: "Nothing was written." }

export function readInThread(
  job: ImportJob,
  onProgress: (done: number, total: number) => void,
  cancelled: AbortSignal,
): Promise<Result<ReadFile, ImportProblem>> {
  const isSource = import.meta.url.endsWith(".ts")
  const file = isSource
    ? new URL("./source-worker.mjs", import.meta.url)
    : new URL("./import-worker.js", import.meta.url)
  const resourceLimits = { maxOldGenerationSizeMb: MOST_MEMORY_MB }
  const worker = new Worker(file, { workerData: job, resourceLimits, execArgv: [] })
  return new Promise<Result<ReadFile, ImportProblem>>((resolve, reject) => {
    const late = setTimeout(() => resolve(err(TOO_MUCH)), LONGEST_MS)
    cancelled.addEventListener("abort", () => resolve(err(CANCELLED)))
    worker.on("message", (message: ImportMessage) => {
      if (message.kind === "progress") onProgress(message.done, message.total)
      else resolve(message.result)
    })
    worker.on("error", (error: NodeJS.ErrnoException) =>
      error.code === "ERR_WORKER_OUT_OF_MEMORY" ? resolve(err(TOO_MUCH)) : reject(error),
    )
    worker.on("exit", () => {
      clearTimeout(late)
      reject(new Error("the import ended without an answer"))
    })
  }).finally(() => worker.terminate())
}
