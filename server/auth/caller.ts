/** Who asks: found anew for every request, never taken from what the request claims. */
import type { ActorId, BoardId, UserId } from "../../shared/ids.ts"
import type { BoardRole } from "../../shared/rules/permission.ts"
import type { Instant } from "../../shared/time.ts"

/** A session by the hash of its token. It ends at `expiresAt` unless use moves that. */
interface InSession {
  readonly session: string
  readonly expiresAt: Instant
}

export interface MemberCaller extends InSession {
  readonly kind: "member"
  readonly actor: ActorId
  readonly userId: UserId
  readonly login: string
  readonly name: string
  readonly owner: boolean
}

/** Somebody who came by a share link, or a screen: the link holds the role and the one board. */
export interface GuestCaller extends InSession {
  readonly kind: "guest"
  readonly actor: ActorId
  readonly name: string
  readonly crewRole: string | null
  readonly role: BoardRole
  /** When they came in. */
  readonly startedAt: Instant
  readonly linkId: string
  readonly linkExpiresAt: Instant | null
  readonly board: BoardId
}

/** The holder of the administrator's key: scripts, tests, integrations. */
export interface KeyCaller {
  readonly kind: "key"
  readonly actor: ActorId
  readonly name: string
}

export type Caller = MemberCaller | GuestCaller | KeyCaller

export const ADMIN_KEY: KeyCaller = { kind: "key", actor: "key:admin" as ActorId, name: "Administrator key" }

/** A person, not a screen or a program: has a word of their own to give. */
export const isPerson = (caller: Caller): caller is MemberCaller | GuestCaller =>
  caller.kind === "member" || (caller.kind === "guest" && caller.role !== "kiosk" && caller.role !== "shared")
/** May make boards, run imports, see who has an account. */
export const hasAccount = (caller: Caller): boolean => caller.kind !== "guest"
/** May invite people and see every board. */
export const isOwner = (caller: Caller): boolean => caller.kind === "key" || (caller.kind === "member" && caller.owner)
