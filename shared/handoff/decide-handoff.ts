/**
 * The relay's yes or no to a step of a handoff. The table says from where and by whom; the guards here say what else must be
 * true. Every refusal names its rule, and `data` what the person needs to see.
 */
import type { HandoffCommand } from "../command/command.ts"
import type { Refusal } from "../errors.ts"
import type { Json, JsonObject } from "../json.ts"
import type { Severity } from "../model/card.ts"
import type { EntryDraft } from "../model/entry.ts"
import { err, ok, type Result } from "../result.ts"
import { type Instant, MINUTE_MS } from "../time.ts"
import { actionsOf, type Brief, briefText, holes } from "./brief.ts"
import { clockDue } from "./clocks.ts"
import { type Handoff, isOpen, standByUntil, type Target } from "./handoff.ts"
import { type PartyBoard, partiesOf, type Someone } from "./parties.ts"
import { judgeReadBack } from "./read-back.ts"
import { type HandoffTemplate, templateRef } from "./template.ts"
import { type HandoffAction, type Party, transitionOf } from "./transitions.ts"

/** The sheet of a handoff as it stands, long fields as plain text. */
export interface Sheet {
  readonly template: HandoffTemplate
  readonly to: Target | undefined
  readonly severity: Severity
  readonly brief: Brief
}

export interface HandoffBoard extends PartyBoard {
  readonly now: Instant
  handoff(id: string): Handoff | undefined
  /** The handoff in the way of a new offer of this card, if any. */
  openHandoff(card: string): Handoff | undefined
  hasCard(id: string): boolean
  template(ref: string): HandoffTemplate | undefined
  sheet(handoff: string): Sheet | undefined
  /** People who could still accept what goes to a target. */
  candidates(target: Target, without: readonly string[]): number
}

type Decision = Result<readonly EntryDraft[], Refusal>
interface Step {
  readonly command: HandoffCommand
  readonly action: HandoffAction
  readonly handoff: Handoff
  readonly someone: Someone
  readonly parties: ReadonlySet<Party>
  readonly board: HandoffBoard
}

export function decideHandoff(command: HandoffCommand, someone: Someone, board: HandoffBoard): Decision {
  const action = command.kind.slice("handoff.".length) as HandoffAction
  const handoff = board.handoff(command.handoff)
  if (command.kind === "handoff.create") return decideCreate(command, someone, board, handoff)
  if (!handoff) return err({ rule: "H13" })
  const parties = partiesOf(someone, handoff, board)
  if (isRepeat(command, handoff, someone)) return ok([])
  const { from, who, needsReason } = transitionOf(action)
  if (!from.includes(handoff.state)) return err(wrongState(command, handoff))
  if (!who.some((party) => parties.has(party))) return err(notYours(action, handoff, parties))
  if (needsReason && "reason" in command && command.reason.trim() === "") return err({ rule: "H12" })
  const step: Step = { command, action, handoff, someone, parties, board }
  const refusal = GUARDS[action]?.(step)
  return refusal ? err(refusal) : ok([draftOf(step)])
}

function decideCreate(
  command: HandoffCommand & { kind: "handoff.create" },
  someone: Someone,
  board: HandoffBoard,
  known: Handoff | undefined,
): Decision {
  if (known) return known.sender === someone.actor && known.card === command.card ? ok([]) : err({ rule: "H6" })
  if (!partiesOf(someone, undefined, board).has("member")) return err({ rule: "P1" })
  if (!board.hasCard(command.card)) return err({ rule: "C3" })
  const template = board.template(command.template)
  if (!template) return err({ rule: "H13", data: { template: command.template } })
  const data = { handoff: command.handoff, template: templateRef(template) }
  return ok([{ actor: someone.actor, kind: "handoff.created", card: command.card, cause: command.id, data }])
}

/** The same step by the same person a second time (a double tap, a second tab) is a yes that adds nothing. */
function isRepeat(command: HandoffCommand, handoff: Handoff, someone: Someone): boolean {
  switch (command.kind) {
    case "handoff.accept":
      return handoff.state === "accepted" && handoff.receiver === someone.actor
    case "handoff.see":
      return Object.hasOwn(handoff.seenAt, someone.actor)
    case "handoff.confirm":
      return handoff.state === "accepted" && !handoff.loopOpen
    case "handoff.withdraw":
      return handoff.state === "withdrawn" && handoff.sender === someone.actor
    default:
      return false
  }
}

function wrongState(command: HandoffCommand, handoff: Handoff): Refusal {
  const data = { state: handoff.state, ...(handoff.receiver ? { person: handoff.receiver } : {}) }
  const wasAccepted = handoff.receiver !== null
  if (command.kind === "handoff.accept" && wasAccepted) return { rule: "H4", data }
  if (command.kind === "handoff.withdraw" && wasAccepted) return { rule: "H5", data }
  return { rule: "H10", data }
}

function notYours(action: HandoffAction, handoff: Handoff, parties: ReadonlySet<Party>): Refusal {
  if (action === "accept" && parties.has("sender")) return { rule: "H11" }
  return {
    rule: "H6",
    data: { sender: handoff.sender, ...(handoff.to ? { to: `${handoff.to.kind}:${handoff.to.id}` } : {}) },
  }
}

type Guard = (step: Step) => Refusal | undefined

const GUARDS: Partial<Record<HandoffAction, Guard>> = {
  announce: guardNoOther,
  offer: (step) => guardNoOther(step) ?? guardAccountable(step) ?? guardSheet(step),
  question: ({ command }) => ("text" in command && command.text.trim() === "" ? { rule: "H12" } : undefined),
  answer: ({ command, handoff }) => {
    const question = "question" in command ? handoff.questions.find(({ seq }) => seq === command.question) : undefined
    return question && !question.answered ? undefined : { rule: "H10", data: { state: handoff.state } }
  },
  accept: guardAccept,
  confirm: ({ handoff }) => (handoff.loopOpen ? undefined : { rule: "H10", data: { state: handoff.state } }),
  correct: ({ handoff }) => (handoff.loopOpen ? undefined : { rule: "H10", data: { state: handoff.state } }),
  "read-again": ({ command, handoff, board }) =>
    handoff.corrected && "readBack" in command
      ? guardWords(command.readBack ?? "", board.sheet(handoff.id))
      : { rule: "H10" },
  add: ({ handoff, board }) => (board.now <= standByUntil(handoff) ? undefined : { rule: "H15" }),
  "send-back": ({ handoff, board }) => (board.now <= standByUntil(handoff) ? undefined : { rule: "H15" }),
  expire: ({ command, handoff, board }) =>
    "level" in command && command.level === handoff.escalation + 1 && board.now >= clockDue(handoff)
      ? undefined
      : { rule: "H10" },
  remind: ({ handoff }) => (handoff.loopOpen && !handoff.loopReminded ? undefined : { rule: "H10" }),
  verify: ({ handoff, someone }) => (handoff.fourEyes && handoff.doer === someone.actor ? { rule: "H14" } : undefined),
}

function guardNoOther({ handoff, board }: Step): Refusal | undefined {
  const other = board.openHandoff(handoff.card)
  if (!other || other.id === handoff.id || !isOpen(other)) return undefined
  return {
    rule: "H3",
    data: { handoff: other.id, person: other.sender, ...(other.to ? { to: `${other.to.kind}:${other.to.id}` } : {}) },
  }
}

/** What somebody else is accountable for is theirs to hand over; a lead may hand it over for them. */
function guardAccountable({ handoff, parties, someone, board }: Step): Refusal | undefined {
  const accountable = board.accountable(handoff.card)
  const isTheirs = accountable === null || accountable === someone.actor
  return isTheirs || parties.has("lead") ? undefined : { rule: "H1", data: { person: accountable } }
}

function guardSheet({ handoff, board }: Step): Refusal | undefined {
  const sheet = board.sheet(handoff.id)
  if (!sheet) return { rule: "H13" }
  const empty = holes(sheet.template, sheet.brief, sheet.severity).map(({ label }) => label)
  const missing = [...(sheet.to ? [] : ["to"]), ...empty]
  if (missing.length > 0) return { rule: "H7", data: { fields: missing } }
  return sheet.to && board.candidates(sheet.to, [handoff.sender]) > 0 ? undefined : { rule: "H16" }
}

function guardAccept({ command, handoff, board }: Step): Refusal | undefined {
  if (command.kind !== "handoff.accept") return undefined
  if (command.version !== handoff.version)
    return { rule: "H8", data: { read: command.version, version: handoff.version } }
  if (handoff.level === "ack") return undefined
  const sheet = board.sheet(handoff.id)
  if (!sheet) return { rule: "H13" }
  const unticked = actionsOf(sheet.brief, sheet.template).filter(({ id }) => !command.ticked?.includes(id))
  if (unticked.length > 0) return { rule: "H9", data: { why: "unticked", actions: unticked.map(({ verb }) => verb) } }
  return guardWords(command.readBack ?? "", sheet)
}

function guardWords(readBack: string, sheet: Sheet | undefined): Refusal | undefined {
  const verdict = judgeReadBack(readBack, briefText(sheet?.brief ?? {}))
  return verdict === "fine" ? undefined : { rule: "H9", data: { why: verdict } }
}

/** The fact as an entry: structure in `data`, words in `text` and `reason`. */
function draftOf(step: Step): EntryDraft {
  const { command, action, handoff, someone } = step
  const data: JsonObject = { handoff: handoff.id, ...dataOf(step) }
  const words = {
    ...("reason" in command ? { reason: command.reason } : {}),
    ...("text" in command ? { text: command.text } : {}),
    ...("readBack" in command && command.readBack !== undefined ? { text: command.readBack } : {}),
    ...(action === "offer" ? { text: briefJson(step) } : {}),
  }
  return {
    actor: someone.actor,
    kind: transitionOf(action).entry,
    card: handoff.card,
    cause: command.id,
    data,
    ...words,
  }
}

/** The whole brief travels with the offer, as words: what was offered can be read later as it stood. */
const briefJson = ({ handoff, board }: Step): string => JSON.stringify(board.sheet(handoff.id)?.brief ?? {})

function dataOf({ command, handoff, board, someone }: Step): Record<string, Json> {
  switch (command.kind) {
    case "handoff.announce":
      return {
        to: (board.sheet(handoff.id)?.to ?? null) as Json,
        ...(command.eta === undefined ? {} : { eta: command.eta }),
      }
    case "handoff.offer": {
      const { template, to, severity } = board.sheet(handoff.id)!
      return { to: to as unknown as Json, template: templateRef(template), ...clockOf(template, severity, board.now) }
    }
    case "handoff.reassign": {
      const within = Math.max(MINUTE_MS, (handoff.acceptBy ?? 0) - (handoff.offeredAt ?? 0))
      const { escalateEveryMs, standByMs, fourEyes } = handoff
      return {
        to: (command.to ?? handoff.to) as unknown as Json,
        acceptBy: board.now + within,
        escalateEveryMs,
        standByMs,
        fourEyes,
      }
    }
    case "handoff.question":
      return { field: command.field }
    case "handoff.answer":
      return { question: command.question }
    case "handoff.accept":
      return {
        version: command.version,
        channel: command.channel,
        loopOpen: handoff.level === "closed-loop",
        ticked: command.ticked ?? [],
        ...(command.claimedAt === undefined ? {} : { claimedAt: command.claimedAt }),
      }
    case "handoff.acknowledge":
      return command.addendum === undefined ? {} : { addendum: command.addendum }
    case "handoff.decline": {
      const left = handoff.to ? board.candidates(handoff.to, [handoff.sender, ...handoff.declinedBy, someone.actor]) : 0
      return left === 0 ? { nobodyLeft: true } : {}
    }
    case "handoff.expire":
      return { level: command.level }
    default:
      return {}
  }
}

function clockOf(template: HandoffTemplate, severity: Severity, now: Instant): Record<string, Json> {
  return {
    severity,
    level: template.level[severity],
    acceptBy: now + template.acceptWithinMinutes[severity] * MINUTE_MS,
    escalateEveryMs: template.escalateEveryMinutes[severity] * MINUTE_MS,
    standByMs: template.standByMinutes * MINUTE_MS,
    fourEyes: template.fourEyes,
  }
}
