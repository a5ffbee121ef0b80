import type { BoardView, Registers } from "../../../shared/model/board-view.ts"

export interface ArchivedThing {
  readonly id: string
  readonly name: string
}

/** Archived cards and lanes whose name has these words in it. */
export function archivedIn(view: BoardView, text: string) {
  const wanted = text.trim().toLowerCase()
  const listed = (things: ReadonlyMap<string, Registers>, key: string): ArchivedThing[] =>
    [...things]
      .filter(([, registers]) => registers.archived === true)
      .map(([id, registers]) => ({ id, name: typeof registers[key] === "string" ? registers[key] : "" }))
      .filter(({ name }) => name.toLowerCase().includes(wanted))
  return { cards: listed(view.cards, "title"), lanes: listed(view.lanes, "name") }
}
