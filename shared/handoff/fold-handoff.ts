/** How an entry moves a handoff: the state from the table, the rest from the entry's data. */
import type { ActorId } from "../ids.ts"
import { isJsonObject, type Json, type JsonObject } from "../json.ts"
import type { Severity } from "../model/card.ts"
import type { Entry } from "../model/entry.ts"
import { markOf } from "../model/mark.ts"
import {
  type Channel,
  type EarlierTurn,
  type Handoff,
  type HandoffState,
  hasOpenQuestion,
  TARGET,
  type Target,
} from "./handoff.ts"
import type { ReadBackLevel } from "./template.ts"
import { type HandoffAction, TRANSITIONS, type Transition } from "./transitions.ts"

const BY_ENTRY: ReadonlyMap<string, HandoffAction> = new Map(
  (Object.entries(TRANSITIONS) as [HandoffAction, Transition][]).map(([action, { entry }]) => [entry, action]),
)

export const actionOf = (entry: Entry): HandoffAction | undefined => BY_ENTRY.get(entry.kind)

export function newHandoff(entry: Entry): Handoff {
  const data = entry.data ?? {}
  return {
    id: String(data.handoff),
    card: entry.card ?? "",
    template: String(data.template),
    ...(typeof data.sender === "string"
      ? { sender: data.sender as ActorId, createdBy: entry.actor }
      : { sender: entry.actor }),
    createdAt: entry.at,
    state: "draft",
    to: null,
    severity: "routine",
    level: "ack",
    version: 0,
    offers: 0,
    eta: null,
    offeredAt: null,
    acceptBy: null,
    escalateEveryMs: 0,
    standByMs: 0,
    fourEyes: false,
    actionFields: [],
    materialFields: [],
    finishFields: [],
    escalation: 0,
    declinedBy: [],
    seenAt: {},
    questions: [],
    receiver: null,
    acceptedAt: null,
    channel: null,
    loopOpen: false,
    loopReminded: false,
    corrected: false,
    addenda: [],
    changedSince: "no",
    backups: [],
    watchers: [],
    doer: null,
    doneAt: null,
    recalledAt: null,
    endedAt: null,
    endedBy: null,
  }
}

/** Moves a handoff by an entry of one of the table's kinds. */
export function foldHandoff(handoff: Handoff, action: HandoffAction, entry: Entry): void {
  const { to } = TRANSITIONS[action] as Transition
  const { state: before, version } = handoff
  if (to !== "same") handoff.state = to
  EFFECTS[action]?.(handoff, entry, entry.data ?? {}, before)
  if (handoff.state !== before) handoff.left = { ...handoff.left, [before]: markOf(entry) }
  if (handoff.version !== version) handoff.versionBy = markOf(entry)
}

type Effect = (handoff: Handoff, entry: Entry, data: JsonObject, before: HandoffState) => void

const EFFECTS: Partial<Record<HandoffAction, Effect>> = {
  announce: (handoff, _, data) => {
    handoff.to = targetOf(data.to)
    handoff.eta = typeof data.eta === "number" ? data.eta : null
  },
  offer: startOffer,
  reassign: startOffer,
  see: (handoff, entry) => {
    if (!Object.hasOwn(handoff.seenAt, entry.actor)) handoff.seenAt[entry.actor] = entry.at
  },
  question: (handoff, entry, data, before) => {
    const field = typeof data.field === "string" ? data.field : ""
    handoff.questions.push({ seq: entry.seq, by: entry.actor, field, at: entry.at, answered: false })
    handoff.state = ballOf(handoff, before)
  },
  answer: (handoff, _, data, before) => {
    const question = handoff.questions.find(({ seq }) => seq === data.question)
    if (question) question.answered = true
    handoff.state = ballOf(handoff, before)
  },
  change: changed,
  accept: (handoff, entry, data) => {
    accepted(handoff, entry, data.loopOpen === true)
    handoff.channel = (data.channel as Channel | undefined) ?? null
  },
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
  "back-up": (handoff, { actor }) => {
    stepAside(handoff, actor)
    handoff.backups.push(actor)
  },
  watch: (handoff, { actor }) => {
    stepAside(handoff, actor)
    handoff.watchers.push(actor)
  },
  "step-aside": (handoff, { actor }) => stepAside(handoff, actor),
  decline: (handoff, entry, data) => {
    handoff.declinedBy.push(entry.actor)
    if (data.nobodyLeft !== true) return
    handoff.state = "returned"
    ended(handoff, entry)
  },
  expire: (handoff, _, data, before) => {
    handoff.escalation = typeof data.level === "number" ? data.level : handoff.escalation + 1
    handoff.state = ballOf(handoff, before)
  },
  remind: (handoff) => {
    handoff.loopReminded = true
  },
  "send-back": (handoff, entry) => {
    clearReceiver(handoff)
    ended(handoff, entry)
  },
  return: ended,
  withdraw: ended,
  finish: (handoff, entry) => {
    handoff.doer = entry.actor
    handoff.doneAt = entry.at
    handoff.loopOpen = false
  },
  verify: ended,
  cancel: ended,
  /** Back to whoever did it; the one who accepted it may have passed it on by putting the card down. */
  recall: (handoff, entry) => {
    handoff.recalledAt = entry.at
    handoff.receiver = handoff.doer ?? handoff.receiver
    handoff.doer = null
    handoff.doneAt = null
    handoff.endedAt = null
    handoff.endedBy = null
  },
}

/** An open offer waits for the sender while a question is open, whether or not its time is over. An announcement waits for nobody. */
function ballOf(handoff: Handoff, before: HandoffState): HandoffState {
  if (before === "announced") return "announced"
  if (hasOpenQuestion(handoff)) return "questioned"
  return handoff.escalation > 0 ? "expired" : "offered"
}

function startOffer(handoff: Handoff, entry: Entry, data: JsonObject, before: HandoffState): void {
  const to = targetOf(data.to)
  if (handoff.to && (to?.kind !== handoff.to.kind || to.id !== handoff.to.id))
    endTurn(handoff, { to: handoff.to, receiver: null, endedBy: markOf(entry) })
  handoff.to = to
  handoff.template = typeof data.template === "string" ? data.template : handoff.template
  handoff.severity = (data.severity as Severity | undefined) ?? handoff.severity
  handoff.level = (data.level as ReadBackLevel | undefined) ?? handoff.level
  handoff.version++
  handoff.offers++
  handoff.offeredAt = entry.at
  handoff.eta = null
  handoff.acceptBy = Number(data.acceptBy)
  handoff.escalateEveryMs = Number(data.escalateEveryMs)
  handoff.standByMs = Number(data.standByMs)
  handoff.fourEyes = data.fourEyes === true
  handoff.actionFields = texts(data.actionFields)
  handoff.materialFields = texts(data.materialFields)
  handoff.finishFields = texts(data.finishFields)
  handoff.escalation = 0
  handoff.declinedBy = []
  handoff.endedAt = null
  handoff.endedBy = null
  clearReceiver(handoff)
  // What was asked early, of an announcement, still wants its answer; a new audience asks for itself.
  if (before !== "announced") {
    handoff.questions = []
    handoff.seenAt = {}
  }
  handoff.state = ballOf(handoff, "offered")
}

/** A material change counts the version on; a severity that changed before the acceptance changes how much is given back. */
function changed(handoff: Handoff, _: Entry, data: JsonObject): void {
  const isAccepted = handoff.acceptedAt !== null
  if (data.material !== true) {
    if (isAccepted && handoff.changedSince === "no") handoff.changedSince = "optional"
    return
  }
  handoff.version++
  if (isAccepted) {
    handoff.changedSince = "material"
    return
  }
  handoff.severity = (data.severity as Severity | undefined) ?? handoff.severity
  handoff.level = (data.level as ReadBackLevel | undefined) ?? handoff.level
}

function stepAside(handoff: Handoff, actor: ActorId): void {
  handoff.backups = handoff.backups.filter((one) => one !== actor)
  handoff.watchers = handoff.watchers.filter((one) => one !== actor)
}

const KEPT_TURNS = 10

function endTurn(handoff: Handoff, turn: EarlierTurn): void {
  handoff.earlier = [...(handoff.earlier ?? []).slice(1 - KEPT_TURNS), turn]
}

function accepted(handoff: Handoff, entry: Entry, loopOpen: boolean): void {
  const { receiver } = handoff
  if (receiver !== null && receiver !== entry.actor) endTurn(handoff, { to: null, receiver, endedBy: markOf(entry) })
  stepAside(handoff, entry.actor)
  handoff.receiver = entry.actor
  handoff.acceptedAt = entry.at
  handoff.channel = null
  handoff.loopOpen = loopOpen
  handoff.loopReminded = false
  handoff.corrected = false
  handoff.changedSince = "no"
}

/** Whoever watches goes on watching; a backup was one for somebody. */
function clearReceiver(handoff: Handoff): void {
  handoff.backups = []
  handoff.receiver = null
  handoff.acceptedAt = null
  handoff.channel = null
  handoff.loopOpen = false
  handoff.corrected = false
  handoff.changedSince = "no"
}

function ended(handoff: Handoff, entry: Entry): void {
  handoff.endedAt = entry.at
  handoff.endedBy = entry.actor
}

const texts = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : []

function targetOf(value: Json | undefined): Target | null {
  const parsed = isJsonObject(value) ? TARGET.safeParse(value) : undefined
  return parsed?.success ? parsed.data : null
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
