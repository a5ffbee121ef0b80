/**
 * Kinds of facts as people ask for them, as one table for the store, the server and the screens. `handoff.*` stands for every
 * kind of that noun. A kind belongs to the first group that has it; whatever is no fact of a card is one of the board.
 */
interface Group {
  readonly has: readonly string[]
  /** Of those, what an earlier group has already. */
  readonly without: readonly string[]
}

const PROMISES = ["handoff.*", "promise.*", "sheet.*", "huddle.*", "action.*", "card.taken", "card.released"]
/** Promises that came too late: they are among the promises too, beside what they lost against. */
const TOO_LATE = ["promise.superseded"]
const CHECKS = ["check.*", "gate.*", "card.ticked", "card.unticked"]
const MOVES = [
  ...["card.moved", "card.moved-before", "card.reordered", "card.blocked", "card.unblocked"],
  ...["card.created", "card.removed", "card.archived", "card.restored"],
]
const WORDS = ["card.*", "comment.*", "text.*", "words.*"]
const BEFORE_WORDS = [...PROMISES, ...CHECKS, ...MOVES]

export const KIND_GROUPS = ["promises", "too-late", "moves", "checks", "words", "board"] as const
export type KindGroup = (typeof KIND_GROUPS)[number]

export const GROUPS: Readonly<Record<KindGroup, Group>> = {
  promises: { has: PROMISES, without: [] },
  "too-late": { has: TOO_LATE, without: [] },
  moves: { has: MOVES, without: [] },
  checks: { has: CHECKS, without: [] },
  words: { has: WORDS, without: BEFORE_WORDS },
  board: { has: ["*"], without: [...BEFORE_WORDS, ...WORDS] },
}

/** Whether a kind fits `card.moved`, `card.*` or `*`. */
export const fitsKind = (kind: string, pattern: string): boolean =>
  pattern.endsWith("*") ? kind.startsWith(pattern.slice(0, -1)) : kind === pattern

export const isOfGroup = (kind: string, group: KindGroup): boolean =>
  GROUPS[group].has.some((pattern) => fitsKind(kind, pattern)) &&
  !GROUPS[group].without.some((pattern) => fitsKind(kind, pattern))

export const kindGroupOf = (kind: string): KindGroup => KIND_GROUPS.find((group) => isOfGroup(kind, group)) ?? "board"
