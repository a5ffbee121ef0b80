/** The worker thread of the compactor: bytes in, one snapshot out (Yjs v2 encoding, which is smaller at rest). */
import { parentPort } from "node:worker_threads"
import * as Y from "yjs"
import { mayCollect } from "../relay/keep-removed.ts"

export interface MergeJob {
  readonly snapshot: Uint8Array | undefined
  readonly updates: readonly Uint8Array[]
  /** A board keeps more than a text does. */
  readonly isBoard: boolean
}
export type MergeResult = { readonly snapshot: Uint8Array } | { readonly error: string }

function merge({ snapshot, updates, isBoard }: MergeJob): MergeResult {
  try {
    const doc = new Y.Doc(isBoard ? { gcFilter: mayCollect } : {})
    doc.transact(() => {
      if (snapshot) Y.applyUpdateV2(doc, snapshot)
      for (const update of updates) Y.applyUpdate(doc, update)
    })
    // What does not fit together is left as it is: merged, the part that waits would be dropped for good.
    if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) return { error: "the document has a hole" }
    return { snapshot: Y.encodeStateAsUpdateV2(doc) }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

parentPort?.on("message", (job: MergeJob) => parentPort?.postMessage(merge(job)))
