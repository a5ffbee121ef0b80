/** From stored bytes to a living document. */
import { randomInt } from "node:crypto"
import * as Y from "yjs"
import { BOARD_ROOTS, RELAY_CLIENT_IDS, TEXT_ROOT } from "../../shared/doc/layout.ts"
import type { StoredDoc } from "../store/store.ts"
import type { DocKind } from "./guard.ts"
import { mayCollect } from "./keep-removed.ts"

/** Throws when the bytes do not make a whole document: a board that is shown in part would soon be saved in part. */
export function hydrate(stored: StoredDoc, kind: DocKind): Y.Doc {
  const doc = new Y.Doc(kind === "board" ? { gcFilter: mayCollect } : {})
  if (kind === "text") doc.getXmlFragment(TEXT_ROOT)
  else for (const root of BOARD_ROOTS) doc.getMap(root)
  doc.transact(() => {
    if (stored.snapshot) Y.applyUpdateV2(doc, stored.snapshot)
    for (const update of stored.updates) Y.applyUpdate(doc, update)
  }, "load")
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null)
    throw new Error("the stored document has a hole")
  doc.clientID = freshRelayId(doc)
  return doc
}

/** An id that wrote nothing in this document yet, so that a crash between writing and storing never reuses a clock. */
function freshRelayId(doc: Y.Doc): number {
  for (;;) {
    const id = randomInt(RELAY_CLIENT_IDS.first, RELAY_CLIENT_IDS.last + 1)
    if (!doc.store.clients.has(id)) return id
  }
}
