import type { BoardView } from "../../shared/model/board-view.ts"

/** Readable, complete, and of the form that registers have everywhere else. */
export function boardAsJson(view: BoardView): string {
  const things = (map: BoardView["cards"]) => Object.fromEntries(map)
  const { meta, lanes, cards, sheets } = view
  const board = { meta, lanes: things(lanes), cards: things(cards), sheets: things(sheets) }
  return JSON.stringify(board, undefined, 2)
}
