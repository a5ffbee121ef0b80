import { useMemo } from "react"
import type { Registers } from "../../shared/model/board-view.ts"
import { type Card, cardOf } from "../../shared/model/card.ts"
import type { CardPromise } from "../../shared/promises/fold.ts"
import { useModel } from "./useModel.ts"

export const useCardIds = (laneId: string): readonly string[] =>
  useModel(`cards-of:${laneId}`, (model) => model.cardIds(laneId))

export const useCardRegisters = (id: string): Registers | undefined => useModel(`card:${id}`, (model) => model.card(id))

export function useCard(id: string): Card | undefined {
  const registers = useCardRegisters(id)
  return useMemo(() => registers && cardOf(id, registers), [id, registers])
}

/** Who is accountable, since when it lies where it lies, which comments stand. */
export const usePromise = (cardId: string): CardPromise | undefined =>
  useModel(`promise:${cardId}`, (model) => model.promise(cardId))
