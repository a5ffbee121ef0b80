/** The relay's yes or no to a command, as a pure function of what is known: entries to write, or the rule that refuses. */
import type { Refusal } from "../errors.ts"
import type { ActorId } from "../ids.ts"
import type { EntryDraft } from "../model/entry.ts"
import type { Promises } from "../promises/fold.ts"
import { err, ok, type Result, unreachable } from "../result.ts"
import type { BoardRole } from "../rules/permission.ts"
import type { Command } from "./command.ts"

export interface Asker {
  readonly actor: ActorId
  readonly role: BoardRole
}

/** What a command is decided against. `hasCard` asks the document, the rest is the fold. */
export interface Deciding {
  readonly promises: Promises
  hasCard(id: string): boolean
}

export function decide(command: Command, asker: Asker, board: Deciding): Result<readonly EntryDraft[], Refusal> {
  if (!board.hasCard(command.card)) return err({ rule: "C3" })
  const card = Object.hasOwn(board.promises.cards, command.card) ? board.promises.cards[command.card] : undefined
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
      if (card?.accountable && card.accountable !== asker.actor)
        return err({ rule: "H1", data: { person: card.accountable } })
      return card?.accountable === asker.actor ? ok([]) : fact("card.taken")
    case "card.release":
      if (!card?.accountable) return ok([])
      if (card.accountable !== asker.actor && asker.role !== "lead") return err({ rule: "H2" })
      return fact("card.released", { from: card.accountable, reason: command.reason })
    default:
      return unreachable(command)
  }
}
