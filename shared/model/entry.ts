/**
 * The ledger's entry: one fact, who caused it, when the relay took it, and the hash that ties it to all facts before.
 *
 * The free words of people (`from`/`to` of a title, a reason, a comment's text) stand beside the chain: the hashed body
 * holds only a salted hash of them, so that a person's words can be erased without breaking the chain.
 */
import type { ActorId, BoardId } from "../ids.ts"
import type { Json, JsonObject } from "../json.ts"
import type { Instant } from "../time.ts"

/** Through whose session a person acted, when it was not their own, and how they proved that it was them. */
export type Via = { readonly actor: ActorId; readonly method: "pin" | "phone" }

/** A fact before the ledger has numbered, dated and sealed it. */
export interface EntryDraft {
  readonly actor: ActorId
  /** A change's kind (`card.moved`) or a promise's (`comment.added`, `handoff.accepted`). */
  readonly kind: string
  readonly card?: string | undefined
  readonly lane?: string | undefined
  /** The register that changed, for edits. */
  readonly key?: string | undefined
  readonly from?: Json | undefined
  readonly to?: Json | undefined
  readonly reason?: string | undefined
  /** What caused it: a command's id, a rule, the `seq` of another entry. */
  readonly cause?: string | undefined
  /** Set when somebody gave their word on a shared screen: `actor` is the person, `via` the screen. */
  readonly via?: Via | undefined
  /** Structure that the fold needs; never free words. */
  readonly data?: JsonObject | undefined
  /** Free words that belong to the fact itself, such as a comment's text. */
  readonly text?: string | undefined
  /** What whoever accepted said to the questions of the handoff's template; free words, like `text`. */
  readonly answers?: readonly GivenAnswer[] | undefined
}

/** An answer under the label that it was asked by, so that it can be read without the template. */
export type GivenAnswer = { readonly field: string; readonly label: string; readonly text: string }

export interface Entry extends EntryDraft {
  readonly v: 1
  readonly board: BoardId
  /** 1, 2, 3 … per board, without a gap. */
  readonly seq: number
  readonly at: Instant
  /** Hex SHA-256. The first entry's `prevHash` is the board's genesis. */
  readonly prevHash: string
  readonly hash: string
  /** True when the words of this entry were erased on request; the chain still holds their hash. */
  readonly erased?: true | undefined
  /** True when its words cannot be read, or nothing of it (UNREADABLE_ENTRY). */
  readonly unreadable?: true | undefined
}

/** The kind of what stands in the place of an entry that cannot be read. Nobody ever writes one. */
export const UNREADABLE_ENTRY = "entry.unreadable"

/** The part of an entry that is somebody's own words, kept beside the chain. */
export type EntryWords = Pick<EntryDraft, "from" | "to" | "reason" | "text" | "answers">

/** What is stored of an entry: its canonical body with the hash of its words, and the words with their salt. */
export interface SealedEntry {
  readonly board: BoardId
  readonly seq: number
  readonly at: Instant
  readonly kind: string
  readonly actor: ActorId
  readonly card: string | null
  /** Canonical JSON of the body; `hash` = SHA-256(0x65 ‖ prevHash ‖ seq as u64 big-endian ‖ body). */
  readonly body: string
  readonly prevHash: string
  readonly hash: string
  /** Canonical JSON of the words, or null where the entry has none or they were erased. */
  readonly words: string | null
  /** Hex, 16 random bytes; `body.words` = SHA-256(salt ‖ words). Null exactly when the entry never had words. */
  readonly salt: string | null
}

/** Registers whose values are structure, not words: they stay in the hashed body and are never erased. */
const STRUCTURAL_KEYS = /^(place|rank|kind|wip|target|due|severity|archived|version|d:.*|l:.*|gate)$/

/** Splits a draft into what is hashed as it is and what is kept beside the chain. */
export function splitWords(draft: EntryDraft): { readonly body: object; readonly words: EntryWords | undefined } {
  const { from, to, reason, text, answers, ...rest } = draft
  const structural = draft.key === undefined || STRUCTURAL_KEYS.test(draft.key)
  const words: EntryWords = structural ? { reason, text, answers } : { from, to, reason, text, answers }
  const body = structural ? { ...rest, from, to } : rest
  const hasWords = Object.values(words).some((value) => value !== undefined)
  return { body, words: hasWords ? words : undefined }
}

/** Puts a stored entry back together. Without its words it is marked as erased. */
export function openEntry(sealed: SealedEntry): Entry {
  const body = JSON.parse(sealed.body) as Omit<Entry, "prevHash" | "hash"> & { words?: string }
  const { words: wordsHash, ...rest } = body
  const words = sealed.words === null ? {} : (JSON.parse(sealed.words) as EntryWords)
  const erased = wordsHash !== undefined && sealed.words === null ? { erased: true as const } : {}
  return { ...rest, ...words, ...erased, prevHash: sealed.prevHash, hash: sealed.hash }
}
