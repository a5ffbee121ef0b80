/**
 * A board with a past, made through the real server on the real SQLite store: edits by a client, comments with words, a
 * checkpoint every 20 entries, and a tail that is not signed yet. Tests change copies of its file.
 */
import { copyFileSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { onTestFinished } from "vitest"
import { CHECKPOINT_KEY_FILE, PUBLIC_KEY_FILE } from "../../../server/ledger/checkpoint-key.ts"
import { copyDatabaseSync } from "../../../server/store/sqlite-backup.ts"
import { openDatabase } from "../../../server/store/sqlite-database.ts"
import type { Checkpoint } from "../../../server/store/store.ts"
import { runVerify } from "../../../server/verify/run.ts"
import { RawClient } from "../../support/raw-client.ts"
import { startServer, type TestServer } from "../../support/server.ts"

export const DATABASE = "throughline.sqlite"
const CHECKPOINT_EVERY = 20
const COMMENTS = 91
const EDITS = 24

export interface PlayedBoard {
  readonly server: TestServer
  readonly board: string
  /** A copy of the file as it was with an unsigned tail. */
  readonly original: string
  readonly entries: number
  readonly checkpoints: readonly Checkpoint[]
  remove(): Promise<void>
}

export async function playBoard(): Promise<PlayedBoard> {
  const server = await startServer({ config: { limits: { checkpointEntries: CHECKPOINT_EVERY } } })
  const board = (await server.createBoard("Ward 7", "ward-shift")).id
  await server.createBoard("Ward 8", "plain-kanban")
  const client = await new RawClient({ url: `${server.wsUrl}/sync/${board}`, headers: server.admin.headers }).connect()
  const cards = [...client.doc.getMap<{ set(key: string, value: unknown): void }>("cards")]
  for (let n = 0; n < EDITS; n++) {
    cards[n % cards.length]?.[1].set(
      n % 2 ? "next" : "severity",
      n % 2 ? `Step ${n}` : ["watch", "critical"][(n / 2) % 2],
    )
    await client.allSaved()
  }
  for (let n = 0; n < COMMENTS; n++) {
    const command = { id: `comment-${n}`, kind: "comment.add", card: cards[n % cards.length]?.[0], text: `Seen ${n}` }
    const answer = await server.admin.ask("POST", `/boards/${board}/commands`, command)
    if (answer.status !== 200) throw new Error(JSON.stringify(answer))
  }
  client.terminate()
  const folder = mkdtempSync(join(tmpdir(), "throughline-verify-"))
  const original = join(folder, DATABASE)
  copyDatabaseSync(join(server.dataDir, DATABASE), original)
  for (const name of [CHECKPOINT_KEY_FILE, PUBLIC_KEY_FILE])
    copyFileSync(join(server.dataDir, name), join(folder, name))
  const database = openDatabase(original)
  const checkpoints = database
    .prepare("select * from checkpoint where board = ? order by seq")
    .all(board) as unknown as Checkpoint[]
  const { n } = database.prepare("select max(seq) as n from entry where board = ?").get(board) as { n: number }
  database.close()
  const remove = async () => {
    rmSync(folder, { recursive: true, force: true })
    await server.close()
  }
  return { ...{ server, board, original, checkpoints, remove }, entries: n }
}

/** A copy of the file with the key beside it, in a folder of its own. */
export function copyOf({ original }: PlayedBoard, files: readonly string[] = [DATABASE, PUBLIC_KEY_FILE]): string {
  const folder = mkdtempSync(join(tmpdir(), "throughline-verify-"))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const name of files) copyFileSync(join(original, "..", name), join(folder, name))
  return join(folder, DATABASE)
}

/** What the command says, and its exit code. */
export async function verify(...args: readonly string[]): Promise<{ readonly code: number; readonly says: string }> {
  let says = ""
  const say = (text: string) => {
    says += text
  }
  const code = await runVerify({ args, env: {}, say })
  return { code, says }
}
