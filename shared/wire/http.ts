/**
 * What goes over HTTP under `/api/v1`, as schemas and types that server and client share. Errors are RFC 9457
 * problem+json with a stable `code`, and `rule` where a rule of the board refused.
 */
import type { Answer, CommandKind } from "../command/command.ts"
import type { ErrorCode } from "../errors.ts"
import type { StoredDamage } from "../model/damage.ts"
import type { BoardRole } from "../rules/permission.ts"
import type { Instant } from "../time.ts"

export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: ErrorCode
  readonly detail: string
  readonly rule?: string
  /** What the rule's sentence speaks of, as in a refusal. */
  readonly data?: Readonly<Record<string, unknown>>
  /** Of a promise that came too late: the entry of the ledger that says so. */
  readonly seq?: number
  readonly errors?: readonly { readonly path: string; readonly message: string }[]
}

export interface Me {
  readonly actor: string
  readonly name: string
  /** `shared`: a screen around which several people stand. */
  readonly kind: "member" | "guest" | "key" | "shared"
  readonly owner: boolean
  readonly login?: string
  /** For guests: the one board that they were let in to, and their crew role there. */
  readonly boardId?: string
  readonly crewRole?: string
}

/** How somebody wants to get mail; their own to see and to change. */
export interface MailSettings {
  /** False: this server sends none. */
  readonly isOffered: boolean
  readonly address: string | null
  /** Somebody who reads the address has said that it is theirs. */
  readonly isConfirmed: boolean
  readonly frequency: "off" | "morning" | "hourly"
  /** `HH:MM` in the time zone. */
  readonly morningAt: string
  /** A name of the IANA database, such as `Europe/Berlin`. */
  readonly timeZone: string
  /** Critical offers that nobody took are told without waiting. */
  readonly atOnce: boolean
}

export interface BoardSummary {
  readonly id: string
  readonly name: string
  readonly role: BoardRole
  readonly createdAt: Instant
  readonly changedAt: Instant
  readonly archivedAt: Instant | null
  /** Who is on the board at this moment. */
  readonly here: readonly { readonly actor: string; readonly name: string }[]
  /** Stored records of it could not be read when it was last open: it is read-only until they are there again. */
  readonly damage?: StoredDamage
}

export interface Person {
  readonly actor: string
  readonly name: string
  readonly role: BoardRole | null
  readonly crewRoles: readonly string[]
}

export interface ShareLink {
  readonly id: string
  readonly role: BoardRole
  readonly label: string
  readonly createdAt: Instant
  readonly expiresAt: Instant | null
  readonly revokedAt: Instant | null
  readonly uses: number
  readonly lastUsedAt: Instant | null
}

/** The token is shown once, in the answer to `POST /boards/:id/links`; the server keeps only its hash. */
export interface NewShareLink extends ShareLink {
  readonly token: string
  readonly url: string
  /** With links for wall displays. */
  readonly screenCode?: ScreenCode
}

/** What people may know of their own PIN. */
export interface PinState {
  readonly isSet: boolean
  /** After too many wrong tries. */
  readonly lockedUntil: Instant | null
}

/** What a shared screen shows to somebody's phone, as an address in a QR code; `id` is for asking what came of it. */
export interface NewAsk {
  readonly id: string
  readonly url: string
  readonly expiresInMs: number
}

/** What came of it: nothing yet, "not me", or the relay's yes or no to whoever confirmed. */
export type AskState =
  | { readonly state: "open" }
  | { readonly state: "denied"; readonly person: string }
  | { readonly state: "answered"; readonly person: string; readonly answer: Answer }

/** What somebody is asked to confirm on their phone: the promise in names, for the sentence that they read. */
export interface AskedOfMe {
  readonly boardName: string
  readonly screen: string
  readonly expiresInMs: number
  readonly kind: CommandKind
  readonly cardTitle: string | null
  /** The words of the checklist item, and the crew role in which it is signed. */
  readonly check: string | null
  readonly role: string | null
  /** Who handed it over. */
  readonly from: string | null
  /** The person, role or lane that it names. */
  readonly to: string | null
  /** A day or a moment that it names. */
  readonly due: string | null
  /** The words that go with the promise: a comment, a reason, a read-back, an action of a huddle. */
  readonly words: string | null
}

/** What an import keeps, changes and loses, before anything is written. One line per kind of thing. */
export interface ImportReport {
  readonly format: "trello" | "csv" | "throughline"
  readonly boardName: string
  readonly kept: readonly ImportLine[]
  readonly changed: readonly ImportLine[]
  readonly lost: readonly ImportLine[]
}
export interface ImportLine {
  /** A stable code, such as `cards`, `checklists`, `attachment-files`, `unreadable-card`. */
  readonly code: string
  readonly count: number
  readonly words: string
  /** Names of the first few things meant. */
  readonly examples: readonly string[]
}

/** What `GET /boards/:id/status` tells a screen on the wall: the board at `seq`, ages by the relay's clock. */
export interface BoardStatus {
  readonly id: string
  readonly name: string
  readonly seq: number
  readonly at: Instant
  readonly lanes: readonly LaneStatus[]
  /** Labels that are kinds of work: with a target of their own, or counted. */
  readonly kinds: readonly WorkKind[]
  /** Stored records cannot be read: the board is shown without them, and cannot be changed. */
  readonly damage?: StoredDamage
  /** Changes with every deployment. */
  readonly build?: string
  /** What the asking screen was set up with. */
  readonly screen?: ScreenSettings
  /** Facts since the `dayStart` that was asked with. */
  readonly today?: TodayCounts
  /** The last few facts, newest first; asked for together with `today`. */
  readonly recent?: readonly ShownEntry[]
}

/** An entry as a wall display gets it: the fact, without anybody's words. Others get the whole entry of the ledger. */
export interface ShownEntry {
  readonly seq: number
  readonly at: Instant
  readonly kind: string
  readonly card?: string | undefined
  /** The lane that it speaks of; for a card that came or moved, where to. */
  readonly lane?: string | undefined
  /** For a card that moved: the lane it left. */
  readonly fromLane?: string | undefined
  readonly key?: string | undefined
}

/** A screen on a wall: how large it is and how far people stand from it decide how large its letters are. */
export interface ScreenSettings {
  readonly diagonalInches: number
  readonly distanceMetres: number
  /** Names as initials, and no reasons of blocks. */
  readonly isPrivate: boolean
  /** No tone between these times (`HH:MM`) where the screen hangs, though sound is on. */
  readonly quiet?: { readonly from: string; readonly until: string }
}

/** What happened since a moment, such as the start of the day. */
export interface TodayCounts {
  readonly came: number
  readonly moved: number
  readonly finished: number
  /** Went back to work from the pass or from where work is done. */
  readonly reworked: number
  /** Promises of the day: somebody became accountable. */
  readonly taken: number
  /** Handoffs that were accepted, given back, and verified. */
  readonly accepted: number
  readonly returned: number
  readonly verified: number
  /** Handoffs that were finished, and are to be done again. */
  readonly recalled: number
}

/** For a TV without a keyboard: typed at `/tv` once, within a few minutes, instead of the long address. */
export interface ScreenCode {
  readonly code: string
  readonly expiresInMs: number
}

/** What `POST /screens/open` lets in: the screen then has a cookie of its own for this one board. */
export interface OpenedScreen {
  readonly boardId: string
  readonly boardName: string
}
export interface WorkKind {
  readonly id: string
  readonly name: string
  /** Minutes from its start after which a card of this kind is late, wherever it is. */
  readonly targetMinutes: number | null
  readonly isCounted: boolean
}
export interface LaneStatus {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly wip: number | null
  /** Age in minutes at which a card here is late. */
  readonly targetMinutes: number | null
  /** Where the work is done: the last that came there. */
  readonly cards: readonly CardStatus[]
  /** How many cards are in the lane, also those that are not listed. */
  readonly total: number
}
export interface HandoffStatus {
  readonly state: "announced" | "offered" | "questioned" | "expired" | "accepted"
  readonly severity: string
  /** The person (initials on a private screen), the crew role or the lane that it goes to, by name. */
  readonly to: string
  readonly toKind: "person" | "role" | "lane"
  readonly offeredAt: Instant | null
  readonly acceptBy: Instant | null
  /** Steps of escalation taken. */
  readonly escalation: number
  readonly loopOpen: boolean
}
export interface CardStatus {
  readonly id: string
  /** Orders the cards of a lane: by code unit, then by id. */
  readonly rank: string
  readonly title: string
  readonly next: string
  readonly severity: string
  readonly due: string | null
  /** The reason, or "" where the asker may not read it; null when nothing blocks the card. */
  readonly blocked: string | null
  /** The accountable person's name; initials only for a kiosk. Null: nobody yet. */
  readonly accountable: string | null
  /** The handoff that the card is in: on its way to somebody, or accepted with the loop still open. Null: none. */
  readonly handoff: HandoffStatus | null
  /** When it came to the board. */
  readonly cameAt: Instant
  readonly enteredLaneAt: Instant
  /** When work on it first began; null: not yet. Coming back to work does not change it. */
  readonly startedAt: Instant | null
  /** Ids of its labels. */
  readonly labels: readonly string[]
  /** How much of its kind it is, from the field that is set aside for it; 1 where it says nothing. */
  readonly quantity: number
  /** Cards that say the same belong together, from the field that is set aside for it; null: none. */
  readonly ticket: string | null
  readonly checksDone: number
  readonly checksTotal: number
}
