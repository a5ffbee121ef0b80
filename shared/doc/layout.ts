/** The roots of the two kinds of document, and nothing else is accepted in them. The only folder that says Yjs. */
import type * as Y from "yjs"

export const BOARD_ROOTS = ["meta", "lanes", "cards", "sheets"] as const
/** The root of a long text (a description, notes): an XML fragment, as Tiptap writes it. */
export const TEXT_ROOT = "text"

export type Thing = Y.Map<unknown>

export const metaMap = (doc: Y.Doc): Thing => doc.getMap("meta")
export const thingMap = (doc: Y.Doc, root: "lanes" | "cards" | "sheets"): Y.Map<Thing> => doc.getMap<Thing>(root)

/** The relay writes under the lowest ids (fresh per boot), so that a concurrent edit by a person wins over its own. */
export const RELAY_CLIENT_IDS = { first: 1, last: 65_535 } as const
