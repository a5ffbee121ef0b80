/**
 * How the picture is laid out in letters of a given size: how many rows stand at risk, how many lines are for what just
 * happened, and which rows stand on which page. Never smaller letters: more pages, at most four; what has no room after that
 * is counted and said. Pure.
 */
import type { LetterSizes, PixelSize } from "./letters.ts"
import { mostUrgentFirst, type Picture, type Row, type Section } from "./picture.ts"
import { nextLinesOf } from "./row-lines.ts"

export const MOST_PAGES = 4
export const PAGE_MS = 15_000
const LINE = 1.25
/** What the corner with the dots takes of the last line: its letters without the blank above them. */
const CORNER_EM = 0.8
/** Columns are at least this wide, in letters of the body's size. */
const COLUMN_EM = 17
const MOST_COLUMNS = 3
const MOST_FEED_LINES = 2
/** With less room than for so many rows there are no headings: each row says its lane. */
const ROWS_FOR_HEADINGS = 3

/** All in CSS pixels; the style sheet uses the same numbers. */
export interface Frame {
  readonly columns: number
  /** Of a row's title, and of its age and person; the next step adds lines of its own. */
  readonly rowHeight: number
  readonly nextLineHeight: number
  /** How wide a column is, in letters of the least size. */
  readonly lineEm: number
  /** 0 without headings. */
  readonly headingHeight: number
  /** Of the area with the pages. */
  readonly pageHeight: number
  readonly riskRows: number
  readonly feedLines: number
  readonly gap: number
}

export interface Block {
  readonly section: Section
  readonly rows: readonly Row[]
}
/** What just happened has a page of its own where it has no lines on every page. */
export type Page =
  | { readonly kind: "work"; readonly columns: readonly (readonly Block[])[] }
  | { readonly kind: "feed" }

export interface Layout {
  readonly frame: Frame
  readonly pages: readonly Page[]
  /** Open cards that stand on no page. */
  readonly hidden: number
}

/** The fewest pages; then the most news; then the fewest columns, whose lines hold the most words. */
export function layoutOf(picture: Picture, letters: LetterSizes, size: PixelSize, countLines = 2): Layout {
  const most = Math.max(1, Math.min(MOST_COLUMNS, Math.floor(size.width / (COLUMN_EM * letters.body))))
  let best: Layout | undefined
  for (let feedLines = MOST_FEED_LINES; feedLines >= 0; feedLines--)
    for (let columns = 1; columns <= most; columns++) {
      const riskCount = picture.atRisk.length
      const frame = frameOf(letters, size, { columns, feedLines, countLines, riskCount })
      if (feedLines > 0 && frame.pageHeight < leastHeight(picture, frame)) continue
      const layout = layoutIn(frame, picture)
      if (!best || isBetter(layout, best)) best = layout
    }
  return best!
}

/** News cost no page on which there would be less than a row of two lanes, or no room for the tallest row. */
function leastHeight({ sections }: Picture, frame: Frame): number {
  const heights = sections.flatMap(({ rows }) => rows.map((row) => rowHeightOf(row, frame)))
  return Math.max(Math.min(2, sections.length) * frame.rowHeight, frame.headingHeight + Math.max(0, ...heights))
}

/** Lines that the next step of a row has of its own. On a screen where not even one row has room they are fewer. */
export function nextLinesIn(row: Row, { lineEm, headingHeight, pageHeight, rowHeight, nextLineHeight }: Frame): number {
  const room = Math.max(0, Math.floor((pageHeight - headingHeight - rowHeight) / nextLineHeight))
  return Math.min(room, nextLinesOf(row, lineEm, headingHeight > 0))
}

export const rowHeightOf = (row: Row, frame: Frame): number =>
  frame.rowHeight + nextLinesIn(row, frame) * frame.nextLineHeight

const isBetter = (a: Layout, b: Layout) =>
  a.hidden < b.hidden || (a.hidden === b.hidden && a.pages.length < b.pages.length)

interface FrameWish {
  readonly columns: number
  readonly feedLines: number
  readonly countLines: number
  readonly riskCount: number
}

function frameOf(letters: LetterSizes, { width, height }: PixelSize, wish: FrameWish): Frame {
  const { columns, feedLines, countLines, riskCount } = wish
  const gap = Math.round(letters.min / 5)
  const inner = height - 4 * gap
  const line = Math.ceil(letters.min * LINE) + gap
  const nextLineHeight = Math.ceil(letters.min * LINE)
  const rowHeight = Math.ceil(letters.body * LINE) + line
  const lineEm = ((width - 4 * gap) / letters.min - (columns - 1)) / columns
  const header = Math.ceil(letters.headline * LINE) + gap + countLines * line
  const mostRisk = inner > 18 * line ? 3 : inner > 13 * line ? 2 : 1
  const riskRows = Math.min(mostRisk, Math.ceil(riskCount / columns))
  // The dots of the pages stand beside the last news; without any they must not lie over the last row.
  const corner = feedLines > 0 ? 0 : Math.max(0, Math.round(CORNER_EM * letters.min) - gap)
  const pageHeight = inner - header - (Math.max(1, riskRows) + feedLines) * line - corner
  const headingHeight = pageHeight < line + ROWS_FOR_HEADINGS * rowHeight ? 0 : line
  return { columns, rowHeight, nextLineHeight, lineEm, headingHeight, pageHeight, riskRows, feedLines, gap }
}

function layoutIn(frame: Frame, picture: Picture): Layout {
  const feed: readonly Page[] = frame.feedLines === 0 ? [{ kind: "feed" }] : []
  const columns = fitting(picture.sections, measured(frame, picture), (MOST_PAGES - feed.length) * frame.columns)
  const isOpen = ({ section }: Block) => section.kind !== "done"
  const shown = columns.flat().reduce((sum, block) => sum + (isOpen(block) ? block.rows.length : 0), 0)
  const { waiting, active, pass } = picture.counts
  return { frame, pages: [...paged(columns, frame.columns), ...feed], hidden: waiting + active + pass - shown }
}

interface Measured extends Frame {
  heightOf(row: Row): number
}

/** Each row is measured once, however often it is tried where it fits. */
function measured(frame: Frame, { sections }: Picture): Measured {
  const heights = new Map(sections.flatMap(({ rows }) => rows.map((row) => [row, rowHeightOf(row, frame)] as const)))
  return { ...frame, heightOf: (row) => heights.get(row) ?? frame.rowHeight }
}

function fitting(sections: readonly Section[], frame: Measured, most: number): readonly (readonly Block[])[] {
  const all = pack(sections, frame, frame.pageHeight, false)
  if (all.length <= most) return packed(sections, frame)
  const open = sections.filter(({ kind }) => kind !== "done")
  const count = open.reduce((sum, section) => sum + section.rows.length, 0)
  // Headings and next steps need room as well, so the first try is never too little.
  const places = Math.min(count, most * Math.max(1, Math.floor(frame.pageHeight / frame.rowHeight)))
  const order = frame.headingHeight === 0 ? mostUrgentOf(open) : sharedOut(open)
  for (let rows = places; rows > 1; rows--) {
    const less = onlyThese(open, order.slice(0, rows))
    if (pack(less, frame, frame.pageHeight, false).length <= most) return packed(less, frame)
  }
  return packed(onlyThese(open, order.slice(0, 1)), frame)
}

const mostUrgentOf = (sections: readonly Section[]): readonly Row[] =>
  sections.flatMap(({ rows }) => rows).sort(mostUrgentFirst)

/** So that every lane gives up the same share of its rows, the least urgent ones, and none is left out. */
function sharedOut(sections: readonly Section[]): readonly Row[] {
  const ranked = sections.flatMap(({ rows }) =>
    [...rows].sort(mostUrgentFirst).map((row, at) => ({ row, share: at / rows.length })),
  )
  return ranked.sort((a, b) => a.share - b.share || mostUrgentFirst(a.row, b.row)).map(({ row }) => row)
}

/** In the order of their lanes. */
function onlyThese(sections: readonly Section[], those: readonly Row[]): readonly Section[] {
  const kept = new Set(those)
  return sections
    .map((section) => ({ ...section, rows: section.rows.filter((row) => kept.has(row)) }))
    .map((section, at) => ({ ...section, hidden: section.hidden + sections[at]!.rows.length - section.rows.length }))
    .filter((section) => section.rows.length > 0)
}

/** Lanes stay whole and columns become equally long, wherever that needs no further page. */
function packed(sections: readonly Section[], frame: Measured): readonly Block[][] {
  const pagesNeeded = (columns: readonly Block[][]) => Math.ceil(columns.length / frame.columns)
  const tight = pack(sections, frame, frame.pageHeight, false)
  const least = pagesNeeded(tight)
  const lowest = frame.headingHeight + frame.rowHeight
  for (const whole of [true, false])
    for (let height = lowest; height <= frame.pageHeight; height += frame.rowHeight / 2) {
      const columns = pack(sections, frame, height, whole)
      if (pagesNeeded(columns) <= least) return columns
    }
  return tight
}

function pack(
  sections: readonly Section[],
  { heightOf, headingHeight, pageHeight }: Measured,
  height: number,
  keepsWhole: boolean,
): readonly Block[][] {
  const columns: Block[][] = []
  let left = 0
  for (const section of sections) {
    const needed = headingHeight + sumOfHeights(section.rows, heightOf)
    const isWhole = keepsWhole && needed <= pageHeight
    let rest = section.rows
    while (rest.length > 0) {
      const least = headingHeight + heightOf(rest[0]!)
      if (left < (isWhole ? needed : least)) {
        columns.push([])
        left = Math.max(height, isWhole ? needed : least)
      }
      const fits = Math.max(1, fittingIn(rest, left - headingHeight, heightOf))
      const isBegun = (columns.at(-1)?.length ?? 0) > 0
      const rows = rest.slice(0, wholeTickets(rest, fits, isBegun ? 0 : 1))
      if (rows.length > 0) columns.at(-1)?.push({ section, rows })
      left = rows.length < rest.length ? 0 : left - headingHeight - sumOfHeights(rows, heightOf)
      rest = rest.slice(rows.length)
    }
  }
  return columns
}

const sumOfHeights = (rows: readonly Row[], heightOf: Measured["heightOf"]) =>
  rows.reduce((sum, row) => sum + heightOf(row), 0)

/** How many of the first rows have room in a height. */
function fittingIn(rows: readonly Row[], height: number, heightOf: Measured["heightOf"]): number {
  let left = height
  const over = rows.findIndex((row) => {
    left -= heightOf(row)
    return left < 0
  })
  return over < 0 ? rows.length : over
}

/** As many of the rows as fit, without parting what was added on from its ticket where that can be; at least `least`. */
function wholeTickets(rows: readonly Row[], fits: number, least: 0 | 1): number {
  for (let whole = fits; whole >= least; whole--) if (!rows[whole]?.isJoined) return whole
  return fits
}

function paged(columns: readonly (readonly Block[])[], perPage: number): readonly Page[] {
  const pages: Page[] = []
  for (let at = 0; at < columns.length; at += perPage)
    pages.push({ kind: "work", columns: columns.slice(at, at + perPage) })
  return pages
}

export const pageOfCard = (pages: readonly Page[], card: string): number =>
  pages.findIndex((page) => page.kind === "work" && page.columns.flat().some(({ rows }) => hasCard(rows, card)))

const hasCard = (rows: readonly Row[], id: string) => rows.some(({ card }) => card.id === id)

/** Rows that can be read at a time, each with its next step on one line, for whoever sets a screen up. */
export function rowsAtATime(letters: LetterSizes, size: PixelSize): number {
  const columns = Math.max(1, Math.min(MOST_COLUMNS, Math.floor(size.width / (COLUMN_EM * letters.body))))
  const frame = frameOf(letters, size, { columns, feedLines: 0, countLines: 2, riskCount: 1 })
  const { pageHeight, headingHeight, rowHeight, nextLineHeight } = frame
  return columns * Math.max(0, Math.floor((pageHeight - headingHeight) / (rowHeight + nextLineHeight)))
}
