/** Reads one import file beside the main thread, so that boards stay live while a large file is taken apart. */
import { parentPort, workerData } from "node:worker_threads"
import { importBoard } from "../../shared/import/import-board.ts"
import { firstCommit } from "./first-commit.ts"
import type { ImportJob, ImportMessage } from "./import-thread.ts"
import { seedSource } from "./new-board.ts"

const { format, text, now, knownActors, board } = workerData as ImportJob
const tell = (message: ImportMessage) => parentPort?.postMessage(message)

const imported = importBoard(format, text, {
  ...seedSource(now),
  knownActors: new Set(knownActors),
  onProgress: (done, total) => tell({ kind: "progress", done, total }),
})
if (imported.ok) {
  const { seed, report } = imported.value
  const commit = board && { commit: firstCommit(board.id, seed, board.actor, now) }
  tell({ kind: "done", result: { ok: true, value: { report, name: seed.name, ...commit } } })
} else tell({ kind: "done", result: imported })
