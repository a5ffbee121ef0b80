/** Search and filter: what is asked for, its form in the address (so that it can be shared), and which cards pass. */
import type { Registers } from "../../../shared/model/board-view.ts"
import { placeOf, prefixedOf } from "../../../shared/model/card.ts"
import type { CardPromise } from "../../../shared/promises/fold.ts"
import type { Instant } from "../../../shared/time.ts"
import { isOverdue } from "../tile/ageing.ts"

export interface Filter {
  readonly text: string
  /** An actor: accountable or in the crew. */
  readonly person: string
  readonly label: string
  readonly lane: string
  readonly overdue: boolean
  readonly blocked: boolean
  readonly unclaimed: boolean
}

export const NO_FILTER: Filter = {
  text: "",
  person: "",
  label: "",
  lane: "",
  overdue: false,
  blocked: false,
  unclaimed: false,
}

const WORDS = { text: "q", person: "person", label: "label", lane: "lane" } as const
const FLAGS = ["overdue", "blocked", "unclaimed"] as const

export const isFiltering = (filter: Filter): boolean =>
  Object.entries(filter).some(([key, value]) => (key === "text" ? filter.text.trim() !== "" : Boolean(value)))

export function filterFrom(query: URLSearchParams): Filter {
  const words = Object.entries(WORDS).map(([key, name]) => [key, query.get(name) ?? ""])
  const flags = FLAGS.map((flag) => [flag, query.has(flag)])
  return { ...NO_FILTER, ...Object.fromEntries([...words, ...flags]) }
}

/** The query with this filter in it; everything else that it says stays. */
export function withFilter(query: URLSearchParams, filter: Filter): URLSearchParams {
  const next = new URLSearchParams(query)
  const put = (name: string, value: string) => (value === "" ? next.delete(name) : next.set(name, value))
  for (const [key, name] of Object.entries(WORDS)) put(name, filter[key as keyof typeof WORDS])
  for (const flag of FLAGS) put(flag, filter[flag] ? "1" : "")
  return next
}

/** What is asked of each card, with the text cut into folded words once. */
export interface Question extends Filter {
  readonly terms: readonly string[]
}
export const questionOf = (filter: Filter): Question => ({
  ...filter,
  terms: folded(filter.text).split(/\s+/).filter(Boolean),
})

export function matches(
  card: Registers,
  promise: CardPromise | undefined,
  question: Question,
  now: Instant,
  personName: (actor: string) => string = (actor) => actor,
): boolean {
  const { lane, label, person } = question
  if (lane !== "" && placeOf(card)?.[0] !== lane) return false
  if (label !== "" && card[`l:${label}`] !== true) return false
  if (question.blocked && card.blocked === undefined) return false
  if (question.unclaimed && promise?.accountable) return false
  if (question.overdue && !isOverdue(typeof card.due === "string" ? card.due : undefined, now)) return false
  if (person !== "" && promise?.accountable !== person && !isInCrew(card, person, personName(person))) return false
  return question.terms.length === 0 || hasTerms(card, question.terms)
}

/** A crew names people by actor or, from an import, by name alone. */
const isInCrew = (card: Registers, actor: string, name: string): boolean =>
  prefixedOf(card, "r").some(([, value]) => {
    const person = (value as { person?: unknown } | null)?.person
    return person === actor || person === name
  })

function hasTerms(card: Registers, terms: readonly string[]): boolean {
  const reason = (card.blocked as { reason?: unknown } | undefined)?.reason
  const text = folded(
    [card.title, card.next, card.excerpt, reason].filter((part) => typeof part === "string").join("\n"),
  )
  return terms.every((term) => text.includes(term))
}

/** Case and accents do not matter to somebody who searches. */
const folded = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase()
