/** The list of boards as the screen shows it. */
import type { BoardSummary } from "../../shared/wire/http.ts"
import { boards as words } from "../words/en/boards.ts"

const MAX_NAME = 200
/** Fewer boards than this are found by looking. */
const SEARCH_FROM = 9

export interface BoardList {
  readonly live: readonly BoardSummary[]
  readonly archived: readonly BoardSummary[]
  readonly hasSearch: boolean
}

export function boardListOf(all: readonly BoardSummary[], search: string): BoardList {
  const wanted = folded(search)
  const matching = all
    .filter((board) => folded(board.name).includes(wanted))
    .sort((a, b) => b.changedAt - a.changedAt || (a.id < b.id ? -1 : 1))
  return {
    live: matching.filter((board) => board.archivedAt === null),
    archived: matching.filter((board) => board.archivedAt !== null),
    hasSearch: all.length >= SEARCH_FROM,
  }
}

export const withBoard =
  (board: BoardSummary) =>
  (all: readonly BoardSummary[]): readonly BoardSummary[] =>
    all.some(({ id }) => id === board.id) ? all.map((old) => (old.id === board.id ? board : old)) : [...all, board]

export function checkBoardName(name: string): string | undefined {
  if (name.trim() === "") return words.needName
  return name.trim().length > MAX_NAME ? words.longName : undefined
}

/** "Équipe" is found by "equipe". */
const folded = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim()
