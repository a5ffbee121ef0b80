/**
 * The board as this browser has it, as a file that makes it again: what was arranged, since when, and the long texts that are
 * open here or wait to be sent. Comments and moves are the ledger's, which stays where the board is.
 */
import { exportBoard } from "../../shared/export/board-export.ts"
import type { SeedText } from "../../shared/import/seed.ts"
import type { BoardView } from "../../shared/model/board-view.ts"
import { boardName } from "../../shared/model/settings.ts"
import type { Promises } from "../../shared/promises/fold.ts"
import type { Instant } from "../../shared/time.ts"

export interface BoardCopy {
  readonly view: BoardView
  readonly promises: Promises
  readonly texts: readonly SeedText[]
  readonly at: Instant
}

export function boardAsJson({ view, promises, texts, at }: BoardCopy): string {
  const parts = { name: boardName(view), view, promises, texts, exportedAt: at }
  return JSON.stringify(exportBoard({ ...parts, comments: [], history: [], people: [] }), undefined, 2)
}
