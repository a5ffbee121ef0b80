/**
 * What waits for one person: offers they can accept, questions to them, what came back, signatures of their roles, loops to
 * close. A pure question to the fold and the board; nothing here is "read" or "unread".
 */
import { isInAudience } from "../handoff/clocks.ts"
import { type Handoff, isOpenOffer } from "../handoff/handoff.ts"
import { pairMinutes } from "../handoff/lane-pair.ts"
import { isEligible, type PartyBoard, partiesOf, type Someone } from "../handoff/parties.ts"
import type { HandoffBoard } from "../handoff/step.ts"
import type { ActorId } from "../ids.ts"
import type { BoardView, Registers } from "../model/board-view.ts"
import { checklistsOf, prefixedOf, type Severity } from "../model/card.ts"
import { SEVERITIES } from "../model/keys.ts"
import { laneCrew } from "../model/lane.ts"
import type { BoardRole } from "../rules/permission.ts"
import type { Instant } from "../time.ts"
import type { CardPromise, Promises } from "./fold.ts"
import { signaturesOf } from "./fold.ts"
import { cardPromise, promiseQuestions } from "./questions.ts"

/** Most urgent first, among things of one severity. */
const NEEDS = [
  /** My offer that nobody accepted in time. */
  "expired",
  /** Somebody's offer that nobody accepted in time, told to me by a step of escalation. */
  "escalated",
  /** An offer to me, to a role of mine, or to a lane I work in. */
  "offer",
  /** The sender says that my read-back was not right. */
  "read-again",
  /** A question about what I offered. */
  "question",
  /** I accepted, and it came too late: somebody else has it, or it was not on offer any more. */
  "late",
  /** What I handed over was read back and waits for my word. */
  "confirm",
  /** Something that was missed, or that changed, after I accepted. */
  "addendum",
  "changed",
  /** What I handed over is done and waits for me to look at the outcome. */
  "verify",
  /** What I offered came back to me. */
  "returned",
  /** What I said in a huddle that I would do. */
  "action",
  /** A role of mine was asked for its signature. */
  "sign",
  /** Announced to me; nothing to do yet but read and ask. */
  "incoming",
] as const
export type NeedKind = (typeof NEEDS)[number]

export interface Need {
  readonly kind: NeedKind
  /** Empty for an action that is about no card. */
  readonly card: string
  readonly severity: Severity
  readonly since: Instant
  /** When the running clock strikes, where one runs. */
  readonly due: Instant | null
  readonly handoff?: string
  /** The words of an action, and until when. */
  readonly text?: string
  readonly until?: string
  /** The question, the addendum or the action. */
  readonly seq?: number
  readonly check?: string
  readonly role?: string
}

export function needsMe(
  actor: ActorId,
  crewRoles: readonly string[],
  promises: Promises,
  view: BoardView,
  role: BoardRole = "member",
  tried: Tried = new Map(),
): readonly Need[] {
  const me: Someone = { actor, role, crewRoles }
  const board = partyBoard(promises, view)
  const isLive = (card: string) => view.cards.get(card)?.archived !== true && view.cards.has(card)
  const ofHandoffs = Object.values(promises.handoffs)
    .filter(({ card }) => isLive(card))
    .flatMap((handoff) => [
      ...asReceiver(handoff, me, board),
      ...asSender(handoff, me, promises),
      ...asVerifier(handoff, me, board),
      ...asLate(handoff, me, tried),
    ])
  const ofCards = Object.entries(promises.cards)
    .filter(([id, card]) => isLive(id) && Object.keys(card.asked ?? {}).length > 0)
    .flatMap(([id, card]) => signaturesAsked(id, card, view.cards.get(id)!, me))
  return [...ofHandoffs, ...ofCards, ...actionsOf(actor, promises, view)].sort(compareNeeds)
}

/** Acceptances that somebody asked for and has not cleared away, by handoff, and when: only their own browser knows. */
export type Tried = ReadonlyMap<string, Instant>

/** Whether an acceptance that I asked for cannot be had any more. */
export function isTooLate({ state, receiver }: Handoff, me: ActorId): boolean {
  if (state === "withdrawn" || state === "cancelled" || state === "returned") return true
  return (state === "accepted" || state === "done" || state === "verified") && receiver !== me
}

/** The sender verifies; where four eyes are asked for and the sender did the work, the crew and the leads do. */
function asVerifier(handoff: Handoff, me: Someone, board: PartyBoard): readonly Need[] {
  if (handoff.state !== "done") return []
  const isBarred = handoff.fourEyes && handoff.doer === handoff.sender
  const parties = partiesOf(me, handoff, board)
  const isAsked = isBarred
    ? !parties.has("sender") && (parties.has("crew") || parties.has("lead"))
    : parties.has("sender")
  return isAsked ? [need("verify", handoff, handoff.doneAt ?? 0)] : []
}

function asLate(handoff: Handoff, me: Someone, tried: Tried): readonly Need[] {
  const since = tried.get(handoff.id)
  return since !== undefined && isTooLate(handoff, me.actor) ? [need("late", handoff, since)] : []
}

type Things = Pick<ReadonlyMap<string, Registers>, "get">
/** The part of a board's view that says who is who: a server asks for single things. */
export type PartyView = { readonly cards: Things; readonly lanes: Things }

/** Who is who on a board, as far as the document and the fold say. */
export function partyBoard(promises: Promises, view: PartyView): PartyBoard & Pick<HandoffBoard, "acceptMinutes"> {
  return {
    accountable: promiseQuestions(promises).accountable,
    crewOf: (card) =>
      prefixedOf(view.cards.get(card) ?? {}, "r").map(([, value]) => String((value as { person?: unknown }).person)),
    crewRolesOf: (lane) => laneCrew(view.lanes.get(lane)),
    acceptMinutes: (card, to, severity) => pairMinutes(view.cards.get(card), to, severity, (id) => view.lanes.get(id)),
  }
}

const need = (kind: NeedKind, handoff: Handoff, since: Instant, more: Partial<Need> = {}): Need => ({
  kind,
  card: handoff.card,
  handoff: handoff.id,
  severity: handoff.severity,
  since,
  due: null,
  ...more,
})

function asReceiver(handoff: Handoff, me: Someone, board: PartyBoard): readonly Need[] {
  const mayAccept =
    handoff.sender !== me.actor && !handoff.declinedBy.includes(me.actor) && isEligible(me, handoff.to, board)
  if (isOpenOffer(handoff)) {
    if (mayAccept) return [need("offer", handoff, handoff.offeredAt ?? 0, { due: handoff.acceptBy })]
    const isTold = handoff.sender !== me.actor && isInAudience(handoff, partiesOf(me, handoff, board))
    return isTold ? [need("escalated", handoff, handoff.acceptBy ?? 0, { due: handoff.acceptBy })] : []
  }
  if (handoff.state === "announced") return mayAccept ? [need("incoming", handoff, handoff.createdAt)] : []
  if (handoff.receiver !== me.actor || (handoff.state !== "accepted" && handoff.state !== "done")) return []
  const since = handoff.acceptedAt ?? 0
  return [
    ...(handoff.corrected && handoff.state === "accepted" ? [need("read-again", handoff, since)] : []),
    ...handoff.addenda
      .filter(({ acknowledged }) => !acknowledged)
      .map(({ seq }) => need("addendum", handoff, since, { seq })),
    ...(handoff.changedSince === "material" ? [need("changed", handoff, since)] : []),
  ]
}

function asSender(handoff: Handoff, me: Someone, promises: Promises): readonly Need[] {
  if (handoff.sender !== me.actor) return []
  const isOpen = isOpenOffer(handoff) || handoff.state === "announced"
  return [
    ...(isOpen
      ? handoff.questions
          .filter(({ answered }) => !answered)
          .map(({ seq, at }) => need("question", handoff, at, { seq, due: handoff.acceptBy }))
      : []),
    ...(isOpenOffer(handoff) && handoff.escalation > 0
      ? [need("expired", handoff, handoff.acceptBy ?? 0, { due: handoff.acceptBy })]
      : []),
    ...(handoff.state === "accepted" && handoff.loopOpen && !handoff.corrected
      ? [need("confirm", handoff, handoff.acceptedAt ?? 0)]
      : []),
    ...(handoff.state === "returned" && cardPromise(promises, handoff.card)?.handoff === handoff.id
      ? [need("returned", handoff, handoff.endedAt ?? 0)]
      : []),
  ]
}

/** It waits until it is done or dropped, also when its card is put away. */
function actionsOf(actor: ActorId, { actions }: Promises, view: BoardView): readonly Need[] {
  return actions
    .filter(({ state, person }) => state === "open" && person === actor)
    .map(({ seq, card, at, text, due }) => ({
      kind: "action" as const,
      card: card ?? "",
      severity: (view.cards.get(card ?? "")?.severity as Severity | undefined) ?? ("routine" as const),
      ...{ since: at, due: null, seq, text, until: due },
    }))
}

function signaturesAsked(id: string, card: CardPromise, registers: Registers, me: Someone): readonly Need[] {
  const checks = checklistsOf(registers).flatMap((list) => list.checks)
  return checks.flatMap(({ id: check, roles }) =>
    (Object.hasOwn(card.asked, check) ? card.asked[check]! : [])
      .filter(({ role }) => roles.includes(role) && me.crewRoles.includes(role))
      .filter(({ role }) => !signaturesOf(card, check).some((signature) => signature.role === role))
      .map(({ role, at }) => ({
        kind: "sign" as const,
        card: id,
        severity: (registers.severity as Severity | undefined) ?? ("routine" as const),
        since: at,
        due: null,
        check,
        role,
      })),
  )
}

/** Severity first, then what kind of thing it is, then whose clock strikes first, then what waited longest. */
export function compareNeeds(a: Need, b: Need): number {
  return (
    SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) ||
    NEEDS.indexOf(a.kind) - NEEDS.indexOf(b.kind) ||
    (a.due ?? Number.MAX_SAFE_INTEGER) - (b.due ?? Number.MAX_SAFE_INTEGER) ||
    a.since - b.since
  )
}
