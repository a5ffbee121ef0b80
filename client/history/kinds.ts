/** Kinds of facts as people ask for them. */
export const KIND_GROUPS = ["promises", "moves", "checks", "words", "board"] as const
export type KindGroup = (typeof KIND_GROUPS)[number]

const PATTERNS: readonly (readonly [KindGroup, RegExp])[] = [
  ["promises", /^(handoff|sheet|huddle|action)\.|^card\.(taken|released)$/],
  ["checks", /^(check|gate)\.|^card\.(ticked|unticked)$/],
  ["moves", /^card\.(moved|moved-before|reordered|blocked|unblocked|created|removed|archived|restored)$/],
  ["words", /^(card|comment|text)\./],
]

/** Whatever is no fact of a card is one of the board. */
export const kindGroupOf = (kind: string): KindGroup =>
  PATTERNS.find(([, pattern]) => pattern.test(kind))?.[0] ?? "board"
