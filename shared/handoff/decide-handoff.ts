/**
 * The relay's yes or no to a step of a handoff. The table says from where and by whom; the guards say what else must be
 * true. Every refusal names its rule, and `data` what the person needs to see.
 */
import type { HandoffCommand } from "../command/command.ts"
import type { Refusal } from "../errors.ts"
import type { ActorId } from "../ids.ts"
import type { EntryDraft } from "../model/entry.ts"
import { err, ok, type Result } from "../result.ts"
import { factOf } from "./facts.ts"
import { GUARDS, tellTarget } from "./guards.ts"
import { type Handoff, isFollowing } from "./handoff.ts"
import { isKey, partiesOf, type Someone } from "./parties.ts"
import type { HandoffBoard, Step } from "./step.ts"
import { templateRef } from "./template.ts"
import { type HandoffAction, type Party, transitionOf } from "./transitions.ts"

export type { HandoffBoard, Sheet } from "./step.ts"

type Decision = Result<readonly EntryDraft[], Refusal>

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
  return refusal ? err(refusal) : ok([factOf(step)])
}

function decideCreate(
  command: HandoffCommand & { kind: "handoff.create" },
  someone: Someone,
  board: HandoffBoard,
  known: Handoff | undefined,
): Decision {
  if (known) return isOwn(known, someone) && known.card === command.card ? ok([]) : err({ rule: "H6" })
  if (!partiesOf(someone, undefined, board).has("member")) return err({ rule: "P1" })
  if (!board.hasCard(command.card)) return err({ rule: "C3" })
  const template = board.template(command.template)
  if (!template) return err({ rule: "H13", data: { template: command.template } })
  const person = senderFor(someone, board.accountable(command.card))
  if (person === undefined) return err({ rule: "H21" })
  const onBehalf = person === someone.actor ? {} : { sender: person }
  const data = { handoff: command.handoff, template: templateRef(template), ...onBehalf }
  return ok([{ actor: someone.actor, kind: "handoff.created", card: command.card, cause: command.id, data }])
}

/** Whoever begins a handoff sends it; a program does so for the person who is accountable, or not at all. */
function senderFor({ actor }: Someone, accountable: ActorId | null): ActorId | undefined {
  if (!isKey(actor)) return actor
  return accountable === null || isKey(accountable) ? undefined : accountable
}

const isOwn = ({ sender, createdBy = sender }: Handoff, { actor }: Someone): boolean => createdBy === actor

/** The same step by the same person a second time (a double tap, a second tab, a timer twice) is a yes that adds nothing. */
function isRepeat(command: HandoffCommand, handoff: Handoff, { actor }: Someone): boolean {
  switch (command.kind) {
    case "handoff.accept":
      return handoff.receiver === actor && ["accepted", "done", "verified"].includes(handoff.state)
    case "handoff.take-over":
      return handoff.receiver === actor && handoff.state === "accepted"
    case "handoff.see":
      return Object.hasOwn(handoff.seenAt, actor)
    case "handoff.confirm":
      return handoff.sender === actor && handoff.state === "accepted" && !handoff.loopOpen
    case "handoff.acknowledge":
      return handoff.receiver === actor && isAcknowledged(command.addendum, handoff)
    case "handoff.back-up":
      return handoff.backups.includes(actor)
    case "handoff.watch":
      return handoff.watchers.includes(actor)
    case "handoff.step-aside":
      return !isFollowing(handoff, actor)
    case "handoff.withdraw":
      return handoff.sender === actor && handoff.state === "withdrawn"
    case "handoff.finish":
      return handoff.doer === actor && (handoff.state === "done" || handoff.state === "verified")
    case "handoff.verify":
      return handoff.endedBy === actor && handoff.state === "verified"
    case "handoff.expire":
      return actor === "system" && command.level >= 1 && command.level <= handoff.escalation
    case "handoff.remind":
      return actor === "system" && handoff.loopReminded
    default:
      return false
  }
}

const isAcknowledged = (addendum: number | undefined, handoff: Handoff): boolean =>
  addendum === undefined
    ? handoff.changedSince === "no"
    : handoff.addenda.some(({ seq, acknowledged }) => seq === addendum && acknowledged)

/** Where the handoff is, and who brought it there: "already accepted by …", "withdrawn by …". */
function wrongState(command: HandoffCommand, handoff: Handoff): Refusal {
  const wasAccepted = ["accepted", "done", "verified"].includes(handoff.state)
  const person = wasAccepted ? handoff.receiver : handoff.endedBy
  const data = { state: handoff.state, ...(person === null ? {} : { person }) }
  if (command.kind === "handoff.accept" && wasAccepted) return { rule: "H4", data }
  if (command.kind === "handoff.withdraw" && wasAccepted) return { rule: "H5", data }
  return { rule: "H10", data }
}

function notYours(action: HandoffAction, handoff: Handoff, parties: ReadonlySet<Party>): Refusal {
  if (action === "accept" && parties.has("sender")) return { rule: "H11" }
  return { rule: "H6", data: { sender: handoff.sender, ...tellTarget(handoff.to) } }
}
