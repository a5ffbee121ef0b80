/** How an entry moves a handoff: the state from the table, the rest from the entry's data. */
import type { ActorId } from "../ids.ts"
import type { JsonObject } from "../json.ts"
import type { Severity } from "../model/card.ts"
import type { Entry } from "../model/entry.ts"
import type { Handoff, Target } from "./handoff.ts"
import type { ReadBackLevel } from "./template.ts"
import { type HandoffAction, TRANSITIONS, type Transition } from "./transitions.ts"

const BY_ENTRY: ReadonlyMap<string, HandoffAction> = new Map(
  (Object.entries(TRANSITIONS) as [HandoffAction, Transition][]).map(([action, { entry }]) => [entry, action]),
)

export const actionOf = (entry: Entry): HandoffAction | undefined => BY_ENTRY.get(entry.kind)

export function newHandoff(entry: Entry): Handoff {
  const data = entry.data as JsonObject
  return {
    id: String(data.handoff),
    card: entry.card ?? "",
    template: String(data.template),
    sender: entry.actor,
    createdAt: entry.at,
    state: "draft",
    to: null,
    severity: "routine",
    level: "ack",
    version: 0,
    offers: 0,
    offeredAt: null,
    acceptBy: null,
    escalateEveryMs: 0,
    standByMs: 0,
    fourEyes: false,
    escalation: 0,
    declinedBy: [],
    seenAt: {},
    questions: [],
    receiver: null,
    acceptedAt: null,
    loopOpen: false,
    loopReminded: false,
    corrected: false,
    addenda: [],
    changedSince: "no",
    doer: null,
    doneAt: null,
    endedAt: null,
  }
}

/** Moves a handoff by an entry of one of the table's kinds. */
export function foldHandoff(handoff: Handoff, action: HandoffAction, entry: Entry): void {
  const { to } = TRANSITIONS[action] as Transition
  if (to !== "same") handoff.state = to
  EFFECTS[action]?.(handoff, entry, entry.data ?? {})
}

type Effect = (handoff: Handoff, entry: Entry, data: JsonObject) => void

const EFFECTS: Partial<Record<HandoffAction, Effect>> = {
  announce: (handoff, _, data) => {
    handoff.to = data.to as unknown as Target
  },
  offer: startOffer,
  reassign: startOffer,
  see: (handoff, entry) => {
    handoff.seenAt[entry.actor] ??= entry.at
  },
  question: (handoff, entry, data) => {
    handoff.questions.push({ seq: entry.seq, by: entry.actor, field: String(data.field ?? ""), answered: false })
  },
  answer: (handoff, entry, data) => {
    const question = handoff.questions.find(({ seq }) => seq === data.question)
    if (question) question.answered = true
    const isBallStillThere = handoff.questions.some(({ answered }) => !answered)
    // An offer whose time ran out while the ball was with the sender goes back to being expired, not fresh.
    handoff.state = isBallStillThere ? "questioned" : handoff.escalation > 0 ? "expired" : "offered"
    handoff.seenAt[entry.actor] ??= entry.at
  },
  change: (handoff, _, data) => {
    if (data.material !== true) {
      if (handoff.acceptedAt !== null && handoff.changedSince === "no") handoff.changedSince = "optional"
      return
    }
    if (handoff.acceptedAt !== null) handoff.changedSince = "material"
    handoff.version = Number(data.version)
  },
  accept: (handoff, entry, data) => accepted(handoff, entry, data.loopOpen === true),
  "take-over": (handoff, entry) => accepted(handoff, entry, false),
  confirm: (handoff) => {
    handoff.loopOpen = false
    handoff.corrected = false
  },
  correct: (handoff) => {
    handoff.corrected = true
  },
  "read-again": (handoff) => {
    handoff.corrected = false
  },
  add: (handoff, entry) => {
    handoff.addenda.push({ seq: entry.seq, acknowledged: false })
  },
  acknowledge: (handoff, _, data) => {
    const addendum = handoff.addenda.find(({ seq }) => seq === data.addendum)
    if (addendum) addendum.acknowledged = true
    else handoff.changedSince = "no"
  },
  decline: (handoff, entry, data) => {
    handoff.declinedBy.push(entry.actor)
    if (data.nobodyLeft === true) handoff.state = "returned"
  },
  expire: (handoff, _, data) => {
    handoff.escalation = Number(data.level)
    // The ball may be with the sender at this moment; the question stays, the clock is over all the same.
    if (handoff.questions.some(({ answered }) => !answered)) handoff.state = "questioned"
  },
  remind: (handoff) => {
    handoff.loopReminded = true
  },
  "send-back": clearReceiver,
  return: clearReceiver,
  finish: (handoff, entry) => {
    handoff.doer = entry.actor
    handoff.doneAt = entry.at
  },
  verify: (handoff, entry) => {
    handoff.endedAt = entry.at
  },
  cancel: (handoff, entry) => {
    handoff.endedAt = entry.at
  },
  recall: (handoff) => {
    handoff.doneAt = null
    handoff.endedAt = null
  },
}

function startOffer(handoff: Handoff, entry: Entry, data: JsonObject): void {
  handoff.to = data.to as unknown as Target
  handoff.severity = (data.severity as Severity | undefined) ?? handoff.severity
  handoff.level = (data.level as ReadBackLevel | undefined) ?? handoff.level
  handoff.version++
  handoff.offers++
  handoff.offeredAt = entry.at
  handoff.acceptBy = Number(data.acceptBy)
  handoff.escalateEveryMs = Number(data.escalateEveryMs)
  handoff.standByMs = Number(data.standByMs)
  handoff.fourEyes = data.fourEyes === true
  handoff.escalation = 0
  handoff.declinedBy = []
  clearReceiver(handoff)
}

function accepted(handoff: Handoff, entry: Entry, loopOpen: boolean): void {
  handoff.receiver = entry.actor
  handoff.acceptedAt = entry.at
  handoff.loopOpen = loopOpen
  handoff.loopReminded = false
  handoff.corrected = false
  handoff.changedSince = "no"
}

function clearReceiver(handoff: Handoff): void {
  handoff.receiver = null
  handoff.acceptedAt = null
  handoff.loopOpen = false
}

/** Who is accountable for the card after a step, or undefined when it stays as it is. */
export function accountableAfter(handoff: Handoff, action: HandoffAction, entry: Entry): ActorId | null | undefined {
  switch (TRANSITIONS[action].accountable) {
    case "sender":
      return handoff.sender
    case "actor":
      return entry.actor
    case "receiver":
      return handoff.receiver
    case "nobody":
      return null
    default:
      return undefined
  }
}
