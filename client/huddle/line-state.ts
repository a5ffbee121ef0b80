/**
 * A decision or an action while it is typed. What is read out of the words goes into who and when; whatever was set by hand
 * stays as it was set.
 */
import type { Instant } from "../../shared/time.ts"
import { huddle as words } from "../words/en/huddle.ts"
import type { LineDraft, LineKind } from "./huddle-ui.ts"
import { type Nameable, parseLine } from "./parse-line.ts"

interface Values {
  /** As typed, with "@name" and the time in them. */
  readonly words: string
  /** Without what was read out. */
  readonly text: string
  readonly person: string
  readonly due: string
  readonly isAboutCard: boolean
}
type ByHand = Partial<Pick<Values, "person" | "due" | "isAboutCard">>

export class LineState implements Values {
  readonly words: string
  readonly text: string
  readonly person: string
  readonly due: string
  readonly isAboutCard: boolean
  readonly #kind: LineKind
  readonly #usual: Pick<Values, "person" | "due">
  readonly #byHand: ByHand

  constructor(kind: LineKind, values: Values, usual: Pick<Values, "person" | "due">, byHand: ByHand) {
    this.words = values.words
    this.text = values.text
    this.person = values.person
    this.due = values.due
    this.isAboutCard = values.isAboutCard
    this.#kind = kind
    this.#usual = usual
    this.#byHand = byHand
  }

  /** A decision has nobody and no time in it, so its words stay as they are. */
  read(typed: string, people: readonly Nameable[], now: Instant): LineState {
    const found = this.#kind === "action" ? parseLine(typed, people, now) : { text: typed.trim() }
    const values = { isAboutCard: true, ...this.#usual, ...found, ...this.#byHand, words: typed, text: found.text }
    return new LineState(this.#kind, values, this.#usual, this.#byHand)
  }

  with(set: ByHand): LineState {
    return new LineState(this.#kind, { ...this, ...set }, this.#usual, { ...this.#byHand, ...set })
  }
}

interface Starting {
  readonly people: readonly Nameable[]
  readonly now: Instant
  /** Whoever is accountable for the card, where that is somebody. */
  readonly person: string | null
  /** The day of the next huddle. */
  readonly due: string
}

export function startLine(draft: LineDraft, { people, now, person, due }: Starting): LineState {
  const isKnown = people.some(({ actor }) => actor === person)
  const usual = { person: draft.person ?? (isKnown && person !== null ? person : ""), due: draft.due ?? due }
  const empty = { words: "", text: "", ...usual, isAboutCard: true }
  return new LineState(draft.kind, empty, usual, {}).read(draft.text, people, now)
}

export function lineProblems(kind: LineKind, line: LineState): Partial<Record<"text" | "person" | "due", string>> {
  return {
    ...(line.text === "" ? { text: words.needWords } : {}),
    ...(kind === "action" && line.person === "" ? { person: words.needPerson } : {}),
    ...(kind === "action" && line.due === "" ? { due: words.needDue } : {}),
  }
}

export const filled = (draft: LineDraft, { text, person, due, isAboutCard }: LineState): LineDraft => ({
  ...{ kind: draft.kind, text, card: isAboutCard ? draft.card : null },
  ...(draft.kind === "action" ? { person, due } : {}),
})
