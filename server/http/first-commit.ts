/**
 * Turns a seed into a board's first commit: the document, the long texts, and a ledger that tells where all of it comes
 * from. Pure work, which for a large import is done beside the main thread.
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
import { type Append, BOARD_DOC } from "../store/store.ts"

export function firstCommit(board: BoardId, seed: BoardSeed, actor: ActorId, now: Instant): Append {
  const chain = new Chain(board, { seq: 0, hash: "", at: 0 })
  const entries = seedDrafts(seed, actor).map((draft) => chain.seal(draft, now).stored)
  const texts = seed.texts.map((text) => ({ doc: text.textId, bytes: textBytes(text) }))
  const updates = [{ doc: BOARD_DOC, bytes: boardBytes(seed) }, ...texts]
  return { board, expectPosition: 0, updates, entries, commandIds: [], clientIds: [] }
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
