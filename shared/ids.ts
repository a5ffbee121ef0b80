/**
 * Branded ids. Board ids are 128 random bits in base64url (22 characters) and are only ever issued by the server;
 * ids inside a board are made by whoever creates the thing, so they are random too and never guessed from a name.
 */
declare const brand: unique symbol
type Brand<K extends string> = string & { readonly [brand]: K }

export type BoardId = Brand<"board">
export type LaneId = Brand<"lane">
export type CardId = Brand<"card">
export type UserId = Brand<"user">
/** Who acts: `user:<id>`, `guest:<id>`, `key:<name>`, `rule:<id>@<version>` or `system`. */
export type ActorId = Brand<"actor">

const BOARD_ID = /^[A-Za-z0-9_-]{22}$/
/** `__proto__` is no id: as the key of a plain object it would change the object instead of its content. */
export const INNER_ID = /^(?!__proto__$)[A-Za-z0-9_-]{1,64}$/

export const isBoardId = (text: string): text is BoardId => BOARD_ID.test(text)
/** Ids of lanes, cards, labels, checks, links, texts: 1–64 characters of base64url. */
export const isInnerId = (text: string): boolean => INNER_ID.test(text)
const SHEET_TEXT_ID = /^(?!__proto__\.)[A-Za-z0-9_-]{1,64}\.[a-z][a-z0-9_]{0,40}$/
const NOTES_ID = /^huddle~(?!__proto__$)[A-Za-z0-9_-]{1,64}$/
/** Ids of texts: an inner id, `<handoff>.<field>` for a long field of a handoff's sheet, or `huddle~<huddle>` for its notes. */
export const isTextId = (text: string): boolean => isInnerId(text) || SHEET_TEXT_ID.test(text) || NOTES_ID.test(text)

/** Encodes bytes (16 for a board id, 9 for an inner id) as base64url without padding. */
export function idFromBytes(bytes: Uint8Array): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
  let text = ""
  for (let i = 0; i < bytes.length; i += 3) {
    const word = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    const characters = Math.min(4, Math.ceil(((bytes.length - i) * 8) / 6))
    for (let k = 0; k < characters; k++) text += alphabet[(word >> (18 - 6 * k)) & 63]
  }
  return text
}
