/**
 * The one door to what is kept. Two engines stand behind it (SQLite in a worker thread, PostgreSQL), with one SQL text.
 * Every promise of a method is kept on disk when it resolves. All methods reject with StoreError; nothing is half done.
 */
import type { ActorId, BoardId, UserId } from "../../shared/ids.ts"
import type { SealedEntry } from "../../shared/model/entry.ts"
import type { KindGroup } from "../../shared/model/kind-groups.ts"
import type { BoardRole } from "../../shared/rules/permission.ts"
import type { Instant } from "../../shared/time.ts"

/** `full`: the disk has no room (transient). `unavailable`: the engine does not answer (transient). `broken`: a bug or corruption. */
export type StoreErrorKind = "full" | "unavailable" | "broken"
export class StoreError extends Error {
  readonly kind: StoreErrorKind
  constructor(kind: StoreErrorKind, message: string) {
    super(message)
    this.name = "StoreError"
    this.kind = kind
  }
}

/** Where a board's journal and ledger end. `position` counts commits, `seq` counts entries; both start at 0. */
export interface Head {
  readonly position: number
  readonly seq: number
  readonly hash: string
}

/** The document that is the board itself; any other name is the id of a text. */
export const BOARD_DOC = ""

/** A checkpoint: the head signed with a key that is not in the database. */
export interface Checkpoint {
  readonly board: BoardId
  readonly seq: number
  readonly hash: string
  readonly at: Instant
  readonly keyId: string
  readonly signature: string
}

export interface Append {
  readonly board: BoardId
  /** Compare-and-set: the append happens only while the board's head is at this position. */
  readonly expectPosition: number
  /** Yjs v1 updates, at most one per document. */
  readonly updates: readonly { readonly doc: string; readonly bytes: Uint8Array }[]
  /** Entries `seq`, `seq + 1` … right after the head's. */
  readonly entries: readonly SealedEntry[]
  /** Ids of commands that this commit answers; unique per board, so that a resend is recognised. */
  readonly commandIds: readonly { readonly id: string; readonly seq: number }[]
  /** Client ids of documents that are bound to whoever used them first. */
  readonly clientIds: readonly { readonly clientId: number; readonly actor: ActorId }[]
  readonly checkpoint?: Checkpoint
  /** When the board's next clock strikes; null: none runs any more. Left out: as before. */
  readonly nextAlarmAt?: Instant | null
  /** Texts with words that no entry tells of yet, and who typed them; null: an entry does now. */
  readonly typed?: readonly { readonly text: string; readonly actor: ActorId | null }[]
  /** Edits that this commit took back, each until its author has seen that. */
  readonly refusals?: readonly RefusalRow[]
  /** Numbers of refusals that are seen, or too many to be kept. */
  readonly endedRefusals?: readonly number[]
}

/** An edit that was taken back, with the words that were written: for its author and nobody else. */
export interface RefusalRow {
  /** Never given twice on a board. */
  readonly no: number
  readonly actor: ActorId
  readonly at: Instant
  /** JSON. */
  readonly body: string
}

/** The fold of a board's ledger up to `seq`, as one version of the program made it. */
export interface FoldRow {
  readonly seq: number
  readonly version: string
  /** JSON. */
  readonly body: string
  readonly signature: string
}

export type AppendResult =
  | { readonly ok: true; readonly position: number }
  | { readonly ok: false; readonly conflict: true; readonly head: Head }

/** A document as it is kept: a snapshot (Yjs v2 encoding, absent before the first compaction) and the v1 updates after it. */
export interface StoredDoc {
  readonly snapshot: Uint8Array | undefined
  readonly updates: readonly Uint8Array[]
  /** The position of the last update. */
  readonly position: number
}

export interface LoadedBoard {
  readonly head: Head
  readonly doc: StoredDoc
  readonly clientIds: readonly { readonly clientId: number; readonly actor: ActorId }[]
}

/** Single entries, and everything that one person wrote before an entry. */
export interface Erasable {
  readonly entries: readonly number[]
  readonly person?: { readonly actor: ActorId; readonly before: number }
}

export interface EntryQuery {
  readonly since?: number
  /** Only entries below this `seq` (for reading backwards). */
  readonly before?: number
  readonly card?: string
  readonly kinds?: readonly string[]
  /** Only what this person did. */
  readonly actor?: string
  /** Only facts of this group of kinds. */
  readonly about?: KindGroup
  /** At most this many; the store caps it at 5,000. */
  readonly limit: number
  /** Newest first instead of oldest first. */
  readonly newestFirst?: boolean
}

/** The append-only part: what happened on boards. */
export interface Journal {
  /** Undefined when there is no such board. */
  load(board: BoardId): Promise<LoadedBoard | undefined>
  loadDoc(board: BoardId, doc: string): Promise<StoredDoc>
  listDocs(board: BoardId): Promise<readonly string[]>
  /** Appends of several boards share one durable transaction; a conflict of one does not stop the others. */
  append(appends: readonly Append[]): Promise<readonly AppendResult[]>
  /** The `seq` at which a command was answered, or undefined. */
  findCommand(board: BoardId, commandId: string): Promise<number | undefined>
  readEntries(board: BoardId, query: EntryQuery): Promise<readonly SealedEntry[]>
  /** When the next clock strikes, of every board on which one runs. */
  listAlarms(): Promise<readonly { readonly board: BoardId; readonly at: Instant }[]>
  readCheckpoints(board: BoardId): Promise<readonly Checkpoint[]>
  /** Texts with words that no entry tells of yet. */
  listTyped(board: BoardId): Promise<readonly { readonly text: string; readonly actor: ActorId }[]>
  /** Whose refusals wait to be seen, oldest first, without their words. */
  listRefusals(
    board: BoardId,
  ): Promise<readonly { readonly no: number; readonly actor: ActorId; readonly chars: number }[]>
  /** Those of one person, oldest first. */
  readRefusals(board: BoardId, actor: ActorId): Promise<readonly RefusalRow[]>
  loadFold(board: BoardId): Promise<FoldRow | undefined>
  /** In the place of the one before. */
  keepFold(board: BoardId, row: FoldRow): Promise<void>
  /**
   * Erases words of entries of one board: `words` becomes null and `salt` empty, the chain stays valid. Of a person goes as
   * well what was taken back from them; the kept fold, which may hold words, goes in any case. In slices, so that commits
   * go on between: cut off in the middle, it is asked for again.
   * Resolves to the number of entries, when nothing of the words is left in the file (SQLite).
   */
  eraseWords(board: BoardId, what: Erasable): Promise<number>
  /** Replaces a document's snapshot and drops its updates up to `position`, unless a later snapshot is there already. */
  compact(board: BoardId, doc: string, position: number, snapshot: Uint8Array): Promise<void>
}

export interface BoardRow {
  readonly id: BoardId
  readonly name: string
  readonly createdAt: Instant
  readonly archivedAt: Instant | null
  readonly changedAt: Instant
  readonly template: string
}

export interface UserRow {
  readonly id: UserId
  /** Lower-case sign-in name (an e-mail address or a plain name); unique. */
  readonly login: string
  readonly name: string
  /** scrypt, in the form `scrypt$N$r$p$salt$hash` (base64url). */
  readonly passwordHash: string
  /** The owner may create boards, invite people and see every board. */
  readonly owner: boolean
  readonly createdAt: Instant
  readonly disabledAt: Instant | null
}

export interface SessionRow {
  /** Hex SHA-256 of the random token; the token itself is never stored. */
  readonly tokenHash: string
  readonly actor: ActorId
  readonly userId: UserId | null
  /** For guests: the link they came by, their name and their crew role. */
  readonly linkId: string | null
  readonly name: string
  readonly crewRole: string | null
  readonly createdAt: Instant
  readonly expiresAt: Instant
}

export interface GuestRow extends Pick<SessionRow, "actor" | "name" | "crewRole"> {
  /** From the link that they came by. */
  readonly role: BoardRole
}

export interface PinRow {
  readonly actor: ActorId
  /** scrypt over a keyed hash, never over the digits alone. Null: nobody set one, but it was guessed at. */
  readonly hash: string | null
  readonly setAt: Instant
  /** Wrong tries since the last right one. */
  readonly failures: number
  readonly lockedUntil: Instant | null
}

export interface LinkRow {
  readonly id: string
  readonly board: BoardId
  readonly tokenHash: string
  readonly role: BoardRole
  readonly label: string
  readonly createdBy: ActorId
  readonly createdAt: Instant
  readonly expiresAt: Instant | null
  readonly revokedAt: Instant | null
  readonly uses: number
  readonly lastUsedAt: Instant | null
}

export interface MemberRow {
  readonly board: BoardId
  readonly userId: UserId
  readonly role: BoardRole
  readonly crewRoles: readonly string[]
}

/** Everybody who ever acted on a board, so that the ledger's actors have names. */
export interface PersonRow {
  readonly board: BoardId
  readonly actor: ActorId
  readonly name: string
  readonly seenAt: Instant
}

/** What a board begins with. */
export interface BoardStart {
  readonly commit: Append
  readonly maker: PersonRow
  readonly lead?: UserId
}

export interface Boards {
  /** The board and what it begins with are there at once or not at all: nobody ever opens it empty in between. */
  createBoard(row: BoardRow, start?: BoardStart): Promise<void>
  listBoards(): Promise<readonly BoardRow[]>
  getBoard(id: BoardId): Promise<BoardRow | undefined>
  updateBoard(id: BoardId, patch: Partial<Pick<BoardRow, "name" | "archivedAt" | "changedAt">>): Promise<void>
  listMembers(board: BoardId): Promise<readonly MemberRow[]>
  membershipsOf(user: UserId): Promise<readonly MemberRow[]>
  putMember(row: MemberRow): Promise<void>
  removeMember(board: BoardId, user: UserId): Promise<void>
  putPerson(row: PersonRow): Promise<void>
  listPeople(board: BoardId): Promise<readonly PersonRow[]>
}

export interface Accounts {
  countUsers(): Promise<number>
  createUser(row: UserRow): Promise<"created" | "login-taken">
  findUser(by: { readonly login: string } | { readonly id: UserId }): Promise<UserRow | undefined>
  listUsers(): Promise<readonly UserRow[]>
  updateUser(id: UserId, patch: Partial<Pick<UserRow, "name" | "passwordHash" | "disabledAt" | "owner">>): Promise<void>
  createSession(row: SessionRow): Promise<void>
  findSession(tokenHash: string): Promise<SessionRow | undefined>
  /** Sessions slide: use moves their end. A session that is gone stays gone. */
  extendSession(tokenHash: string, expiresAt: Instant): Promise<void>
  deleteSession(tokenHash: string): Promise<void>
  deleteSessionsOf(where: { readonly userId: UserId } | { readonly linkId: string }): Promise<readonly string[]>
  /** With them go the PINs of guests who cannot come back. */
  deleteExpiredSessions(now: Instant): Promise<number>
  /** Guests who may still come back to a board: their session and their link are open. */
  listGuests(board: BoardId, now: Instant): Promise<readonly GuestRow[]>
  /** How many sessions of a link are open. */
  countGuests(linkId: string, now: Instant): Promise<number>
  createLink(row: LinkRow): Promise<void>
  findLink(by: { readonly tokenHash: string } | { readonly id: string }): Promise<LinkRow | undefined>
  listLinks(board: BoardId): Promise<readonly LinkRow[]>
  updateLink(id: string, patch: Partial<Pick<LinkRow, "revokedAt">>): Promise<void>
  /** One use more; many at once are all counted. */
  countUse(linkId: string, at: Instant): Promise<void>
  findPin(actor: ActorId): Promise<PinRow | undefined>
  putPin(row: PinRow): Promise<void>
  deletePin(actor: ActorId): Promise<void>
  getSetting(key: string): Promise<string | undefined>
  putSetting(key: string, value: string): Promise<void>
}

export const MAIL_FREQUENCIES = ["off", "morning", "hourly"] as const
export type MailFrequency = (typeof MAIL_FREQUENCIES)[number]

/** How somebody wants to be written to, and what they were told. No row: they never asked for mail. */
export interface MailRow {
  readonly userId: UserId
  /** Counts the changes of this row; a change happens only to the revision that was read. */
  readonly revision: number
  readonly address: string
  /** Null until whoever reads the address has said that it is theirs; nothing else is sent before. */
  readonly verifiedAt: Instant | null
  /** Hex SHA-256 of the token in the confirmation's link, until it is used. */
  readonly confirmHash: string | null
  readonly confirmUntil: Instant | null
  /** When the last confirmation was asked for. */
  readonly askedAt: Instant
  readonly frequency: MailFrequency
  /** Of the day, in the person's time zone. */
  readonly morningMinute: number
  readonly timeZone: string
  /** A critical offer that nobody took is told without waiting. */
  readonly atOnce: boolean
  /** Stands in every mail and can do one thing: stop them. */
  readonly unsubscribe: string
  /** Up to when the person has been told what others did. */
  readonly since: Instant
  readonly nextAt: Instant | null
  /** When to look for something urgent; null: nothing points to it. */
  readonly urgentAt: Instant | null
  /** Tries in a row that the mail server did not take. */
  readonly failures: number
  /** What the person has been written about and still waits, by key. */
  readonly told: { readonly needs: readonly string[]; readonly urgent: readonly string[] }
}

export interface Mail {
  find(
    by: { readonly userId: UserId } | { readonly confirmHash: string } | { readonly unsubscribe: string },
  ): Promise<MailRow | undefined>
  /** Makes the row (revision 0), or replaces the revision that `row` was read at. False: somebody was faster; read it again. */
  put(row: MailRow): Promise<boolean>
  remove(user: UserId): Promise<void>
  /** Whose next mail, or look for something urgent, is due. */
  listDue(now: Instant): Promise<readonly MailRow[]>
  /** Everybody with a confirmed address who wants to be told at once. */
  listAtOnce(): Promise<readonly MailRow[]>
}

export interface Store {
  readonly journal: Journal
  readonly boards: Boards
  readonly accounts: Accounts
  readonly mail: Mail
  /** Resolves when the engine answers and can write. */
  ping(): Promise<void>
  /** A consistent copy of everything, made while the server runs, at a path that does not exist yet (SQLite). */
  backup(path: string): Promise<void>
  close(): Promise<void>
}
