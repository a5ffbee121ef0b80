/** A backup in a thread of its own, so that neither requests nor commits wait for it. */
import { SqliteThread } from "./sqlite-thread.ts"

/** Resolves when the copy is complete, checked and on the disk. */
export async function copyDatabase(from: string, to: string): Promise<void> {
  const thread = await SqliteThread.start({ copy: { from, to } })
  await thread.ended
}
