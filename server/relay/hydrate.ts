/** From stored bytes to a living document. */
import { randomInt } from "node:crypto"
import * as Y from "yjs"
import { BOARD_ROOTS, RELAY_CLIENT_IDS, TEXT_ROOT } from "../../shared/doc/layout.ts"
import type { StoredDoc } from "../store/store.ts"
import type { DocKind } from "./guard.ts"
import { mayCollect } from "./keep-removed.ts"
import { type Salvaged, salvage } from "./salvage.ts"

/** Never throws: of bytes that do not make a whole document it tells what could be read, and what could not. */
export function hydrate(stored: StoredDoc, kind: DocKind): Salvaged {
  const hydrated = whole(stored, kind) ?? salvage(stored, () => empty(kind))
  hydrated.doc.clientID = freshRelayId(hydrated.doc)
  return hydrated
}

function whole(stored: StoredDoc, kind: DocKind): Salvaged | undefined {
  const doc = empty(kind)
  try {
    doc.transact(() => {
      if (stored.snapshot) Y.applyUpdateV2(doc, stored.snapshot)
      for (const update of stored.updates) Y.applyUpdate(doc, update)
    }, "load")
    if (doc.store.pendingStructs === null && doc.store.pendingDs === null) return { doc, unreadable: [], waiting: 0 }
  } catch {
    // Which record it is, and what can be read without it, is found out record by record.
  }
  doc.destroy()
  return undefined
}

function empty(kind: DocKind): Y.Doc {
  const doc = new Y.Doc(kind === "board" ? { gcFilter: mayCollect } : {})
  if (kind === "text") doc.getXmlFragment(TEXT_ROOT)
  else for (const root of BOARD_ROOTS) doc.getMap(root)
  return doc
}

/** An id that wrote nothing in this document yet, so that a crash between writing and storing never reuses a clock. */
function freshRelayId(doc: Y.Doc): number {
  for (;;) {
    const id = randomInt(RELAY_CLIENT_IDS.first, RELAY_CLIENT_IDS.last + 1)
    if (!doc.store.clients.has(id)) return id
  }
}
