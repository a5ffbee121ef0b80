/**
 * The whole board as one JSON document, complete enough to make the same board again: registers, texts, comments with their
 * authors and times, what happened before, and since when each card is where it is. `version` grows when a reader of the
 * older form would misread the newer one.
 */
import type { CardSince, SeedComment, SeedMove, SeedText } from "../import/seed.ts"
import type { BoardView, Registers } from "../model/board-view.ts"
import type { StoredDamage } from "../model/damage.ts"
import type { Promises } from "../promises/fold.ts"
import type { Instant } from "../time.ts"

export const EXPORT_FORMAT = "throughline-board"
export const EXPORT_VERSION = 1

export interface ExportedThing {
  readonly id: string
  readonly registers: Registers
}
export interface ExportedPerson {
  readonly actor: string
  readonly name: string
}

export interface BoardExport {
  readonly format: typeof EXPORT_FORMAT
  readonly version: typeof EXPORT_VERSION
  readonly exportedAt: string
  /** The board's id where it came from; a board made from this file gets a new one. */
  readonly id?: string
  readonly name: string
  readonly meta: Registers
  readonly lanes: readonly ExportedThing[]
  readonly cards: readonly ExportedThing[]
  readonly sheets: readonly ExportedThing[]
  readonly texts: readonly SeedText[]
  readonly comments: readonly SeedComment[]
  readonly history: readonly SeedMove[]
  readonly since: readonly ({ readonly card: string } & CardSince)[]
  readonly people: readonly ExportedPerson[]
  /** What was stored and could not be read, and is therefore not in the file. */
  readonly incomplete?: ExportGaps
}

/** Records of the board, texts of which only a part or nothing could be read, and the numbers of entries of the ledger. */
export interface ExportGaps extends StoredDamage {
  readonly texts: readonly string[]
  readonly entries: readonly number[]
}

export interface BoardParts {
  readonly id?: string
  readonly name: string
  readonly view: BoardView
  readonly promises: Promises
  readonly texts: readonly SeedText[]
  readonly comments: readonly SeedComment[]
  readonly history: readonly SeedMove[]
  readonly people: readonly ExportedPerson[]
  readonly exportedAt: Instant
  readonly incomplete?: ExportGaps | undefined
}

export function exportBoard(parts: BoardParts): BoardExport {
  const { view } = parts
  return {
    format: EXPORT_FORMAT,
    version: EXPORT_VERSION,
    exportedAt: new Date(parts.exportedAt).toISOString(),
    ...(parts.id === undefined ? {} : { id: parts.id }),
    name: parts.name,
    meta: view.meta,
    lanes: things(view.lanes),
    cards: things(view.cards),
    sheets: things(view.sheets),
    texts: parts.texts,
    comments: parts.comments,
    history: parts.history,
    since: [...view.cards.keys()].flatMap((card) => sinceOf(parts.promises, card)),
    people: parts.people,
    ...(parts.incomplete ? { incomplete: parts.incomplete } : {}),
  }
}

const things = (root: ReadonlyMap<string, Registers>): readonly ExportedThing[] =>
  [...root].map(([id, registers]) => ({ id, registers }))

function sinceOf(promises: Promises, id: string): BoardExport["since"] {
  const card = Object.hasOwn(promises.cards, id) ? promises.cards[id] : undefined
  if (!card) return []
  const { createdAt, enteredLaneAt, accountable, accountableSince } = card
  const promise = accountable === null ? {} : { accountable, accountableSince: accountableSince ?? enteredLaneAt }
  return [{ card: id, createdAt, enteredLaneAt, ...promise }]
}
