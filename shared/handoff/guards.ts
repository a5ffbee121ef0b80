/** What must be true of a step beside the table: no other handoff, a whole sheet, the version that was read, a window. */
import type { Refusal } from "../errors.ts"
import { DAY_MS } from "../time.ts"
import { actionsIn, briefText, holes, notOptions } from "./brief.ts"
import { clockDue, LAST_ESCALATION, remindDue } from "./clocks.ts"
import { type Handoff, isOpen, standByUntil, type Target } from "./handoff.ts"
import { isKey } from "./parties.ts"
import { judgeReadBack } from "./read-back.ts"
import { judgeAnswers, receiverFields } from "./receiver-answers.ts"
import type { Sheet, Step } from "./step.ts"
import type { HandoffAction } from "./transitions.ts"

/** How long after its end a handoff may be taken up again. */
const RECALL_WITHIN_MS = 30 * DAY_MS

type Guard = (step: Step) => Refusal | undefined

const first =
  (...guards: readonly Guard[]): Guard =>
  (step) => {
    for (const guard of guards) {
      const refusal = guard(step)
      if (refusal) return refusal
    }
    return undefined
  }

const wrongPoint = ({ handoff }: Step): Refusal => ({ rule: "H10", data: { state: handoff.state } })
const when =
  (holds: (step: Step) => boolean, refusal: (step: Step) => Refusal = wrongPoint): Guard =>
  (step) =>
    holds(step) ? undefined : refusal(step)

export const tellTarget = (to: Target | null): { readonly to?: string } => (to ? { to: `${to.kind}:${to.id}` } : {})

/** Who has the card in which handoff, for the sentence that says so. */
export const tellOpen = (other: Handoff) => ({ handoff: other.id, person: other.sender, ...tellTarget(other.to) })

const noOther: Guard = ({ handoff, board }) => {
  const other = board.openHandoff(handoff.card)
  return other && other.id !== handoff.id && isOpen(other) ? { rule: "H3", data: tellOpen(other) } : undefined
}

const isThere: Guard = ({ handoff, board }) => (board.hasCard(handoff.card) ? undefined : { rule: "C3" })

/** What somebody else is accountable for is theirs to hand over; a lead may hand it over for them. */
const isTheirsToGive: Guard = ({ handoff, parties, board }) => {
  const accountable = board.accountable(handoff.card)
  const isTheirs = accountable === null || accountable === handoff.sender
  return isTheirs || parties.has("lead") ? undefined : { rule: "H1", data: { person: accountable } }
}

/** A program makes nobody accountable: whoever it offers for has the card already. */
const hasAPerson: Guard = ({ handoff, someone, board }) => {
  if (!isKey(someone.actor)) return undefined
  return board.accountable(handoff.card) === handoff.sender && !isKey(handoff.sender) ? undefined : { rule: "H21" }
}

/** The card has not gone on since: another handoff that was accepted after this one took it along. */
const stillHolds: Guard = ({ handoff, board }) => {
  const held = board.heldBy(handoff.card)
  return held === handoff.id ? undefined : { rule: "H18", data: held === undefined ? {} : { handoff: held } }
}

/** Nobody else has taken the card up; otherwise going back to it would take it away from them. */
const isFree: Guard = ({ handoff, board }) => {
  const held = board.heldBy(handoff.card)
  if (held !== undefined && held !== handoff.id) return { rule: "H18", data: { handoff: held } }
  const accountable = board.accountable(handoff.card)
  const isTheirs = accountable === null || accountable === (handoff.doer ?? handoff.receiver)
  return isTheirs ? undefined : { rule: "H1", data: { person: accountable } }
}

const hasTarget: Guard = ({ handoff, board }) => {
  const sheet = board.sheet(handoff.id)
  if (!sheet) return { rule: "H13" }
  return sheet.to ? undefined : { rule: "H7", data: { fields: ["to"] } }
}

const isWhole: Guard = ({ handoff, board }) => {
  const sheet = board.sheet(handoff.id)
  if (!sheet) return { rule: "H13" }
  const empty = holes(sheet.template, sheet.brief, sheet.severity)
  const missing = [...(sheet.to ? [] : ["to"]), ...empty.map(({ label }) => label)]
  const wrong = notOptions(empty, sheet.brief).map(({ label }) => label)
  if (missing.length > 0)
    return { rule: "H7", data: { fields: missing, ...(wrong.length === 0 ? {} : { notOptions: wrong }) } }
  return sheet.to ? hasReceiver(sheet.to, handoff, board) : undefined
}

const hasReceiver = (to: Target, handoff: Handoff, board: Step["board"]): Refusal | undefined => {
  const isSelf = to.kind === "person" && to.id === handoff.sender
  return !isSelf && board.candidates(to, [handoff.sender]) > 0 ? undefined : { rule: "H16" }
}

const mayLeave: Guard = ({ action, handoff, board }) => {
  const to = action === "offer" ? board.sheet(handoff.id)?.to : handoff.to
  return to ? board.exit?.(handoff.card, to) : undefined
}

const isRead: Guard = ({ command, handoff, board }) => {
  if (command.kind !== "handoff.accept") return undefined
  if (command.version !== handoff.version)
    return { rule: "H8", data: { read: command.version, version: handoff.version } }
  if (handoff.level === "ack") return undefined
  const sheet = board.sheet(handoff.id)
  if (!sheet) return { rule: "H13" }
  const unticked = actionsIn(sheet.brief, handoff.actionFields).filter(({ id }) => !command.ticked?.includes(id))
  if (unticked.length > 0) return { rule: "H9", data: { why: "unticked", actions: unticked.map(({ verb }) => verb) } }
  return judgeWords(command.readBack ?? "", sheet)
}

function judgeWords(readBack: string, sheet: Sheet | undefined): Refusal | undefined {
  const verdict = judgeReadBack(readBack, briefText(sheet?.brief ?? {}))
  return verdict === "fine" ? undefined : { rule: "H9", data: { why: verdict } }
}

/** What the template it was offered with asks of whoever accepts. */
const isAnswered: Guard = ({ command, handoff, board }) =>
  command.kind === "handoff.accept"
    ? judgeAnswers(receiverFields(board.template(handoff.template)), command.answers ?? {})
    : undefined

const hasWords = when(
  ({ command }) => !("text" in command) || command.text.trim() !== "",
  () => ({ rule: "H12" }),
)
const isLoopOpen = when(({ handoff }) => handoff.loopOpen)
const isStandBy = when(
  ({ handoff, board }) => board.now <= standByUntil(handoff),
  () => ({ rule: "H15" }),
)

/** What the two agreed to call done: each check is ticked, or said not to apply. */
const isTicked: Guard = ({ handoff, board }) => {
  const texts = (board.sheet(handoff.id)?.unticked ?? [])
    .filter(({ field }) => handoff.finishFields.includes(field))
    .map(({ text }) => text)
  return texts.length === 0 ? undefined : { rule: "H19", data: { texts } }
}

export const GUARDS: Partial<Record<HandoffAction, Guard>> = {
  announce: first(isThere, noOther, isTheirsToGive, hasTarget),
  offer: first(isThere, noOther, hasAPerson, isTheirsToGive, isWhole, mayLeave),
  question: hasWords,
  answer: first(
    when(
      ({ command, handoff }) =>
        "question" in command && handoff.questions.some(({ seq, answered }) => seq === command.question && !answered),
    ),
    hasWords,
  ),
  accept: first(isRead, isAnswered, mayLeave),
  confirm: first(
    isLoopOpen,
    when(
      ({ handoff, someone, parties }) =>
        handoff.receiver !== someone.actor && (parties.has("sender") || parties.has("lead") || handoff.loopReminded),
      () => ({ rule: "H6" }),
    ),
  ),
  correct: first(isLoopOpen, hasWords),
  "read-again": ({ command, handoff, board }) =>
    handoff.corrected && "readBack" in command
      ? judgeWords(command.readBack ?? "", board.sheet(handoff.id))
      : { rule: "H10", data: { state: handoff.state } },
  add: first(isStandBy, hasWords),
  acknowledge: when(
    ({ command, handoff }) =>
      command.kind === "handoff.acknowledge" &&
      (command.addendum === undefined || handoff.addenda.some(({ seq }) => seq === command.addendum)),
  ),
  "back-up": when(
    ({ handoff, someone }) => handoff.receiver !== someone.actor,
    () => ({ rule: "H6" }),
  ),
  return: ({ handoff, parties, board }) => {
    if (parties.has("relay")) {
      const without = [handoff.sender, ...handoff.declinedBy]
      const isOver = handoff.to !== null && board.candidates(handoff.to, without) === 0
      return isOver ? undefined : { rule: "H10", data: { state: handoff.state } }
    }
    return handoff.to?.kind === "person" || parties.has("lead")
      ? undefined
      : { rule: "H6", data: tellTarget(handoff.to) }
  },
  "send-back": first(isStandBy, noOther, stillHolds, isFree),
  expire: when(
    ({ command, handoff, board }) =>
      "level" in command &&
      command.level === handoff.escalation + 1 &&
      command.level <= LAST_ESCALATION &&
      board.now >= clockDue(handoff),
  ),
  remind: when(({ handoff, board }) => handoff.loopOpen && !handoff.loopReminded && board.now >= remindDue(handoff)),
  reassign: first(
    when(({ handoff }) => handoff.escalation > 0),
    ({ command, handoff, board }) => {
      const to = command.kind === "handoff.reassign" ? (command.to ?? handoff.to) : null
      return to ? hasReceiver(to, handoff, board) : { rule: "H7", data: { fields: ["to"] } }
    },
  ),
  "take-over": first(
    noOther,
    (step) => (step.handoff.state === "accepted" ? stillHolds(step) : undefined),
    when(
      ({ handoff, parties }) => !(isOpen(handoff) && parties.has("sender")),
      () => ({ rule: "H11" }),
    ),
  ),
  finish: first(
    noOther,
    stillHolds,
    when(
      ({ handoff }) => !handoff.corrected,
      () => ({ rule: "H9", data: { why: "corrected" } }),
    ),
    isTicked,
  ),
  verify: when(
    ({ handoff, someone }) => !(handoff.fourEyes && handoff.doer === someone.actor),
    () => ({ rule: "H14" }),
  ),
  recall: first(
    when(
      ({ handoff, board }) => board.now <= (handoff.endedAt ?? handoff.doneAt ?? 0) + RECALL_WITHIN_MS,
      () => ({ rule: "H15" }),
    ),
    noOther,
    isFree,
  ),
  cancel: (step) => (step.handoff.state === "accepted" ? (noOther(step) ?? stillHolds(step)) : undefined),
}
