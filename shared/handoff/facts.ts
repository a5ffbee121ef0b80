/** The fact that a step leaves in the ledger: structure in `data`, words in `text` and `reason`. */
import type { Json, JsonObject } from "../json.ts"
import type { Severity } from "../model/card.ts"
import type { EntryDraft } from "../model/entry.ts"
import { type Instant, MINUTE_MS } from "../time.ts"
import { actionFieldsOf } from "./brief.ts"
import type { Handoff, Target } from "./handoff.ts"
import { givenAnswers, receiverFields } from "./receiver-answers.ts"
import type { HandoffBoard, Step } from "./step.ts"
import { type HandoffTemplate, templateRef } from "./template.ts"
import { transitionOf } from "./transitions.ts"

export function factOf(step: Step): EntryDraft {
  const { command, action, handoff, someone } = step
  const words = {
    ...("reason" in command ? { reason: command.reason } : {}),
    ...("text" in command ? { text: command.text } : {}),
    ...("readBack" in command && command.readBack !== undefined ? { text: command.readBack } : {}),
    ...(action === "offer" ? { text: briefJson(step) } : {}),
    ...answersIn(step),
  }
  return {
    actor: someone.actor,
    kind: transitionOf(action).entry,
    card: handoff.card,
    cause: command.id,
    data: { handoff: handoff.id, ...dataOf(step) },
    ...words,
  }
}

function answersIn({ command, handoff, board }: Step): Pick<EntryDraft, "answers"> {
  if (command.kind !== "handoff.accept") return {}
  const answers = givenAnswers(receiverFields(board.template(handoff.template)), command.answers ?? {})
  return answers ? { answers } : {}
}

/** The whole brief travels with the offer, as words: what was offered can be read later as it stood. */
const briefJson = ({ handoff, board }: Step): string => JSON.stringify(board.sheet(handoff.id)?.brief ?? {})

const json = (target: Target | null | undefined): Json => (target ? { kind: target.kind, id: target.id } : null)

function dataOf({ command, handoff, board, someone }: Step): JsonObject {
  switch (command.kind) {
    case "handoff.announce":
      return { to: json(board.sheet(handoff.id)?.to), ...(command.eta === undefined ? {} : { eta: command.eta }) }
    case "handoff.offer":
      return offerOf(handoff, board)
    case "handoff.reassign":
      return reassignOf(handoff, command.to ?? handoff.to, board)
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
    case "handoff.decline":
      return isLast(handoff, someone.actor, board) ? { nobodyLeft: true } : {}
    case "handoff.expire":
      return { level: command.level }
    default:
      return {}
  }
}

function offerOf(handoff: Handoff, board: HandoffBoard): JsonObject {
  const sheet = board.sheet(handoff.id)
  if (!sheet) return {}
  const { template, to, severity } = sheet
  return {
    to: json(to),
    template: templateRef(template),
    ...clockOf(template, severity, board.now, to && board.acceptMinutes?.(handoff.card, to, severity)),
    actionFields: actionFieldsOf(template),
    materialFields: template.fields.filter(({ material }) => material).map(({ key }) => key),
    finishFields: template.fields.filter(({ toFinish }) => toFinish).map(({ key }) => key),
  }
}

/** The same terms, counted from now: the time to accept that the two lanes have, or else the one that it had. */
function reassignOf(handoff: Handoff, to: Target | null, { now, acceptMinutes }: HandoffBoard): JsonObject {
  const own = to && acceptMinutes?.(handoff.card, to, handoff.severity)
  const within = own ? own * MINUTE_MS : Math.max(MINUTE_MS, (handoff.acceptBy ?? 0) - (handoff.offeredAt ?? 0))
  const { escalateEveryMs, standByMs, fourEyes, actionFields, materialFields, finishFields } = handoff
  const fields = { actionFields, materialFields, finishFields }
  return { to: json(to), acceptBy: now + within, escalateEveryMs, standByMs, fourEyes, ...fields }
}

const isLast = ({ to, sender, declinedBy }: Handoff, actor: string, board: HandoffBoard): boolean =>
  to === null || to.kind === "person" || board.candidates(to, [sender, ...declinedBy, actor]) === 0

function clockOf(template: HandoffTemplate, severity: Severity, now: Instant, ownMinutes?: number): JsonObject {
  return {
    severity,
    level: template.level[severity],
    acceptBy: now + (ownMinutes ?? template.acceptWithinMinutes[severity]) * MINUTE_MS,
    escalateEveryMs: template.escalateEveryMinutes[severity] * MINUTE_MS,
    standByMs: template.standByMinutes * MINUTE_MS,
    fourEyes: template.fourEyes,
  }
}
