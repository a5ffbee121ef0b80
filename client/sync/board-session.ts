/**
 * What the screens know of a board that is open: one session per board and tab. It owns the document, the socket, the
 * offline copy and the undo history, and says everything else as plain data. No React here, and no Yjs outside `sync/`
 * (rich text excepted: the editor needs its document).
 */
import type { Awareness } from "y-protocols/awareness"
import type * as Y from "yjs"
import type { Change } from "../../shared/change/change.ts"
import type { Answer, Command } from "../../shared/command/command.ts"
import type { Refusal } from "../../shared/errors.ts"
import type { Handoff } from "../../shared/handoff/handoff.ts"
import type { HuddleState } from "../../shared/huddle/fold-huddle.ts"
import type { HuddleAction } from "../../shared/huddle/huddle.ts"
import type { BoardView, Registers } from "../../shared/model/board-view.ts"
import type { StoredDamage } from "../../shared/model/damage.ts"
import type { Entry } from "../../shared/model/entry.ts"
import type { Unreadable } from "../../shared/model/readable.ts"
import type { CardPromise, Promises } from "../../shared/promises/fold.ts"
import type { BoardRole } from "../../shared/rules/permission.ts"
import type { Instant } from "../../shared/time.ts"
import type { Freshness } from "./freshness.ts"

/** The honest indicator. Never derived from the socket's state alone: `saved` means every edit of ours is on disk. */
export type SaveState =
  | { readonly kind: "loading" }
  | { readonly kind: "saved"; readonly at: Instant }
  | { readonly kind: "saving"; readonly waiting: number }
  | { readonly kind: "offline"; readonly waiting: number; readonly since: Instant }
  /** The socket is open but nothing has come over it for too long. */
  | { readonly kind: "not-live"; readonly since: Instant; readonly waiting: number }
  /** The server cannot save at the moment: the board can be read, and edits wait in this browser. */
  | { readonly kind: "read-only"; readonly since: Instant; readonly waiting: number }
  /** Access ended, board gone, or signed out: nothing more will be sent. */
  | { readonly kind: "closed"; readonly reason: "revoked" | "not-found" | "signed-out" | "rejected" }

/** Whether this browser can keep edits while offline. `failed`: private mode, no storage, or full. */
export type StorageState = "ok" | "pending" | "failed"

export interface Me {
  readonly actor: string
  readonly name: string
  readonly role: BoardRole
}

/** One person on the board right now (one per tab). The relay stamps who they are. */
export interface Presence {
  readonly clientId: number
  readonly actor: string
  readonly name: string
  readonly color: string
  /** The card that they have open; in a huddle also the one that they look at or that has their focus. */
  readonly card?: string
  /** The card that they are dragging, and over which lane. */
  readonly drag?: { readonly card: string; readonly lane: string; readonly index: number }
  /** The register they are typing in, such as `<card>/title`. */
  readonly editing?: string
}
/** A patch of one's own presence: a key given as `undefined` is cleared, a key that is left out stays as it is. */
export type OwnPresence = { readonly [K in "card" | "drag" | "editing"]?: Presence[K] | undefined }

/** A change of ours that the relay took back. */
export interface RefusedEdit {
  readonly id: number
  readonly refusal: Refusal
  readonly detail: string
  readonly card?: string
  readonly key?: string
  /** What was written, so that nothing typed is lost. */
  readonly value?: unknown
}

/** Every read is a snapshot that stays the same object until it changes, fit for useSyncExternalStore. */
export interface ReadModel {
  /** The whole board; new object on any change. For search, export, shortcuts: not for rendering cards. */
  view(): BoardView
  meta(): Registers
  /** Ids of live lanes, left to right. */
  laneIds(): readonly string[]
  lane(id: string): Registers | undefined
  /** Ids of the live cards of a lane in order ("" is the lane of cards without a known lane). */
  cardIds(laneId: string): readonly string[]
  card(id: string): Registers | undefined
  promise(cardId: string): CardPromise | undefined
  /** The sheet of a handoff: its short fields as registers. */
  sheet(handoffId: string): Registers | undefined
  handoff(id: string): Handoff | undefined
  /** All handoffs of a card, drafts too, in the order in which they were begun. */
  handoffsOf(cardId: string): readonly Handoff[]
  /** All handoffs of the board. */
  handoffs(): readonly Handoff[]
  /** The huddle that runs, and the record of the last one. */
  huddle(): HuddleState
  /** What was agreed in huddles: all that is open, and what ended lately. */
  actions(): readonly HuddleAction[]
  /** The whole fold as it is at this moment, for questions to all of it (`atRisk`). It lives on: ask at once, keep nothing. */
  promises(): Promises
  /** What is stored on the board and cannot be read, and is left out of everything else here. */
  unreadable(): readonly Unreadable[]
  /**
   * Keys: "view", "meta", "unreadable", "lanes", `lane:<id>`, `cards-of:<laneId>`, `card:<id>`, `promise:<cardId>`, `sheet:<handoffId>`,
   * "handoffs", `handoff:<id>`, `handoffs-of:<cardId>`, "huddle" (also for actions).
   */
  subscribe(key: string, listener: () => void): () => void
}

export interface External<T> {
  get(): T
  subscribe(listener: () => void): () => void
}

export interface TextSession {
  readonly doc: Y.Doc
  readonly fragment: Y.XmlFragment
  readonly awareness: Awareness
  /** True once the relay's state (or the offline copy, when offline) is there: mount the editor only then. */
  readonly ready: External<boolean>
  readonly save: External<SaveState>
  /** What is stored of it and cannot be read: the rest can be read, and not be changed. */
  readonly damage: External<StoredDamage | undefined>
  close(): void
}

/** A promise that takes a person's own name. */
export interface SignRequest {
  readonly command: Command
  /** The relay's answer, or a no when nobody wanted to. */
  settle(answer: Answer): void
}

export interface BoardSession {
  readonly boardId: string
  readonly model: ReadModel
  readonly me: External<Me | undefined>
  /** The board's own edits and those of its texts together. */
  readonly save: External<SaveState>
  /** What is stored of the board and cannot be read: the rest is shown, and everybody only looks. */
  readonly damage: External<StoredDamage | undefined>
  /** What is known of the relay's heartbeat, however open the connection looks. */
  readonly freshness: External<Freshness>
  readonly storage: External<StorageState>
  /** Everyone else who is here. */
  readonly people: External<readonly Presence[]>
  readonly refused: External<readonly RefusedEdit[]>
  /** True once there is something to show: the offline copy, or the relay's state. */
  readonly ready: External<boolean>
  /** Promises that were asked for and not answered yet: "queued, not yours yet". In the order of asking. */
  readonly pendingCommands: External<readonly Command[]>
  /** On a shared screen: promises that wait for a person to say who they are, oldest first. Elsewhere always empty. */
  readonly signRequests: External<readonly SignRequest[]>
  readonly canUndo: External<boolean>
  readonly canRedo: External<boolean>
  /** The relay's time now, from its heartbeat. Offline: the device's clock, corrected by the last known difference. */
  now(): Instant
  /** A new id for a card, lane, label … in this board. */
  newId(): string
  /**
   * Writes changes as one transaction and one undo step. They are judged first: a refusal comes back and nothing is
   * written. `from` sides are filled in by the caller from the model.
   */
  edit(changes: readonly Change[]): Refusal | undefined
  undo(): "done" | "nothing" | "changed-since"
  redo(): "done" | "nothing" | "changed-since"
  /**
   * Asks for a promise. While offline it waits in order and is asked on reconnect. On a shared screen it waits for a person
   * instead (`signRequests`), and is asked in their name.
   */
  command(command: WithoutId<Command>): Promise<Answer>
  setPresence(presence: OwnPresence): void
  dismissRefused(id: number): void
  /** A long text of this board, such as a card's description (its id is the card's). */
  openText(textId: string): TextSession
  /** Entries as they are written, from now on. */
  onEntries(listener: (entries: readonly Entry[]) => void): () => void
  /** True while edits of ours, in the board or its texts, are not known to be on the relay's disk. */
  hasUnsaved(): boolean
  /** The board as this browser has it, as a file that can be imported: a way out when the relay will not take it. */
  exportCopy(): string
  /** Takes the copy in this browser away for good, and closes. */
  forgetCopy(): Promise<void>
  close(): void
}

export type WithoutId<T> = T extends unknown ? Omit<T, "id"> : never
