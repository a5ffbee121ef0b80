import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { letterSizes } from "../../../client/kiosk/letters.ts"
import { type Layout, layoutOf, MOST_PAGES, PAGE_MS, pageOfCard } from "../../../client/kiosk/pages.ts"
import { pictureOf } from "../../../client/kiosk/picture.ts"
import type { BoardStatus, CardStatus } from "../../../shared/wire/http.ts"
import { cardStatus } from "../../support/card-status.ts"

const NOW = Date.UTC(2026, 5, 5, 10, 42)
const FULL_HD = { width: 1920, height: 1080 }
const tv = (diagonalInches: number, distanceMetres = 4) => letterSizes({ diagonalInches, distanceMetres }, FULL_HD)

const card = (id: string, minutes: number) => cardStatus(id, NOW, { enteredLaneAt: NOW - minutes * 60_000 })
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
              (sum, { rows }) => sum + frame.headingHeight + rows.length * frame.rowHeight,
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
  const few = laidOut(board(["waiting", 3], ["active", 3]), 55)
  const many = laidOut(board(["waiting", 9], ["active", 9]), 55)
  expect(few.pages).toHaveLength(1)
  expect(many.pages.length).toBeGreaterThan(1)
  const nextLine = Math.ceil(tv(55).min * 1.25)
  expect([few, many].map(({ frame }) => frame.hasNextLine)).toEqual([true, false])
  expect(many.frame.rowHeight).toBe(few.frame.rowHeight - nextLine)
})

it("gives the next step a line of its own where that costs no page, no news and no card, and parts no lane", () => {
  const layouts = Array.from({ length: 20 }, (_, n) => laidOut(board(["waiting", n + 1], ["active", n + 1]), 55))
  for (const { frame, hidden, pages } of layouts.filter((layout) => layout.frame.hasNextLine)) {
    expect([hidden, frame.feedLines]).toEqual([0, 2])
    expect(pages.flatMap((page) => (page.kind === "work" ? page.columns.flat() : []))).toHaveLength(2)
  }
  const first = layouts.findIndex(({ frame }) => frame.hasNextLine)
  const closer = layouts.findIndex(({ frame }, at) => at > first && !frame.hasNextLine)
  const pages = [first, closer - 1, closer].map((at) => layouts[at]?.pages.length)
  expect(pages, "rows move closer before there is another page").toEqual([1, 1, 1])
})

it("gives it none where headings would go, or where one line has room for everything", () => {
  expect(laidOut(board(["waiting", 2]), 32).frame.hasNextLine).toBe(false)
  expect(laidOut(board(["waiting", 2]), 75).frame).toMatchObject({ columns: 1, hasNextLine: false })
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
