/** Reads one import file beside the main thread, so that boards stay live while a large file is taken apart. */
import { randomInt } from "node:crypto"
import { parentPort, workerData } from "node:worker_threads"
import { importBoard } from "../../shared/import/import-board.ts"
import { newId } from "../auth/tokens.ts"
import type { ImportJob, ImportMessage } from "./import-thread.ts"

const { format, text, now, knownActors } = workerData as ImportJob
const tell = (message: ImportMessage) => parentPort?.postMessage(message)

const result = importBoard(format, text, {
  now,
  newId,
  jitter: () => randomInt(65_536),
  knownActors: new Set(knownActors),
  onProgress: (done, total) => tell({ kind: "progress", done, total }),
})
tell({ kind: "done", result })
