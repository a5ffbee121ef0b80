import { describe, expect, it } from "vitest"
import {
  type Filter,
  filterFrom,
  isFiltering,
  matches,
  NO_FILTER,
  questionOf,
  withFilter,
} from "../../../client/board/filter/filter.ts"
import type { ActorId } from "../../../shared/ids.ts"
import type { Registers } from "../../../shared/model/board-view.ts"
import type { CardPromise } from "../../../shared/promises/fold.ts"

const NOW = new Date(2026, 10, 24, 12).getTime()
const promise = (accountable: string | null) => ({ accountable: accountable as ActorId | null }) as CardPromise
const CARD: Registers = {
  title: "Vérifier the label",
  next: "Call Mira",
  excerpt: "Winter menu",
  place: ["todo", "a0"],
  due: "2026-11-20",
  blocked: { reason: "No stock" },
  "l:ux": true,
  "r:dev": { person: "Ben" },
}
const passes = (filter: Partial<Filter>, card: Registers = CARD, accountable: string | null = "user:ada") =>
  matches(card, promise(accountable), questionOf({ ...NO_FILTER, ...filter }), NOW, () => "Ben")

describe("the filter", () => {
  it.each([
    ["words of the title, without case and accents", { text: "VERIFIER" }],
    ["words of the next step and the description together", { text: "mira winter" }],
    ["words of the reason for a block", { text: "stock" }],
    ["the accountable person", { person: "user:ada" }],
    ["somebody of the crew, named by name", { person: "user:ben" }],
    ["a label", { label: "ux" }],
    ["a lane", { lane: "todo" }],
    ["what is overdue", { overdue: true }],
    ["what is blocked", { blocked: true }],
    ["several things at once", { text: "label", label: "ux", lane: "todo", overdue: true, blocked: true }],
  ] as [string, Partial<Filter>][])("finds a card by %s", (_, filter) => {
    expect(passes(filter)).toBe(true)
  })

  it.each([
    ["a word that it has not", { text: "label pharmacy" }],
    ["another label", { label: "api" }],
    ["another lane", { lane: "done" }],
    ["nobody yet", { unclaimed: true }],
    ["one thing that fits and one that does not", { label: "ux", lane: "done" }],
  ] as [string, Partial<Filter>][])("leaves a card out by %s", (_, filter) => {
    expect(passes(filter)).toBe(false)
  })

  it("leaves out by person who neither is accountable nor in the crew", () => {
    const question = questionOf({ ...NO_FILTER, person: "user:zoe" })
    expect(matches(CARD, promise("user:ada"), question, NOW, () => "Zoe")).toBe(false)
  })

  it("finds cards that nobody has taken", () => {
    expect(passes({ unclaimed: true }, CARD, null)).toBe(true)
  })

  it("goes through the address and comes back the same", () => {
    const filter: Filter = { ...NO_FILTER, text: "a b&c", person: "user:ada", overdue: true, unclaimed: true }
    expect(filterFrom(withFilter(new URLSearchParams(), filter))).toEqual(filter)
  })

  it("leaves the rest of the address alone, and leaves nothing of itself behind", () => {
    const query = withFilter(new URLSearchParams("card=c1&q=old&blocked=1"), NO_FILTER)
    expect(query.toString()).toBe("card=c1")
  })

  it("is none when only spaces are searched for", () => {
    expect(isFiltering({ ...NO_FILTER, text: "  " })).toBe(false)
    expect(isFiltering({ ...NO_FILTER, blocked: true })).toBe(true)
  })
})
