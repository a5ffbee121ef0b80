/** How long a text is: what can be read in it, plus a little for every element and mark. Deleted words do not count. */
import * as Y from "yjs"

export function sizeOfContent(content: Y.Item["content"], length: number): number {
  if (content instanceof Y.ContentDeleted) return 0
  if (content instanceof Y.ContentAny) return JSON.stringify(content.arr).length
  if (content instanceof Y.ContentFormat) return JSON.stringify(content.value ?? null).length + content.key.length
  return length
}

/** Reads the whole document: asked only when a running estimate says that the limit may be near. */
export function sizeOfText(doc: Y.Doc): number {
  let size = 0
  for (const structs of doc.store.clients.values())
    for (const struct of structs)
      if (struct instanceof Y.Item && !struct.deleted) size += sizeOfContent(struct.content, struct.length)
  return size
}
