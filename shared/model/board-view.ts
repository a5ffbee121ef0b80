/**
 * What a board is, as plain readonly data: the same registers as the document, without the CRDT. Everything that reads a
 * board (screen, referee, export, tests) reads this. Typed questions about lanes and cards stand beside it.
 */
import type { Json } from "../json.ts"

/** Key → value. A register that is put away (`null`) is not listed. */
export type Registers = Readonly<Record<string, Json>>

export interface BoardView {
  readonly meta: Registers
  readonly lanes: ReadonlyMap<string, Registers>
  readonly cards: ReadonlyMap<string, Registers>
  readonly sheets: ReadonlyMap<string, Registers>
}

/** The same without maps, as it is written into JSON. */
export function plainView({ meta, lanes, cards, sheets }: BoardView) {
  return {
    meta,
    lanes: Object.fromEntries(lanes),
    cards: Object.fromEntries(cards),
    sheets: Object.fromEntries(sheets),
  }
}

export const EMPTY_BOARD: BoardView = { meta: {}, lanes: new Map(), cards: new Map(), sheets: new Map() }
