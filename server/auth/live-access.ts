/**
 * Rights end while people are connected: a link is revoked or runs out, somebody signs out or is removed. Whatever holds
 * connections registers here and is told whose have ended; links and sessions that run out are noticed by a sweep.
 */
import type { ActorId, BoardId } from "../../shared/ids.ts"
import { type Instant, SECOND_MS } from "../../shared/time.ts"
import type { Access } from "./access.ts"
import type { Caller, GuestCaller } from "./caller.ts"

/**
 * Whose connections end: those of a link, of one session, or of an actor (on one board, or everywhere). With `comesBack`
 * the actor has another right now, and starts again with it.
 */
export type Ended =
  | { readonly linkId: string }
  | { readonly session: string }
  | { readonly actor: ActorId; readonly board?: BoardId; readonly comesBack?: true }

/** Who holds a connection, and by what right. */
export interface Connected {
  readonly actor: ActorId
  readonly board: BoardId
  readonly session?: string | undefined
  readonly linkId?: string | undefined
}

export type CloseConnections = (ended: Ended) => void

export function hasEnded(ended: Ended, connected: Connected): boolean {
  if ("linkId" in ended) return ended.linkId === connected.linkId
  if ("session" in ended) return ended.session === connected.session
  return ended.actor === connected.actor && (ended.board === undefined || ended.board === connected.board)
}

export interface LiveAccess {
  /** Adds something that holds connections. */
  closes(close: CloseConnections): void
  end(ended: Ended): void
  /** Looks again at the right of a connected caller when its session or link runs out. */
  watch(caller: Caller): void
  stop(): void
}

const SWEEP_MS = SECOND_MS

type SessionCaller = Exclude<Caller, { kind: "key" }>

export function createLiveAccess(access: Access, now: () => Instant): LiveAccess {
  const closers: CloseConnections[] = []
  const watched = new Map<string, SessionCaller>()
  const end = (ended: Ended) => {
    for (const close of closers) close(ended)
  }

  async function look(caller: SessionCaller): Promise<void> {
    const current = await access.refresh(caller)
    if (current && current.kind !== "key") {
      watched.set(caller.session, current)
      return
    }
    watched.delete(caller.session)
    end(isLinkOver(caller, now()) ? { linkId: caller.linkId } : { session: caller.session })
  }

  const sweep = setInterval(() => {
    const due = [...watched.values()].filter((caller) => endOf(caller) <= now())
    // A store that does not answer now is asked again by the next sweep.
    for (const caller of due) look(caller).catch(() => undefined)
  }, SWEEP_MS)
  sweep.unref()

  return {
    closes: (close) => closers.push(close),
    end,
    watch(caller) {
      if (caller.kind !== "key") watched.set(caller.session, caller)
    },
    stop: () => clearInterval(sweep),
  }
}

/** A guest whose own session is over takes nobody else along; a link that has run out takes all who came by it. */
const isLinkOver = (caller: SessionCaller, now: Instant): caller is GuestCaller =>
  caller.kind === "guest" && caller.linkExpiresAt !== null && caller.linkExpiresAt <= now

const endOf = (caller: SessionCaller): Instant =>
  Math.min(caller.expiresAt, (caller.kind === "guest" ? caller.linkExpiresAt : null) ?? Infinity)
