/** Starts the worker that reads an import file, with bounds on what a hostile file may cost. */
import { Worker } from "node:worker_threads"
import type { Imported, ImportFormat, ImportProblem } from "../../shared/import/seed.ts"
import { err, type Result } from "../../shared/result.ts"
import { type Instant, MINUTE_MS } from "../../shared/time.ts"

export interface ImportJob {
  readonly format: ImportFormat
  readonly text: string
  readonly now: Instant
  readonly knownActors: readonly string[]
}
export type ImportMessage =
  | { readonly kind: "progress"; readonly done: number; readonly total: number }
  | { readonly kind: "done"; readonly result: Result<Imported, ImportProblem> }

const MOST_MEMORY_MB = 1_500
const LONGEST_MS = 2 * MINUTE_MS

const TOO_MUCH: ImportProblem = {
  code: "too-large",
  words: "The file takes more memory or time to read than this server gives to one import.",
  advice: "Split the board in two and import the parts.",
}

export function importInWorker(
  job: ImportJob,
  onProgress: (done: number, total: number) => void,
): Promise<Result<Imported, ImportProblem>> {
  const isSource = import.meta.url.endsWith(".ts")
  const file = isSource
    ? new URL("./source-worker.mjs", import.meta.url)
    : new URL("./import-worker.js", import.meta.url)
  const resourceLimits = { maxOldGenerationSizeMb: MOST_MEMORY_MB }
  const worker = new Worker(file, { workerData: job, resourceLimits, execArgv: [] })
  return new Promise<Result<Imported, ImportProblem>>((resolve, reject) => {
    const late = setTimeout(() => resolve(err(TOO_MUCH)), LONGEST_MS)
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
