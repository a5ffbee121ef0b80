/**
 * The honest indicator as a pure machine. It counts edits: those not sent yet (`unsent`) and those inside messages that
 * were sent on this socket and are not on the relay's disk yet (`inFlight`, one number per message, in order). A socket
 * that closes gives its messages back, because nobody knows whether they arrived.
 */
import type { Instant } from "../../shared/time.ts"
import { NOT_LIVE_AFTER_MS } from "../../shared/wire/feed.ts"
import type { SaveState } from "./board-session.ts"

export type ClosedReason = Extract<SaveState, { kind: "closed" }>["reason"]

export interface SaveMachine {
  readonly link: "none" | "open" | "synced"
  /** True once there is anything to show, or a first attempt to connect has failed. */
  readonly isStarted: boolean
  /** When the link was last lost. */
  readonly lostAt: Instant
  readonly heardAt: Instant
  /** Whether the relay was ever heard, also on an earlier visit: then the moment of that counts as the loss. */
  readonly wasHeard: boolean
  readonly confirmedAt: Instant
  readonly unsent: number
  readonly inFlight: readonly number[]
  /** The relay has not got our answer to its state yet, so nobody can say that it has everything. */
  readonly owesBacklog: boolean
  readonly readOnlySince: Instant | undefined
  readonly closed: ClosedReason | undefined
}

export type SaveEvent =
  | { readonly type: "opened"; readonly at: Instant }
  | { readonly type: "lost"; readonly at: Instant }
  | { readonly type: "synced"; readonly at: Instant }
  /** Edits of ours; they wait until a message with them is sent. */
  | { readonly type: "edited"; readonly count: number }
  /** Everything that was unsent went out, in so many messages. */
  | { readonly type: "sent"; readonly isBacklog: boolean; readonly messages: number }
  /** Nothing will be sent here: the role only reads. */
  | { readonly type: "reads-only" }
  | { readonly type: "saved"; readonly count: number; readonly at: Instant }
  | { readonly type: "heard"; readonly at: Instant }
  | { readonly type: "read-only"; readonly since: Instant | undefined }
  | { readonly type: "closed"; readonly reason: ClosedReason }

export const newSaveMachine = (at: Instant): SaveMachine => ({
  link: "none",
  isStarted: false,
  lostAt: at,
  heardAt: at,
  wasHeard: false,
  confirmedAt: at,
  unsent: 0,
  inFlight: [],
  owesBacklog: true,
  readOnlySince: undefined,
  closed: undefined,
})

export function step(state: SaveMachine, event: SaveEvent): SaveMachine {
  switch (event.type) {
    case "opened":
      return { ...state, link: "open", owesBacklog: true }
    case "synced":
      return { ...state, link: "synced", isStarted: true, heardAt: event.at, wasHeard: true, confirmedAt: event.at }
    case "lost":
      return {
        ...state,
        link: "none",
        isStarted: true,
        lostAt: state.link === "synced" || !(state.wasHeard || state.isStarted) ? event.at : state.lostAt,
        unsent: waitingOf(state),
        inFlight: [],
        readOnlySince: undefined,
      }
    case "edited":
      return { ...state, unsent: state.unsent + event.count }
    case "sent":
      return {
        ...state,
        unsent: 0,
        // Saved when the last of them is.
        inFlight: [...state.inFlight, ...Array<number>(event.messages - 1).fill(0), state.unsent],
        owesBacklog: state.owesBacklog && !event.isBacklog,
      }
    case "reads-only":
      return { ...state, owesBacklog: false }
    case "saved":
      return { ...state, inFlight: state.inFlight.slice(event.count), confirmedAt: event.at, heardAt: event.at }
    case "heard":
      return { ...state, heardAt: event.at }
    case "read-only":
      return { ...state, readOnlySince: event.since && (state.readOnlySince ?? event.since) }
    default:
      return { ...state, closed: event.reason }
  }
}

/** Edits of ours that are not on the relay's disk, as far as we know. */
export const waitingOf = (state: SaveMachine): number =>
  state.inFlight.reduce((sum, count) => sum + count, state.unsent)

export function saveStateOf(state: SaveMachine, now: Instant): SaveState {
  if (state.closed) return { kind: "closed", reason: state.closed }
  const waiting = waitingOf(state)
  if (state.link !== "synced")
    return state.isStarted ? { kind: "offline", waiting, since: state.lostAt } : { kind: "loading" }
  if (now - state.heardAt > NOT_LIVE_AFTER_MS) return { kind: "not-live", since: state.heardAt, waiting }
  if (state.readOnlySince !== undefined) return { kind: "read-only", since: state.readOnlySince, waiting }
  const isAllSaved = waiting === 0 && state.inFlight.length === 0 && !state.owesBacklog
  return isAllSaved ? { kind: "saved", at: state.confirmedAt } : { kind: "saving", waiting }
}

/**
 * The board's state with what waits in its texts added, so that a closed card panel hides nothing. A text counts as one
 * change, however many key strokes wait in it.
 */
export function withTexts(board: SaveState, texts: readonly SaveState[]): SaveState {
  if (board.kind === "loading" || board.kind === "closed") return board
  const waiting = texts.filter(hasWaiting).length
  if (waiting === 0) return board
  if (board.kind === "saved") return { kind: "saving", waiting }
  return { ...board, waiting: board.waiting + waiting }
}

/** True when leaving now would leave edits behind that nobody else can see yet. */
const hasWaiting = (state: SaveState): boolean => "waiting" in state && state.waiting > 0
