/**
 * How the picture is laid out in letters of a given size: how many rows stand at risk, how many lines are for what just
 * happened, and which rows stand on which page. Never smaller letters: more pages, at most four; what has no room after that
 * is counted and said. Pure.
 */
import type { LetterSizes, PixelSize } from "./letters.ts"
import { mostUrgentFirst, type Picture, type Row, type Section } from "./picture.ts"

export const MOST_PAGES = 4
export const PAGE_MS = 15_000
const LINE = 1.25
/** What the corner with the dots takes of the last line: its letters without the blank above them. */
const CORNER_EM = 0.8
/** Columns are at least this wide, in letters of the body's size. */
const COLUMN_EM = 17
const MOST_COLUMNS = 3
const MOST_FEED_LINES = 2
/** A line as wide as this, in its own letters, holds the next step beside the rest. */
const WIDE_LINE_EM = 40
/** With less room than for so many rows there are no headings: each row says its lane. */
const ROWS_FOR_HEADINGS = 3

/** All in CSS pixels; the style sheet uses the same numbers. */
export interface Frame {
  readonly columns: number
  readonly rowHeight: number
  /** In each row, so that it can be read whole. */
  readonly hasNextLine: boolean
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

/**
 * The fewest pages; then the most news; then the fewest columns, whose lines hold the most words; and, where that costs
 * none of these and parts no lane, a line of its own for the next step.
 */
export function layoutOf(picture: Picture, letters: LetterSizes, size: PixelSize, countLines = 2): Layout {
  const most = Math.max(1, Math.min(MOST_COLUMNS, Math.floor(size.width / (COLUMN_EM * letters.body))))
  let best: Layout | undefined
  for (let feedLines = MOST_FEED_LINES; feedLines >= 0; feedLines--)
    for (let columns = 1; columns <= most; columns++)
      for (const hasNextLine of size.width / columns < WIDE_LINE_EM * letters.min ? [true, false] : [false]) {
        const riskCount = picture.atRisk.length
        const frame = frameOf(letters, size, { columns, feedLines, countLines, riskCount, hasNextLine })
        // Headings come first.
        if (hasNextLine && frame.headingHeight === 0) continue
        if (frame.pageHeight < Math.min(2, picture.sections.length) * frame.rowHeight && feedLines > 0) continue
        const layout = layoutIn(frame, picture)
        if (hasNextLine && partsLane(layout)) continue
        if (!best || isBetter(layout, best)) best = layout
      }
  return best!
}

function partsLane({ pages }: Layout): boolean {
  const blocks = pages.flatMap((page) => (page.kind === "work" ? page.columns.flat() : []))
  return new Set(blocks.map(({ section }) => section.lane.id)).size < blocks.length
}

const isBetter = (a: Layout, b: Layout) =>
  a.hidden < b.hidden || (a.hidden === b.hidden && a.pages.length < b.pages.length)

interface FrameWish {
  readonly columns: number
  readonly feedLines: number
  readonly countLines: number
  readonly riskCount: number
  readonly hasNextLine: boolean
}

function frameOf(letters: LetterSizes, { height }: PixelSize, wish: FrameWish): Frame {
  const { columns, feedLines, countLines, riskCount, hasNextLine } = wish
  const gap = Math.round(letters.min / 5)
  const inner = height - 4 * gap
  const line = Math.ceil(letters.min * LINE) + gap
  const nextLine = hasNextLine ? Math.ceil(letters.min * LINE) : 0
  const rowHeight = Math.ceil(letters.body * LINE) + line + nextLine
  const header = Math.ceil(letters.headline * LINE) + gap + countLines * line
  const mostRisk = inner > 18 * line ? 3 : inner > 13 * line ? 2 : 1
  const riskRows = Math.min(mostRisk, Math.ceil(riskCount / columns))
  // The dots of the pages stand beside the last news; without any they must not lie over the last row.
  const corner = feedLines > 0 ? 0 : Math.max(0, Math.round(CORNER_EM * letters.min) - gap)
  const pageHeight = inner - header - (Math.max(1, riskRows) + feedLines) * line - corner
  const headingHeight = pageHeight < line + ROWS_FOR_HEADINGS * rowHeight ? 0 : line
  return { columns, rowHeight, hasNextLine, headingHeight, pageHeight, riskRows, feedLines, gap }
}

function layoutIn(frame: Frame, picture: Picture): Layout {
  const feed: readonly Page[] = frame.feedLines === 0 ? [{ kind: "feed" }] : []
  const columns = fitting(picture.sections, frame, (MOST_PAGES - feed.length) * frame.columns)
  const isOpen = ({ section }: Block) => section.kind !== "done"
  const shown = columns.flat().reduce((sum, block) => sum + (isOpen(block) ? block.rows.length : 0), 0)
  const { waiting, active, pass } = picture.counts
  return { frame, pages: [...paged(columns, frame.columns), ...feed], hidden: waiting + active + pass - shown }
}

function fitting(sections: readonly Section[], frame: Frame, most: number): readonly (readonly Block[])[] {
  const all = pack(sections, frame, frame.pageHeight, false)
  if (all.length <= most) return packed(sections, frame)
  const open = sections.filter(({ kind }) => kind !== "done")
  const places = most * Math.max(1, Math.floor(frame.pageHeight / frame.rowHeight))
  if (frame.headingHeight === 0) return packed(onlyUrgent(open, places), frame).slice(0, most)
  const count = open.reduce((sum, section) => sum + section.rows.length, 0)
  // Headings need room as well, so the first try is never too little.
  for (let share = Math.min(1, places / count); share > 0; share -= 0.05 * Math.min(1, places / count)) {
    const columns = packed(
      open.map((section) => shortened(section, share)),
      frame,
    )
    if (columns.length <= most) return columns
  }
  return packed(
    open.map((section) => shortened(section, 0)),
    frame,
  ).slice(0, most)
}

/** The most urgent rows, in the order of their lanes. */
function onlyUrgent(sections: readonly Section[], places: number): readonly Section[] {
  const rows = sections.flatMap((section) => section.rows)
  const kept = new Set([...rows].sort(mostUrgentFirst).slice(0, places))
  return sections
    .map((section) => ({ ...section, rows: section.rows.filter((row) => kept.has(row)) }))
    .filter((section) => section.rows.length > 0)
}

/** Every lane gives up the same share of its rows, the last ones of its order, so that none is left out. */
function shortened(section: Section, share: number): Section {
  const rows = section.rows.slice(0, Math.max(1, Math.floor(section.rows.length * share)))
  return { ...section, rows, hidden: section.hidden + section.rows.length - rows.length }
}

/** Lanes stay whole and columns become equally long, wherever that needs no further page. */
function packed(sections: readonly Section[], frame: Frame): readonly Block[][] {
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
  { rowHeight, headingHeight, pageHeight }: Frame,
  height: number,
  keepsWhole: boolean,
): readonly Block[][] {
  const columns: Block[][] = []
  let left = 0
  for (const section of sections) {
    const needed = headingHeight + section.rows.length * rowHeight
    const isWhole = keepsWhole && needed <= pageHeight
    let rest = section.rows
    while (rest.length > 0) {
      if (left < (isWhole ? needed : headingHeight + rowHeight)) {
        columns.push([])
        left = isWhole ? Math.max(height, needed) : height
      }
      const fits = Math.max(1, Math.floor((left - headingHeight) / rowHeight))
      const isBegun = (columns.at(-1)?.length ?? 0) > 0
      const rows = rest.slice(0, wholeTickets(rest, fits, isBegun ? 0 : 1))
      if (rows.length > 0) columns.at(-1)?.push({ section, rows })
      left = rows.length < rest.length ? 0 : left - headingHeight - rows.length * rowHeight
      rest = rest.slice(rows.length)
    }
  }
  return columns
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

/** Rows that can be read at a time, for whoever sets a screen up. */
export function rowsAtATime(letters: LetterSizes, size: PixelSize): number {
  const columns = Math.max(1, Math.min(MOST_COLUMNS, Math.floor(size.width / (COLUMN_EM * letters.body))))
  const frame = frameOf(letters, size, { columns, feedLines: 0, countLines: 2, riskCount: 1, hasNextLine: false })
  return columns * Math.max(0, Math.floor((frame.pageHeight - frame.headingHeight) / frame.rowHeight))
}
