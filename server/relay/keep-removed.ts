/**
 * What the relay's copy of a board never collects as garbage: cards and lanes that somebody deleted. The rules put them back
 * under the same id, but as new containers; edits that were on their way (or made offline) still name the old ones, and
 * only as long as those are known can such an edit be written where it belongs.
 */
import * as Y from "yjs"

/** For `Y.Doc.gcFilter`: true for what may be collected. */
export function mayCollect(item: Y.Item): boolean {
  const container = (item.parent as Y.AbstractType<unknown>)._item
  return container === null ? !(item.content instanceof Y.ContentType) : !container.deleted
}
