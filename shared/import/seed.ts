/**
 * A seed is everything that makes a new board, as plain data: templates, imports and restored exports all end here, and the
 * server turns one seed into one board (document, texts, ledger). Nothing in it has been written anywhere yet.
 */
import type { Change } from "../change/change.ts"
import type { RichText } from "../model/rich-text.ts"
import type { Instant } from "../time.ts"
import type { ImportReport } from "../wire/http.ts"

export interface BoardSeed {
  readonly name: string
  /** `set-meta` first, then created lanes, created cards, created sheets. Every value passes `checkRegister`. */
  readonly changes: readonly Change[]
  /** Oldest first. */
  readonly comments: readonly SeedComment[]
  /** Long texts; a card's description has the card's id. */
  readonly texts: readonly SeedText[]
  /** What happened before, oldest first: told on the card, never folded into promises. */
  readonly history: readonly SeedMove[]
  /** Card id → since when. Cards that are not listed start at the moment of the import. */
  readonly since: Readonly<Record<string, CardSince>>
}

export interface SeedComment {
  readonly card: string
  /** The author's name as people know it. */
  readonly author: string
  /** Set only when the author is somebody this server knows: the comment is then theirs again. */
  readonly actor?: string
  readonly at: Instant
  readonly text: string
}

export interface SeedText {
  readonly textId: string
  readonly text: RichText
}

export interface SeedMove {
  readonly kind: "moved"
  readonly card: string
  readonly at: Instant
  /** Who moved it, as a name; "" where the source does not say. */
  readonly actor: string
  readonly fromLane: string
  readonly toLane: string
}

export interface CardSince {
  readonly createdAt: Instant
  readonly enteredLaneAt: Instant
  /** The accountable person, only when this server knows them. */
  readonly accountable?: string
  readonly accountableSince?: Instant
}

/** What making a seed needs from outside: the time, new inner ids, 16 bits of jitter for ranks. */
export interface SeedSource {
  readonly now: Instant
  readonly newId: () => string
  readonly jitter: () => number
}

export interface ImportOptions extends SeedSource {
  /** Called now and then while reading: records done and records in all. */
  readonly onProgress?: (done: number, total: number) => void
  /** Actors of this server. A restored export gives comments and accountability back to them, and to nobody else. */
  readonly knownActors?: ReadonlySet<string>
}

export interface Imported {
  readonly seed: BoardSeed
  readonly report: ImportReport
}

/** Why a file is refused as a whole. `words` says what is wrong, `advice` what to do; both are whole sentences. */
export interface ImportProblem {
  readonly code:
    | "empty"
    | "not-json"
    | "wrong-format"
    | "newer-version"
    | "too-many-cards"
    | "too-many-lanes"
    | "nothing-inside"
    | "not-csv"
    | "too-large"
  /** A path into the file, such as `cards[17].idList`. */
  readonly where?: string
  /** 1-based, for files that do not parse. */
  readonly line?: number
  readonly column?: number
  readonly words: string
  readonly advice: string
}

export type ImportFormat = ImportReport["format"]
