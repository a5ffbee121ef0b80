/** The relay's yes or no to a command, as a pure function of what is known: entries to write, or the rule that refuses. */
import type { Refusal } from "../errors.ts"
import { decideHandoff, type HandoffBoard } from "../handoff/decide-handoff.ts"
import { tellOpen } from "../handoff/guards.ts"
import { isKey, isMachine, type Someone } from "../handoff/parties.ts"
import { decideHuddle, type HuddleBoard } from "../huddle/decide-huddle.ts"
import type { EntryDraft } from "../model/entry.ts"
import { type CardPromise, type Promises, signaturesOf } from "../promises/fold.ts"
import { openHandoffOf } from "../promises/questions.ts"
import { err, ok, type Result, unreachable } from "../result.ts"
import { can } from "../rules/permission.ts"
import { capabilityOf } from "./capability.ts"
import type { Command, HandoffCommand, HuddleCommand } from "./command.ts"

/** Who asks: their board role and their crew roles. */
export type Asker = Someone

/** What a command is decided against: the fold, and questions to the document. */
export interface Deciding extends HandoffBoard, Omit<HuddleBoard, "promises"> {
  readonly promises: Promises
  /** A checklist item as it stands, with the hash of its text; undefined when the card has no such item. */
  check(card: string, check: string): { readonly roles: readonly string[]; readonly textHash: string } | undefined
}

type Decision = Result<readonly EntryDraft[], Refusal>
type CardCommand = Exclude<Command, HandoffCommand | HuddleCommand>

export function decide(command: Command, asker: Asker, board: Deciding): Decision {
  if (!isMachine(asker.actor) && !can(asker.role, capabilityOf(command.kind))) return err({ rule: "P1" })
  if (isKey(asker.actor) && TAKES_A_PERSON.has(command.kind)) return err({ rule: "H6" })
  if ("handoff" in command) return decideHandoff(command, asker, board)
  if (isOfHuddle(command)) return decideHuddle(command, asker, board)
  if (isMachine(asker.actor) && !MACHINES_MAY.has(command.kind)) return err({ rule: "H6" })
  if (!board.hasCard(command.card)) return err({ rule: "C3" })
  const card = Object.hasOwn(board.promises.cards, command.card) ? board.promises.cards[command.card] : undefined
  return decideCard(command, asker, board, card)
}

const isOfHuddle = (command: Command): command is HuddleCommand => command.kind.startsWith("huddle.")

/** What somebody stands for with their own name. A program with a key has every right of a lead, and no name. */
const TAKES_A_PERSON: ReadonlySet<Command["kind"]> = new Set<Command["kind"]>([
  ...(["handoff.accept", "handoff.read-again", "handoff.confirm", "handoff.verify"] as const),
  ...(["handoff.take-over", "handoff.back-up", "check.sign", "check.unsign", "card.take"] as const),
])

/** Programs comment and ask; they take no card, sign nothing and open no gate. */
const MACHINES_MAY: ReadonlySet<Command["kind"]> = new Set(["comment.add", "check.ask"])

function decideCard(command: CardCommand, asker: Asker, board: Deciding, card: CardPromise | undefined): Decision {
  const fact = (kind: string, more: Partial<EntryDraft> = {}) =>
    ok([{ actor: asker.actor, kind, card: command.card, cause: command.id, ...more }])
  switch (command.kind) {
    case "comment.add":
      if (command.text.trim() === "") return err({ rule: "C1" })
      return fact("comment.added", { text: command.text, data: { mentions: command.mentions ?? [] } })
    case "comment.edit":
      if (command.text.trim() === "") return err({ rule: "C1" })
      if (card?.comments[command.comment] !== asker.actor) return err({ rule: "C2" })
      return fact("comment.edited", { text: command.text, data: { comment: command.comment } })
    case "comment.remove": {
      const author = card?.comments[command.comment]
      if (author === undefined || (author !== asker.actor && asker.role !== "lead")) return err({ rule: "C2" })
      return fact("comment.removed", { data: { comment: command.comment } })
    }
    case "card.take":
      if (card?.accountable === asker.actor) return ok([])
      return refusalToTake(card, board) ?? fact("card.taken")
    case "card.release":
      if (!card?.accountable) return ok([])
      if (card.accountable !== asker.actor && asker.role !== "lead") return err({ rule: "H2" })
      if (card.openHandoff) return err({ rule: "H17", data: { handoff: card.openHandoff } })
      return fact("card.released", { from: card.accountable, reason: command.reason })
    case "check.sign": {
      const check = board.check(command.card, command.check)
      if (!check?.roles.includes(command.role)) return err({ rule: "S2" })
      if (!asker.crewRoles.includes(command.role)) return err({ rule: "S1", data: { role: command.role } })
      const { textHash } = check
      const isRepeat = signaturesOf(card, command.check).some(
        (signature) =>
          signature.by === asker.actor && signature.role === command.role && signature.textHash === textHash,
      )
      return isRepeat ? ok([]) : fact("check.signed", { data: { check: command.check, role: command.role, textHash } })
    }
    case "check.unsign": {
      const isSigned = signaturesOf(card, command.check).some(({ by }) => by === asker.actor)
      return isSigned ? fact("check.unsigned", { data: { check: command.check } }) : ok([])
    }
    case "check.ask":
      if (!board.check(command.card, command.check)?.roles.includes(command.role)) return err({ rule: "S2" })
      return fact("check.asked", { data: { check: command.check, role: command.role } })
    case "gate.override":
      if (asker.role !== "lead") return err({ rule: "H6" })
      if (command.reason.trim() === "") return err({ rule: "H12" })
      return fact("gate.overridden", { lane: command.lane, reason: command.reason })
    default:
      return unreachable(command)
  }
}

/** What is on its way to somebody is taken by accepting it; what somebody has is offered by them. */
function refusalToTake(card: CardPromise | undefined, { promises }: Deciding): Decision | undefined {
  if (!card?.accountable) return undefined
  const open = openHandoffOf(promises, card)
  return err(open ? { rule: "H3", data: tellOpen(open) } : { rule: "H1", data: { person: card.accountable } })
}
