/**
 * Turns a seed into a board's first journal, as one commit: the document, the long texts, and a ledger that tells where
 * all of it comes from.
 */
import * as Y from "yjs"
import { RELAY_CLIENT_IDS } from "../../shared/doc/layout.ts"
import { writeTextJson } from "../../shared/doc/rich-text.ts"
import { write } from "../../shared/doc/write.ts"
import type { ActorId, BoardId } from "../../shared/ids.ts"
import type { BoardSeed, SeedText } from "../../shared/import/seed.ts"
import { seedDrafts } from "../../shared/import/seed-drafts.ts"
import type { Instant } from "../../shared/time.ts"
import { Chain } from "../ledger/chain.ts"
import { BOARD_DOC, type Journal } from "../store/store.ts"

export async function plantBoard(
  journal: Journal,
  board: BoardId,
  seed: BoardSeed,
  actor: ActorId,
  now: Instant,
): Promise<void> {
  const chain = new Chain(board, { seq: 0, hash: "", at: 0 })
  const entries = seedDrafts(seed, actor).map((draft) => chain.seal(draft, now).stored)
  const texts = seed.texts.map((text) => ({ doc: text.textId, bytes: textBytes(text) }))
  const updates = [{ doc: BOARD_DOC, bytes: boardBytes(seed) }, ...texts]
  const [result] = await journal.append([{ board, expectPosition: 0, updates, entries, commandIds: [], clientIds: [] }])
  if (!result?.ok) throw new Error("a new board had a journal already")
}

function boardBytes(seed: BoardSeed): Uint8Array {
  const doc = newDoc()
  write(doc, seed.changes)
  return Y.encodeStateAsUpdate(doc)
}

function textBytes({ text }: SeedText): Uint8Array {
  const doc = newDoc()
  writeTextJson(doc, text)
  return Y.encodeStateAsUpdate(doc)
}

/** What the server writes has one of the ids that are the server's. */
function newDoc(): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = RELAY_CLIENT_IDS.first
  return doc
}
