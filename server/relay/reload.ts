/** Brings the open documents of a board back to what is stored. */
import * as Y from "yjs"
import type { BoardId } from "../../shared/ids.ts"
import { encodeSync, SYNC } from "../../shared/wire/frames.ts"
import { BOARD_DOC, type Store } from "../store/store.ts"
import { type Loaded, loadState } from "./board-state.ts"
import type { Channel } from "./channel.ts"
import { framed } from "./framed.ts"
import type { KeptFolds } from "./kept-folds.ts"

/** Rejects when the store does not answer; then nothing has changed. */
export async function reload(
  store: Store,
  board: BoardId,
  channels: Map<string, Channel>,
  keepRecent: number,
  folds: KeptFolds,
): Promise<Loaded> {
  const loaded = await loadState(store, board, keepRecent, folds)
  if (!loaded) throw new Error("the board is gone")
  const names = [...channels.keys()].filter((name) => name !== BOARD_DOC)
  const texts = await Promise.all(names.map(async (name) => [name, await store.journal.loadDoc(board, name)] as const))
  channels.get(BOARD_DOC)?.reload(loaded.stored.doc)
  for (const [name, stored] of texts) reloadText(channels, name, stored)
  return loaded
}

/** A text that cannot be read must not keep the board from being read. */
function reloadText(channels: Map<string, Channel>, name: string, stored: Parameters<Channel["reload"]>[0]): void {
  const channel = channels.get(name)
  try {
    channel?.reload(stored)
  } catch {
    // Whoever opens it next is told why; those who have it open must not go on with something that is not stored.
    for (const connection of channel?.connections ?? []) connection.expel("internal", "a text that cannot be read")
    channels.delete(name)
  }
}

/** Everything there is, to everybody: they may lack something that was stored without us. */
export function sendWhole(channels: Iterable<Channel>): void {
  for (const { doc, connections } of channels) {
    const whole = framed(encodeSync(SYNC.update, Y.encodeStateAsUpdate(doc)))
    for (const { outbox } of connections) outbox.sendFramed(whole)
  }
}
