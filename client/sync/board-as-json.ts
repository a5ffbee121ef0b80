import { type BoardView, plainView } from "../../shared/model/board-view.ts"

/** Readable, complete, and of the form that registers have everywhere else. */
export function boardAsJson(view: BoardView): string {
  return JSON.stringify(plainView(view), undefined, 2)
}
