/**
 * The frames of the socket `/sync/<boardId>[/<textId>]`: the y-websocket protocol (types 0–3) and ours (from 16 up).
 * PROTOCOL.md has the grammar. The decoder is total: any bytes give a frame or undefined, and nothing is allocated on the
 * word of a length field. Our frames carry one JSON text each.
 */
import * as decoding from "lib0/decoding"
import * as encoding from "lib0/encoding"
import type { Answer } from "../command/command.ts"
import type { ErrorCode, RuleId } from "../errors.ts"
import type { StoredDamage } from "../model/damage.ts"
import type { Entry } from "../model/entry.ts"
import type { Promises } from "../promises/fold.ts"
import type { Instant } from "../time.ts"

export const FRAME = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  command: 16,
  answer: 17,
  entries: 18,
  saved: 19,
  refused: 20,
  heartbeat: 21,
  follow: 22,
  state: 23,
  hello: 24,
  dismiss: 25,
  dismissed: 26,
} as const
export const SYNC = { step1: 0, step2: 1, update: 2 } as const

/** What a client may send. */
export type ClientFrame =
  | { readonly type: "sync-step-1"; readonly stateVector: Uint8Array }
  | { readonly type: "sync-step-2" | "sync-update"; readonly update: Uint8Array }
  | { readonly type: "awareness"; readonly update: Uint8Array }
  | { readonly type: "query-awareness" }
  /** Not yet parsed: the relay parses it with COMMAND. */
  | { readonly type: "command"; readonly body: unknown }
  /** Asks for the promises: the fold first (`since` 0 or too old), then every entry as it is written. */
  | { readonly type: "follow"; readonly since: number }
  /** A refused edit was seen by its author and need not be told again. */
  | { readonly type: "dismiss"; readonly no: number }

/** What the relay sends in frames of our own types. */
export interface ServerFrames {
  /** First frame on every socket: who you are here, and the relay's clock. `build` changes with every deployment. */
  readonly hello: {
    readonly actor: string
    readonly name: string
    readonly role: string
    readonly at: Instant
    readonly build: string
    readonly readOnly: boolean
    /** Stored records of the board, or of this text, cannot be read: nothing is taken until they are there again. */
    readonly damage?: StoredDamage
  }
  readonly answer: Answer
  readonly entries: { readonly entries: readonly Entry[] }
  readonly state: { readonly promises: Promises; readonly at: Instant }
  /** `count` more of your update messages (sync step 2 or update, in the order they were sent) are on disk. */
  readonly saved: { readonly count: number; readonly seq: number; readonly hash: string; readonly at: Instant }
  /**
   * A part of an update of yours was taken back by a rule; what you wrote stands in `value`. It is told again on every
   * connection until it is dismissed by its `no`.
   */
  readonly refused: {
    readonly no: number
    readonly rule: RuleId
    readonly detail: string
    readonly root: string
    readonly thing: string
    readonly key?: string
    readonly value?: unknown
    readonly data?: Readonly<Record<string, unknown>>
  }
  /** A refused edit was seen on another connection of yours. */
  readonly dismissed: { readonly no: number }
  /** Every 5 s, and whenever the board turns read-only or back. */
  readonly heartbeat: {
    readonly at: Instant
    readonly seq: number
    readonly readOnly: boolean
    readonly code?: ErrorCode
  }
}
export type ServerFrameName = keyof ServerFrames
export type ServerFrame = {
  readonly [K in ServerFrameName]: { readonly type: K; readonly body: ServerFrames[K] }
}[ServerFrameName]

/** Decodes what a client sent; undefined for anything that is not exactly one frame of a known type. */
export function decodeClientFrame(bytes: Uint8Array): ClientFrame | undefined {
  try {
    const decoder = decoding.createDecoder(bytes)
    const frame = readClientFrame(decoder)
    return frame !== undefined && decoder.pos === bytes.length ? frame : undefined
  } catch {
    // Reading past the end is how lib0 says "cut short"; a malformed frame is an answer here, not an accident.
    return undefined
  }
}

function readClientFrame(decoder: decoding.Decoder): ClientFrame | undefined {
  switch (decoding.readVarUint(decoder)) {
    case FRAME.sync:
      return readSync(decoder)
    case FRAME.awareness:
      return { type: "awareness", update: decoding.readVarUint8Array(decoder) }
    case FRAME.queryAwareness:
      return { type: "query-awareness" }
    case FRAME.command:
      return { type: "command", body: JSON.parse(decoding.readVarString(decoder)) }
    case FRAME.follow: {
      const since = decoding.readVarUint(decoder)
      return { type: "follow", since }
    }
    case FRAME.dismiss:
      return { type: "dismiss", no: decoding.readVarUint(decoder) }
    default:
      return undefined
  }
}

function readSync(decoder: decoding.Decoder): ClientFrame | undefined {
  const step = decoding.readVarUint(decoder)
  const bytes = decoding.readVarUint8Array(decoder)
  if (step === SYNC.step1) return { type: "sync-step-1", stateVector: bytes }
  if (step === SYNC.step2) return { type: "sync-step-2", update: bytes }
  return step === SYNC.update ? { type: "sync-update", update: bytes } : undefined
}

/** A sync message: the same bytes for every receiver, so encode once and send to all. */
export function encodeSync(step: (typeof SYNC)[keyof typeof SYNC], bytes: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, FRAME.sync)
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, bytes)
  })
}

export function encodeAwareness(update: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, FRAME.awareness)
    encoding.writeVarUint8Array(encoder, update)
  })
}

export function encodeServerFrame<K extends ServerFrameName>(type: K, body: ServerFrames[K]): Uint8Array {
  return encodeText(FRAME[type], JSON.stringify(body))
}

export const encodeCommand = (command: unknown): Uint8Array => encodeText(FRAME.command, JSON.stringify(command))

export const encodeFollow = (since: number): Uint8Array => encodeNumber(FRAME.follow, since)
export const encodeDismiss = (no: number): Uint8Array => encodeNumber(FRAME.dismiss, no)

function encodeNumber(type: number, number: number): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, type)
    encoding.writeVarUint(encoder, number)
  })
}

function encodeText(type: number, text: string): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, type)
    encoding.writeVarString(encoder, text)
  })
}

const SERVER_FRAMES: ReadonlyMap<number, ServerFrameName> = new Map(
  (["hello", "answer", "entries", "state", "saved", "refused", "dismissed", "heartbeat"] as const).map((name) => [
    FRAME[name],
    name,
  ]),
)

/** For clients: one of our frames, or undefined when the bytes are a y-websocket message or something newer. */
export function decodeServerFrame(bytes: Uint8Array): ServerFrame | undefined {
  const decoder = decoding.createDecoder(bytes)
  const type = SERVER_FRAMES.get(decoding.readVarUint(decoder))
  return type && ({ type, body: JSON.parse(decoding.readVarString(decoder)) } as ServerFrame)
}
