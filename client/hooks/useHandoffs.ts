import type { Handoff } from "../../shared/handoff/handoff.ts"
import type { Registers } from "../../shared/model/board-view.ts"
import { useModel } from "./useModel.ts"

export const useHandoff = (id: string): Handoff | undefined => useModel(`handoff:${id}`, (model) => model.handoff(id))

/** All handoffs of a card, drafts too, oldest first. */
export const useHandoffsOf = (cardId: string): readonly Handoff[] =>
  useModel(`handoffs-of:${cardId}`, (model) => model.handoffsOf(cardId))

/** All handoffs of the board: for what needs somebody, never for drawing cards. */
export const useHandoffs = (): readonly Handoff[] => useModel("handoffs", (model) => model.handoffs())

/** The short fields of a handoff's sheet. */
export const useSheet = (handoffId: string): Registers | undefined =>
  useModel(`sheet:${handoffId}`, (model) => model.sheet(handoffId))
