/** What the commands of a batch look at beside the board itself, brought along before the batch runs: it never waits. */
import type * as Y from "yjs"
import type { Someone } from "../../shared/handoff/parties.ts"
import type { Promises } from "../../shared/promises/fold.ts"
import { StoreError } from "../store/store.ts"
import { needsCrew, textsFor } from "./board-questions.ts"
import type { Channel } from "./channel.ts"
import type { Work } from "./work.ts"

export interface Beside {
  readonly doc: Y.Doc
  readonly promises: Promises
  readonly texts: ReadonlyMap<string, Channel>
  openText(textId: string): Promise<Channel>
  crew(): Promise<readonly Someone[]>
  failed(event: string, failure: unknown): void
}

/** Opens the texts of briefs, and asks who is there to take something over. Rejects when the store does not answer. */
export async function prepare(works: readonly Work[], beside: Beside): Promise<readonly Someone[]> {
  const commands = works.flatMap((work) => (work.kind === "command" ? [work.command] : []))
  const texts = new Set(commands.flatMap((command) => textsFor(command, beside.doc, beside.promises)))
  await Promise.all([...texts].filter((id) => !beside.texts.has(id)).map((id) => openText(id, beside)))
  return commands.some(needsCrew) ? beside.crew() : []
}

/** A text that cannot be read must not hold the board up: to whoever asks, it is empty. */
async function openText(textId: string, beside: Beside): Promise<void> {
  try {
    await beside.openText(textId)
  } catch (error) {
    if (error instanceof StoreError) throw error
    beside.failed("a text cannot be read", error)
  }
}
