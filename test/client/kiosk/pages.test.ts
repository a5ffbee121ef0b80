import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { letterSizes } from "../../../client/kiosk/letters.ts"
import {
  type Layout,
  layoutOf,
  MOST_PAGES,
  nextLinesIn,
  PAGE_MS,
  pageOfCard,
  rowHeightOf,
} from "../../../client/kiosk/pages.ts"
import { pictureOf } from "../../../client/kiosk/picture.ts"
import { nextWords } from "../../../client/kiosk/row-lines.ts"
import { linesOf } from "../../../client/kiosk/text-width.ts"
import type { BoardStatus, CardStatus } from "../../../shared/wire/http.ts"
import { cardStatus } from "../../support/card-status.ts"

const NOW = Date.UTC(2026, 5, 5, 10, 42)
const FULL_HD = { width: 1920, height: 1080 }
const tv = (diagonalInches: number, distanceMetres = 4) => letterSizes({ diagonalInches, distanceMetres }, FULL_HD)

/** Next steps from none at all to two lines of a narrow column, as they come on a full board. */
const STEPS = ["", "Ring Finance", "Ask Finance for the new tax tables and try them on the test shop", "x".repeat(80)]
const card = (id: string, minutes: number) =>
  cardStatus(id, NOW, { enteredLaneAt: NOW - minutes * 60_000, next: STEPS[minutes % STEPS.length] ?? "" })
/** A board with so many cards in each of its lanes. */
const board = (...sizes: readonly (readonly [kind: string, cards: number])[]): BoardStatus => ({
  ...{ id: "b", name: "Board", seq: 1, at: NOW, kinds: [] },
  lanes: sizes.map(([kind, count], lane) => ({
    ...{ id: `l${lane}`, name: `Lane ${lane}`, kind, wip: null, targetMinutes: kind === "done" ? null : 100 },
    cards: Array.from({ length: count }, (_, at) => card(`${lane}-${at}`, at)),
    total: count,
  })),
})
const laidOut = (status: BoardStatus, inches: number) => layoutOf(pictureOf(status, NOW), tv(inches), FULL_HD)
const shownIn = ({ pages }: Layout) =>
  pages.flatMap((page) => (page.kind === "work" ? page.columns.flat().flatMap(({ rows }) => rows) : []))

describe("any board on any screen", () => {
  const sizes = fc.array(fc.tuple(fc.constantFrom("waiting", "active", "pass", "done"), fc.nat(40)), { maxLength: 12 })
  it("takes at most four pages and a minute, shows each card once, and counts what it cannot show", () => {
    fc.assert(
      fc.property(sizes, fc.constantFrom(32, 43, 55, 65, 75, 98), (lanes, inches) => {
        const status = board(...lanes)
        const layout = laidOut(status, inches)
        const ids = shownIn(layout).map((row) => row.card.id)
        const open = status.lanes.filter(({ kind }) => kind !== "done").flatMap(({ cards }) => cards)
        const shownOpen = ids.filter((id) => open.some((one) => one.id === id)).length
        expect(layout.pages.length).toBeLessThanOrEqual(MOST_PAGES)
        expect(layout.pages.length * PAGE_MS).toBeLessThanOrEqual(60_000)
        expect(new Set(ids).size).toBe(ids.length)
        expect(layout.hidden).toBe(open.length - shownOpen)
      }),
      { numRuns: 150 },
    )
  })

  it("never puts more into a column than its height holds", () => {
    fc.assert(
      fc.property(sizes, fc.constantFrom(32, 43, 55, 65, 75), (lanes, inches) => {
        const { frame, pages } = laidOut(board(...lanes), inches)
        for (const page of pages) {
          if (page.kind === "feed") continue
          expect(page.columns.length).toBeLessThanOrEqual(frame.columns)
          for (const blocks of page.columns) {
            const height = blocks.reduce(
              (sum, { rows }) => rows.reduce((all, row) => all + rowHeightOf(row, frame), sum + frame.headingHeight),
              0,
            )
            expect(height).toBeLessThanOrEqual(frame.pageHeight)
          }
        }
      }),
      { numRuns: 150 },
    )
  })
})

it("takes the same letters and more pages when there is more to show", () => {
  const few = laidOut(board(["waiting", 2], ["active", 2]), 55)
  const many = laidOut(board(["waiting", 9], ["active", 9]), 55)
  expect(few.pages).toHaveLength(1)
  expect(many.pages.length).toBeGreaterThan(1)
  expect(many.frame.rowHeight).toBe(few.frame.rowHeight)
})

describe("the next step of a row", () => {
  const crowded = board(["waiting", 7], ["active", 7], ["pass", 4], ["done", 3])

  it("keeps its lines on every page of a full board, at the price of a page more and never of letters", () => {
    for (const inches of [32, 43, 55, 65, 75]) {
      const layout = laidOut(crowded, inches)
      const { frame } = layout
      for (const row of shownIn(layout)) {
        const lines = nextLinesIn(row, frame)
        const needed = linesOf(nextWords(row), frame.lineEm)
        if (lines > 0) expect(lines, `${inches}": ${nextWords(row)}`).toBe(Math.min(2, needed))
        else expect(frame.lineEm, `${inches}": beside the rest`).toBeGreaterThan(40)
      }
    }
    expect(laidOut(crowded, 55)).toMatchObject({ hidden: 0, frame: { columns: 2 } })
    expect(laidOut(crowded, 55).pages.length).toBeLessThanOrEqual(MOST_PAGES)
  })

  it("stands beside age and person where one line has room for all of it, and below them where it has none", () => {
    const { frame, pages, hidden } = laidOut(board(["waiting", 5]), 75)
    expect([frame.columns, pages.length, hidden]).toEqual([1, 1, 0])
    const rows = shownIn({ frame, pages, hidden })
    expect(rows.map((row) => nextLinesIn(row, frame))).toEqual([0, 0, 0, 1, 0])
  })

  it("is told from what is wrong with the card by words of its own, which have room before it", () => {
    const step = "Wait until the bank has answered"
    const wrong = { next: step, blocked: step, due: "2026-06-04" }
    const cards = [cardStatus("a", NOW, { next: step }), cardStatus("b", NOW, wrong)]
    const lanes = [{ id: "f", name: "Fire", kind: "active", wip: null, targetMinutes: 10, cards, total: 2 }]
    const picture = pictureOf({ id: "b", name: "Board", seq: 1, at: NOW, kinds: [], lanes }, NOW)
    const { frame } = laidOut(crowded, 55)
    expect(picture.sections[0]?.rows.map((row) => nextLinesIn(row, frame))).toEqual([1, 2])
  })

  it("leaves the least urgent rows of each lane out when four pages do not hold all of them", () => {
    const layout = laidOut(board(["waiting", 40], ["active", 40]), 55)
    expect(layout.pages).toHaveLength(MOST_PAGES)
    expect(layout.hidden).toBeGreaterThan(0)
    for (const lane of ["l0", "l1"]) {
      const ages = layout.pages
        .flatMap((page) => (page.kind === "work" ? page.columns.flat() : []))
        .filter(({ section }) => section.lane.id === lane)
        .flatMap(({ rows }) => rows.map(({ ageMs }) => ageMs / 60_000))
      expect(ages).toContain(39)
      expect(Math.min(...ages)).toBe(40 - ages.length)
    }
  })
})

it.each([
  ["Ring Finance", 20, 0, 1],
  ["Ring Finance", 5, 0, 2],
  ["Ring Finance", 20, 15, 2],
  ["x".repeat(100), 20, 0, 4],
  ["試験環境で新しい税率表を確認する", 10, 0, 2],
  ["", 20, 0, 1],
])("reckons that %j takes, on lines of %i letters with %i taken, %i", (words, lineEm, taken, lines) => {
  expect(linesOf(words, lineEm, taken)).toBe(lines)
})

it("shows the most urgent of what does not fit on a small screen far away", () => {
  const layout = laidOut(board(["waiting", 30]), 32)
  expect(layout.hidden).toBeGreaterThan(0)
  const longest = Math.max(...shownIn(layout).map(({ ageMs }) => ageMs))
  expect(longest).toBe(29 * 60_000)
})

it("finds the page of a card", () => {
  const { pages } = laidOut(board(["waiting", 9], ["active", 9]), 55)
  expect(pageOfCard(pages, "0-0")).toBe(0)
  expect(pageOfCard(pages, "1-8")).toBe(pages.length - 1)
  expect(pageOfCard(pages, "none")).toBe(-1)
})

it("keeps what was added on with its ticket, in one column", () => {
  const dish = (id: string, more: Partial<CardStatus> = {}) => cardStatus(id, NOW, more)
  const ticket = { ticket: "9", startedAt: NOW - 20 * 60_000, cameAt: NOW - 30 * 60_000 }
  const added = { ticket: "9", cameAt: NOW - 60_000 }
  for (let before = 0; before < 14; before++) {
    const others = Array.from({ length: before }, (_, at) => dish(`a${at}`))
    const cards = [...others, dish("b", ticket), dish("c", added), dish("d", added), dish("e")]
    const lanes = [{ id: "f", name: "Fire", kind: "active", wip: null, targetMinutes: 10, cards, total: cards.length }]
    const status: BoardStatus = { id: "b", name: "Board", seq: 1, at: NOW, kinds: [], lanes }
    const { pages } = layoutOf(pictureOf(status, NOW), tv(55), FULL_HD)
    const columns = pages.flatMap((page) => (page.kind === "work" ? page.columns : []))
    const shown = columns.map((blocks) => blocks.flatMap(({ rows }) => rows.map((row) => row.card.id)))
    const home = shown.find((ids) => ids.includes("b")) ?? []
    expect(home.slice(home.indexOf("b"), home.indexOf("b") + 3), `${before} before`).toEqual(["b", "c", "d"])
    expect(shown.flat().sort()).toEqual(cards.map(({ id }) => id).sort())
  }
})
