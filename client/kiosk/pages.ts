/**
 * How the picture is laid out in letters of a given size: how many rows stand at risk, how many lines are for what just
 * happened, and which rows stand on which page. Never smaller letters: more pages, at most four; what has no room after that
 * is counted and said. Pure.
 */
import type { LetterSizes, PixelSize } from "./letters.ts"
import type { Picture, Row, Section } from "./picture.ts"

export const MOST_PAGES = 4
export const PAGE_MS = 15_000
const LINE = 1.25
/** Columns are at least this wide, in letters of the body's size. */
const COLUMN_EM = 17
const MOST_COLUMNS = 3

/** All in CSS pixels; the style sheet uses the same numbers. */
export interface Frame {
  readonly columns: number
  readonly rowHeight: number
  readonly headingHeight: number
  /** Of the area with the pages. */
  readonly pageHeight: number
  readonly riskRows: number
  readonly feedLines: number
  readonly gap: number
  readonly countLines: number
}

export function frameOf(letters: LetterSizes, { width, height }: PixelSize, riskCount: number): Frame {
  const gap = Math.round(letters.min / 4)
  const inner = height - 4 * gap
  const columns = Math.max(1, Math.min(MOST_COLUMNS, Math.floor(width / (COLUMN_EM * letters.body))))
  const rowHeight = Math.ceil(letters.body * LINE + letters.min * LINE) + gap
  const headingHeight = Math.ceil(letters.min * LINE) + gap
  const line = Math.ceil(letters.min * LINE) + gap
  const countLines = width / letters.min >= 40 ? 1 : 2
  const header = Math.ceil(letters.headline * LINE) + gap + countLines * line
  const riskLine = Math.ceil(letters.body * LINE) + gap
  const mostRisk = inner > 14 * riskLine ? 3 : inner > 10 * riskLine ? 2 : 1
  const riskRows = Math.min(mostRisk, Math.ceil(riskCount / columns))
  const left = inner - header - Math.max(1, riskRows) * riskLine
  // At least one row of work and its heading come before the news.
  const feedLines = Math.max(0, Math.min(2, Math.floor((left - headingHeight - 2 * rowHeight) / line)))
  const pageHeight = Math.max(headingHeight + rowHeight, left - feedLines * line)
  return { columns, rowHeight, headingHeight, pageHeight, riskRows, feedLines, gap, countLines }
}

export interface Block {
  readonly section: Section
  readonly rows: readonly Row[]
  readonly isContinued: boolean
}
/** A page is its columns, a column is its blocks from top to bottom. */
export type Page = readonly (readonly Block[])[]

export function pagesOf({ sections }: Picture, frame: Frame): readonly Page[] {
  const whole = pack(sections, frame)
  if (whole.length <= MOST_PAGES * frame.columns) return paged(whole, frame.columns)
  for (let share = 0.95; share > 0.02; share -= 0.05) {
    const columns = pack(
      sections.map((section) => shortened(section, share)),
      frame,
    )
    if (columns.length <= MOST_PAGES * frame.columns) return paged(columns, frame.columns)
  }
  return paged(
    pack(
      sections.map((section) => shortened(section, 0)),
      frame,
    ),
    frame.columns,
  ).slice(0, MOST_PAGES)
}

/** Every lane gives up the same share of its rows, the last ones of its order, so that none is left out. */
function shortened(section: Section, share: number): Section {
  const rows = section.rows.slice(0, Math.max(1, Math.floor(section.rows.length * share)))
  return { ...section, rows, hidden: section.hidden + section.rows.length - rows.length }
}

function pack(sections: readonly Section[], { pageHeight, rowHeight, headingHeight }: Frame): readonly Block[][] {
  const columns: Block[][] = []
  let left = 0
  for (const section of sections) {
    let rest = section.rows
    while (rest.length > 0) {
      if (left < headingHeight + rowHeight) {
        columns.push([])
        left = pageHeight
      }
      const fits = Math.max(1, Math.floor((left - headingHeight) / rowHeight))
      const rows = rest.slice(0, fits)
      columns.at(-1)?.push({ section, rows, isContinued: rest !== section.rows })
      left -= headingHeight + rows.length * rowHeight
      rest = rest.slice(fits)
    }
  }
  return columns
}

function paged(columns: readonly Block[][], perPage: number): readonly Page[] {
  const pages: Page[] = []
  for (let at = 0; at < columns.length; at += perPage) pages.push(columns.slice(at, at + perPage))
  return pages
}

export const pageOfCard = (pages: readonly Page[], card: string): number =>
  pages.findIndex((page) => page.some((column) => column.some(({ rows }) => rows.some((row) => row.card.id === card))))

/** Rows that can be read at a time, for whoever sets a screen up. */
export function rowsAtATime(letters: LetterSizes, size: PixelSize): number {
  const frame = frameOf(letters, size, 1)
  return frame.columns * Math.max(0, Math.floor((frame.pageHeight - frame.headingHeight) / frame.rowHeight))
}
