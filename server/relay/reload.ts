/** Brings the open documents of a board back to what is stored. */
import * as Y from "yjs"
import type { BoardId } from "../../shared/ids.ts"
import { encodeSync, SYNC } from "../../shared/wire/frames.ts"
import { BOARD_DOC, type Store } from "../store/store.ts"
import { type Loaded, loadState } from "./board-state.ts"
import type { Channel } from "./channel.ts"
import { damageOf } from "./damage.ts"
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
  for (const [name, stored] of texts) channels.get(name)?.reload(stored)
  const isDamaged = damageOf(loaded.ledger) ?? channels.get(BOARD_DOC)?.damage
  // They come back, and are told then that what they have cannot be sent for now.
  for (const channel of channels.values())
    if (isDamaged ?? channel.damage) for (const connection of channel.connections) connection.close("room-reloaded")
  return loaded
}

/** Everything there is, to everybody: they may lack something that was stored without us. */
export function sendWhole(channels: Iterable<Channel>): void {
  for (const { doc, connections } of channels) {
    const whole = framed(encodeSync(SYNC.update, Y.encodeStateAsUpdate(doc)))
    for (const { outbox } of connections) outbox.sendFramed(whole)
  }
}
