/**
 * Promises that came too late. Of two promises that exclude each other the first counts; whoever comes second is told no, and
 * a line in the ledger says that they gave their word too, and which entry it lost against. The line moves nothing.
 *
 * Only what somebody could have done a moment before leaves a line: not a mistake, not a step of other people, not what a
 * program tried. One person leaves one line per step and entry it lost against, however often they ask.
 */
import type { Command } from "../command/command.ts"
import type { Asker, Deciding } from "../command/decide.ts"
import type { Refusal, RuleId } from "../errors.ts"
import type { Handoff } from "../handoff/handoff.ts"
import { isMachine, partiesOf } from "../handoff/parties.ts"
import { type HandoffAction, transitionOf } from "../handoff/transitions.ts"
import type { JsonObject } from "../json.ts"
import type { EntryDraft } from "../model/entry.ts"
import type { Mark } from "../model/mark.ts"
import type { CardPromise } from "./fold.ts"
import { cardPromise, handoffOf } from "./questions.ts"
import { SUPERSEDED, supersededKey } from "./superseded-line.ts"

/** Commands by which somebody gives their word. Reading, watching and clocks are none. */
const PROMISES: ReadonlySet<Command["kind"]> = new Set<Command["kind"]>([
  ...(["handoff.announce", "handoff.offer", "handoff.question", "handoff.answer", "handoff.accept"] as const),
  ...(["handoff.confirm", "handoff.correct", "handoff.read-again", "handoff.add", "handoff.acknowledge"] as const),
  ...(["handoff.decline", "handoff.return", "handoff.send-back", "handoff.withdraw", "handoff.reassign"] as const),
  ...(["handoff.take-over", "handoff.finish", "handoff.verify", "handoff.recall", "handoff.cancel"] as const),
  ...(["card.take", "card.release"] as const),
])

interface Lost {
  readonly command: Command
  readonly asker: Asker
  readonly card: CardPromise
  readonly handoff: Handoff | undefined
  readonly board: Deciding
}

interface Loss {
  /** What it is lost against, for people. */
  readonly against: string
  readonly find: (lost: Lost) => Mark | undefined
}

/** Every rule whose no may mean that somebody else, or the relay's clock, came first. Other refusals leave no line. */
export const LOSSES: Partial<Record<RuleId, Loss>> = {
  H1: { against: "what made somebody else accountable", find: ({ card }) => card.marks?.accountable },
  H3: { against: "the announcement or offer of another handoff of the card", find: ({ card }) => card.marks?.open },
  H4: { against: "the acceptance", find: wayOut },
  H5: { against: "the acceptance", find: wayOut },
  H6: { against: "the offer to somebody else, or the take-over", find: turnEnded },
  H8: { against: "the change of the brief", find: newerBrief },
  H10: { against: "the step after which it was too late", find: wayOut },
  H17: { against: "the announcement or offer of the card", find: ({ card }) => card.marks?.open },
  H18: { against: "the acceptance of another handoff of the card", find: ({ card }) => card.marks?.held },
}

/** The line to write, or the number of the one that says it already; undefined when nothing was lost. */
export function supersededBy(
  command: Command,
  asker: Asker,
  refusal: Refusal,
  board: Deciding,
): { readonly draft: EntryDraft } | { readonly seq: number } | undefined {
  const loss = LOSSES[refusal.rule]
  if (!loss || !PROMISES.has(command.kind) || isMachine(asker.actor)) return undefined
  const handoff = "handoff" in command ? handoffOf(board.promises, command.handoff) : undefined
  const id = handoff?.card ?? ("card" in command ? command.card : null) ?? ""
  const card = cardPromise(board.promises, id)
  if (!card) return undefined
  const lost: Lost = { command, asker, card, handoff, board }
  const mark = hadPart(lost) ? loss.find(lost) : undefined
  if (!mark || mark.by === asker.actor) return undefined
  const key = supersededKey(asker.actor, command.kind, handoff?.id, mark.seq)
  const known = card.superseded && Object.hasOwn(card.superseded, key) ? card.superseded[key] : undefined
  if (known !== undefined) return { seq: known }
  return { draft: draftOf(command, asker, refusal, mark, { card: id, handoff: handoff?.id }) }
}

function draftOf(
  command: Command,
  { actor }: Asker,
  { rule, data: told = {} }: Refusal,
  { seq, kind, by, at }: Mark,
  of: { readonly card: string; readonly handoff: string | undefined },
): EntryDraft {
  const claimedAt = "claimedAt" in command ? command.claimedAt : undefined
  return {
    actor,
    kind: SUPERSEDED,
    card: of.card,
    cause: String(seq),
    data: {
      ...{ promise: command.kind, command: command.id, rule, told: told as JsonObject, against: { kind, by, at } },
      ...(of.handoff === undefined ? {} : { handoff: of.handoff }),
      ...(claimedAt === undefined ? {} : { claimedAt }),
    },
  }
}

const actionIn = ({ kind }: Command): HandoffAction => kind.slice("handoff.".length) as HandoffAction

/** The step was for this person, now or in an earlier turn. What is about a card alone is for every member. */
function hadPart(lost: Lost): boolean {
  const { command, handoff } = lost
  if (!handoff) return !("handoff" in command)
  return isFor(lost, handoff, handoff) || (handoff.earlier ?? []).some((turn) => isFor(lost, handoff, turn))
}

type Turn = Pick<Handoff, "receiver" | "to">

function isFor({ command, asker, board }: Lost, handoff: Handoff, turn: Turn): boolean {
  const { who } = transitionOf(actionIn(command))
  const parties = partiesOf(asker, { ...handoff, ...turn }, board)
  // Whoever had the card in this handoff need not have it any more.
  return who.some((party) => parties.has(party) || (party === "accountable" && parties.has("receiver")))
}

/** The entry by which the handoff left the states in which this could be done. */
function wayOut({ command, handoff }: Lost): Mark | undefined {
  if (!handoff) return undefined
  const { from } = transitionOf(actionIn(command))
  if (from.includes(handoff.state)) return undefined
  return from
    .flatMap((state) => (state === "none" ? [] : (handoff.left?.[state] ?? [])))
    .reduce<Mark | undefined>((last, mark) => (last && last.seq > mark.seq ? last : mark), undefined)
}

/** It was this person's turn, and went to somebody else. */
function turnEnded(lost: Lost): Mark | undefined {
  const { handoff } = lost
  if (!handoff || isFor(lost, handoff, handoff)) return undefined
  return handoff.earlier?.findLast((turn) => isFor(lost, handoff, turn))?.endedBy
}

function newerBrief({ command, handoff }: Lost): Mark | undefined {
  const isOlder = command.kind === "handoff.accept" && handoff !== undefined && command.version < handoff.version
  return isOlder && command.version > 0 ? handoff.versionBy : undefined
}
