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
  /** Promises of people, which hold only on the board where they were given: how many are not in the file. */
  readonly staysBehind?: StaysBehind
  /** What was stored and could not be read, and is therefore not in the file. */
  readonly incomplete?: ExportGaps
}

/** Handoffs that were more than a draft, signatures that stand, and actions of huddles that are open. */
export interface StaysBehind {
  readonly handoffs: number
  readonly signatures: number
  readonly actions: number
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
  const staysBehind = promisesOf(parts.promises)
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
    ...(Object.values(staysBehind).some((count) => count > 0) ? { staysBehind } : {}),
    ...(parts.incomplete ? { incomplete: parts.incomplete } : {}),
  }
}

const things = (root: ReadonlyMap<string, Registers>): readonly ExportedThing[] =>
  [...root].map(([id, registers]) => ({ id, registers }))

function promisesOf({ handoffs, cards, actions }: Promises): StaysBehind {
  const signatures = Object.values(cards).flatMap((card) => Object.values(card.signatures))
  return {
    handoffs: Object.values(handoffs).filter(({ state }) => state !== "draft").length,
    signatures: signatures.reduce((sum, onCheck) => sum + onCheck.length, 0),
    actions: actions.filter(({ state }) => state === "open").length,
  }
}

function sinceOf(promises: Promises, id: string): BoardExport["since"] {
  const card = Object.hasOwn(promises.cards, id) ? promises.cards[id] : undefined
  if (!card) return []
  const { createdAt, enteredLaneAt, accountable, accountableSince } = card
  const promise = accountable === null ? {} : { accountable, accountableSince: accountableSince ?? enteredLaneAt }
  return [{ card: id, createdAt, enteredLaneAt, ...promise }]
}
