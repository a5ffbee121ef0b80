/** How far each card is on its way to somebody else, and what keeps a sheet from being offered, as things to do. */
import { type Handoff, isOpen, isOpenOffer } from "../../../shared/handoff/handoff.ts"
import type { SheetField } from "../../../shared/handoff/template.ts"
import type { Json } from "../../../shared/json.ts"
import { handOverMany as words } from "../../words/en/hand-over-many.ts"
import { holesOf } from "../head.ts"
import { isDrafting } from "../standing.ts"
import type { LiveSheet } from "../useBrief.ts"

export type Row =
  /** No sheet of mine: one can be prepared. */
  | { readonly kind: "none"; readonly card: string }
  /** The sheet is here, its words or its template are not. */
  | { readonly kind: "loading" | "unknown-template"; readonly card: string; readonly handoff: Handoff }
  | { readonly kind: "ready"; readonly card: string; readonly handoff: Handoff; readonly sheet: LiveSheet }
  | {
      readonly kind: "held"
      readonly card: string
      readonly handoff: Handoff
      readonly sheet: LiveSheet
      readonly todo: readonly string[]
    }
  /** It is on its way: mine, or another one that stands in the way. */
  | { readonly kind: "offered" | "in-the-way" | "accepted"; readonly card: string; readonly handoff: Handoff }

/** The sheet of mine that would be offered: the newest that nobody has been offered yet, or that came back. */
export const draftOf = (handoffs: readonly Handoff[], me: string): Handoff | undefined =>
  handoffs.findLast((handoff) => isDrafting(handoff) && handoff.sender === me)

/** `offeredHere`: what was offered from this list, so that an acceptance is told as such. */
export function rowOf(
  card: string,
  handoffs: readonly Handoff[],
  me: string,
  sheet: (handoff: Handoff) => LiveSheet | "unknown-template" | undefined,
  offeredHere: ReadonlySet<string>,
): Row {
  const done = handoffs.find(({ id, receiver }) => offeredHere.has(id) && receiver !== null)
  if (done) return { kind: "accepted", card, handoff: done }
  const open = handoffs.find((handoff) => isOpen(handoff) && !(isDrafting(handoff) && handoff.sender === me))
  if (open) return { kind: open.sender === me && isOpenOffer(open) ? "offered" : "in-the-way", card, handoff: open }
  const handoff = draftOf(handoffs, me)
  if (!handoff) return { kind: "none", card }
  const found = sheet(handoff)
  if (found === "unknown-template") return { kind: "unknown-template", card, handoff }
  if (!found?.isWhole) return { kind: "loading", card, handoff }
  const todo = todoOf(found)
  return todo.length === 0
    ? { kind: "ready", card, handoff, sheet: found }
    : { kind: "held", card, handoff, sheet: found, todo }
}

const todoOf = (sheet: LiveSheet): readonly string[] => [
  ...(sheet.to ? [] : [words.todo.to]),
  ...holesOf(sheet).map((field) =>
    todoFor(field, Object.hasOwn(sheet.brief, field.key) ? sheet.brief[field.key] : undefined),
  ),
]

/** What fills a hole, in a few words. */
export function todoFor(field: SheetField, value: Json | undefined): string {
  const { label, noneIsAnAnswer } = field
  const orNone = (what: string) => (noneIsAnAnswer ? words.todo.orNone(what) : what)
  if (Array.isArray(value) && value.length > 0) return words.todo.finish(label)
  switch (field.type) {
    case "if-then":
      return orNone(words.todo["if-then"])
    case "actions":
    case "checks":
    case "references":
      return orNone(words.todo[field.type](label))
    case "choice":
    case "multi":
    case "person":
    case "time":
      return orNone(words.todo.choose(label))
    default:
      return orNone(words.todo.fill(label))
  }
}
