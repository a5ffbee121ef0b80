/** What the gates of lanes look at, read from the model: the honest client learns before the drop what the relay would say. */
import { type GateBoard, isHandedOver } from "../../shared/rules/gate.ts"
import type { ReadModel } from "./board-session.ts"

export const gateBoardOf = (model: ReadModel): GateBoard => ({
  lane: model.lane,
  card: model.card,
  promise: model.promise,
  cardsIn: (lane) => model.cardIds(lane).length,
  isHandedOver: (card) => isHandedOver(model.promise(card)),
  laneIds: model.laneIds,
})
