/** The deletions of an update: only of what is known, and which of them are new. */
import * as Y from "yjs"
import { err, ok, type Result } from "../../shared/result.ts"
import type { DecodedUpdate } from "./decode-update.ts"
import type { Incoming } from "./incoming.ts"
import { placeOfItem } from "./place.ts"
import type { Touched } from "./touched.ts"

/** True when something is deleted that was not deleted before; an error for deletions of what nobody has. */
export function checkDeletes(
  deletes: DecodedUpdate["deletes"],
  incoming: Incoming,
  touched: Touched,
): Result<boolean, "unknown"> {
  let isNew = false
  for (const [client, ranges] of deletes) {
    const state = incoming.state(client)
    const stored = incoming.stored(client)
    const structs = incoming.doc.store.clients.get(client) ?? []
    for (const { clock, len } of ranges) {
      if (len < 1 || clock + len > state) return err("unknown")
      if (clock < stored) isNew = deleteStored(structs, clock, clock + len, incoming, touched) || isNew
    }
  }
  return ok(isNew)
}

function deleteStored(
  structs: readonly (Y.Item | Y.GC)[],
  from: number,
  to: number,
  incoming: Incoming,
  touched: Touched,
): boolean {
  let isNew = false
  for (let index = Y.findIndexSS(structs as (Y.Item | Y.GC)[], from); index < structs.length; index++) {
    const struct = structs[index] as Y.Item | Y.GC
    if (struct.id.clock >= to) break
    if (struct.deleted || !(struct instanceof Y.Item)) continue
    isNew = true
    const { clock } = struct.id
    incoming.loses(struct, Math.min(to, clock + struct.length) - Math.max(from, clock))
    const place = placeOfItem(struct)
    if (place) touched.deleted(place)
  }
  return isNew
}
