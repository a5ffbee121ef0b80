import { kiosk as words } from "../words/en/kiosk.ts"
import classes from "./kiosk.module.css"
import { type Block, type Frame, nextLinesIn, type Page } from "./pages.ts"
import { WorkRow } from "./WorkRow.tsx"

interface PagesProps {
  readonly columns: Extract<Page, { kind: "work" }>["columns"]
  readonly frame: Frame
  readonly isAtLeast: boolean
  readonly changed: ReadonlySet<string>
  /** The card that has just called for attention. */
  readonly alarm: string | undefined
}

export function WorkPage({ columns, frame, isAtLeast, changed, alarm }: PagesProps) {
  const hasHeadings = frame.headingHeight > 0
  return (
    <div className={classes.page}>
      {columns.map((blocks) => (
        <div key={blocks[0]?.rows[0]?.card.id} className={classes.column}>
          {blocks.map((block) => (
            <section key={block.section.lane.id} className={classes.section}>
              {hasHeadings && <Heading block={block} />}
              <ul className={classes.rows}>
                {block.rows.map((row) => (
                  <WorkRow
                    key={row.card.id}
                    row={row}
                    nextLines={nextLinesIn(row, frame)}
                    lane={hasHeadings ? undefined : block.section.lane.name}
                    isAtLeast={isAtLeast}
                    isChanged={changed.has(row.card.id)}
                    isAlarm={row.card.id === alarm}
                  />
                ))}
              </ul>
            </section>
          ))}
        </div>
      ))}
    </div>
  )
}

function Heading({ block: { section } }: { block: Block }) {
  const { late, offered } = section.counts
  return (
    <h2 className={classes.heading}>
      <span className={classes.clip}>{words.section(words.sections[section.kind], section.lane.name)}</span>
      <span className={classes.soft}>{section.lane.total}</span>
      {late > 0 && <span className={classes.lateCount}>{words.counts.late(late)}</span>}
      {offered > 0 && <span className={classes.soft}>{words.counts.offered(offered)}</span>}
      {section.hidden > 0 && <span className={classes.soft}>{words.hidden(section.hidden)}</span>}
    </h2>
  )
}

interface DotsProps {
  readonly count: number
  readonly page: number
  readonly onShow: (page: number) => void
}

export function PageDots({ count, page, onShow }: DotsProps) {
  if (count < 2) return null
  return (
    <nav className={classes.dots} aria-label={words.pages}>
      {Array.from({ length: count }, (_, at) => (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: a page is its number
          key={at}
          type="button"
          className={classes.pageDot}
          aria-label={words.page(at + 1, count)}
          aria-current={at === page ? "page" : undefined}
          onClick={() => onShow(at)}
        />
      ))}
    </nav>
  )
}
