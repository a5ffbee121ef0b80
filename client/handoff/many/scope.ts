/** Which cards are handed over together: those of a person, of a lane, or the ones that a filter shows. */
import { cardOf } from "../../../shared/model/card.ts"
import { SEVERITIES } from "../../../shared/model/keys.ts"
import type { BoardRole } from "../../../shared/rules/permission.ts"
import type { ReadModel } from "../../sync/board-session.ts"

export type ManyScope =
  | { readonly kind: "mine" }
  | { readonly kind: "lane"; readonly lane: string }
  | { readonly kind: "cards"; readonly cards: readonly string[] }

interface Giver {
  readonly actor: string
  readonly role: BoardRole
}

/**
 * The cards in a scope that are the giver's to hand over, the most serious first and otherwise as they lie on the board.
 * What nobody is accountable for can be handed over by anybody, what somebody else has only by a lead; work that lies in a
 * lane for what is finished is nobody's to take over.
 */
export function cardsInScope(model: ReadModel, scope: ManyScope, giver: Giver): readonly string[] {
  const lanes = ["", ...model.laneIds()].filter((lane) => model.lane(lane)?.kind !== "done")
  const all = lanes.flatMap((lane) => model.cardIds(lane).map((card) => ({ card, lane })))
  return all
    .filter(({ card, lane }) => isAskedFor(scope, card, lane) && isTheirs(model, scope, card, giver))
    .map(({ card }) => card)
    .sort((a, b) => weight(model, b) - weight(model, a))
}

function isAskedFor(scope: ManyScope, card: string, lane: string): boolean {
  if (scope.kind === "lane") return scope.lane === lane
  return scope.kind === "mine" || scope.cards.includes(card)
}

function isTheirs(model: ReadModel, scope: ManyScope, card: string, { actor, role }: Giver): boolean {
  const accountable = model.promise(card)?.accountable ?? null
  if (scope.kind === "mine") return accountable === actor
  return accountable === null || accountable === actor || role === "lead"
}

const weight = (model: ReadModel, card: string): number =>
  SEVERITIES.indexOf(cardOf(card, model.card(card) ?? {}).severity)
