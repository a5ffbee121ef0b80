/** A process to be killed: commits to the given boards without end and prints every answer as soon as it has it. */
import { writeSync } from "node:fs"
import { openSqliteStore } from "../../server/store/sqlite-store.ts"
import type { BoardId } from "../../shared/ids.ts"
import { nthAppend } from "./builders.ts"

const [path, ...boards] = process.argv.slice(2) as [string, ...BoardId[]]
const store = await openSqliteStore(path)

async function appendForEver(board: BoardId): Promise<never> {
  let position = (await store.journal.load(board))?.head.position ?? 0
  for (;;) {
    const [result] = await store.journal.append([nthAppend(board, position + 1)])
    if (result?.ok !== true) throw new Error(`Conflict on ${board} at ${position}.`)
    position = result.position
    writeSync(1, `${board} ${position}\n`)
  }
}

await Promise.all(boards.map(appendForEver))
