/** A board on a wall: read from metres away, by anybody, without touching anything, for months. */
import { type CSSProperties, useCallback, useMemo, useState } from "react"
import type { BoardStatus, ScreenSettings } from "../../shared/wire/http.ts"
import type { Liveness } from "../sync/freshness.ts"
import { kiosk as words } from "../words/en/kiosk.ts"
import { AtRisk } from "./AtRisk.tsx"
import { Counts, countLinesOf } from "./Counts.tsx"
import { KioskBoundary } from "./KioskBoundary.tsx"
import classes from "./kiosk.module.css"
import { letterSizes } from "./letters.ts"
import { PageDots, WorkPage } from "./Pages.tsx"
import { type Frame, layoutOf } from "./pages.ts"
import { alarmsOf, pictureOf } from "./picture.ts"
import { ScreenHeader } from "./ScreenHeader.tsx"
import { SoundButton } from "./SoundButton.tsx"
import { clockOf, sentencesOf } from "./sentences.ts"
import { isQuiet, Tone } from "./tone.ts"
import { usePages } from "./usePages.ts"
import { useScreen } from "./useScreen.ts"
import { useUnattended } from "./useUnattended.ts"
import { useViewport } from "./useViewport.ts"

/** For a link that says nothing about its screen. */
const USUAL_SCREEN: ScreenSettings = { diagonalInches: 55, distanceMetres: 3, isPrivate: true }

const MOST_SENTENCES = 12

export function KioskScreen({ boardId }: { boardId: string }) {
  return (
    <KioskBoundary>
      <Wall boardId={boardId} />
    </KioskBoundary>
  )
}

function Wall({ boardId }: { boardId: string }) {
  // The token stays in the address: that is how the screen comes back after a power cut.
  const [pass] = useState(() => ({ kind: "screen", boardId, token: location.hash.slice(1) || undefined }) as const)
  const { status, liveness, isRefused } = useScreen(boardId, pass)
  if (isRefused) return <Notice title={words.refused} text={words.refusedWords} />
  if (!status || liveness.kind === "starting") return <Notice title={words.connecting} />
  return <OnWall status={status} liveness={liveness} />
}

interface OnWallProps {
  readonly status: BoardStatus
  readonly liveness: Exclude<Liveness, { kind: "starting" }>
}

function OnWall({ status, liveness }: OnWallProps) {
  const { viewport, screen } = useViewport()
  const [tone] = useState(() => new Tone())
  const shift = useUnattended()
  const letters = letterSizes(status.screen ?? USUAL_SCREEN, screen)
  const isLive = liveness.kind === "live"
  const isAtLeast = liveness.kind === "stale" || liveness.kind === "dead"
  const picture = pictureOf(status, isLive ? liveness.now : liveness.asOf)
  const figures = {
    ...{ counts: picture.counts, allDay: picture.allDay, today: status.today },
    asOf: isAtLeast ? clockOf(liveness.asOf).slice(0, 5) : undefined,
  }
  const countLines = countLinesOf(figures, viewport.width / letters.min - 0.8)
  const { frame, pages, hidden } = layoutOf(picture, letters, viewport, countLines)
  const alarmIds = [...alarmsOf(picture)].sort().join(" ")
  const alarms = useMemo(() => new Set(alarmIds.split(" ").filter((id) => id !== "")), [alarmIds])
  const quiet = status.screen?.quiet
  const sound = useCallback(() => {
    if (!quiet || !isQuiet(quiet, new Date())) tone.play()
  }, [tone, quiet])
  const { page, show, alarm } = usePages(pages, alarms, sound)
  const shown = pages[page]
  const changed = new Set(isLive ? liveness.back?.cards : [])
  const style = { ...lettersAsStyle(letters), ...frameAsStyle(frame), translate: `${shift[0]}px ${shift[1]}px` }
  return (
    <main className={classes.wall} style={style} data-liveness={liveness.kind}>
      <title>{status.name}</title>
      <ScreenHeader name={status.name} damage={status.damage} liveness={liveness}>
        <SoundButton tone={tone} />
      </ScreenHeader>
      <div className={classes.body}>
        <Counts {...figures} />
        <AtRisk rows={picture.atRisk} places={frame.riskRows * frame.columns} isAtLeast={isAtLeast} />
        {shown?.kind === "work" && (
          <WorkPage columns={shown.columns} frame={frame} isAtLeast={isAtLeast} changed={changed} alarm={alarm} />
        )}
        {shown?.kind === "feed" && <Recent status={status} />}
        {shown === undefined && <p className={classes.calm}>{words.empty}</p>}
        {frame.feedLines > 0 && <Recent status={status} lines={frame.feedLines} isBesideDots={pages.length > 1} />}
        <div className={classes.corner}>
          {hidden > 0 && <p className={classes.hidden}>{words.hidden(hidden)}</p>}
          <PageDots count={pages.length} page={page} onShow={show} />
        </div>
      </div>
      {liveness.kind === "dead" && (
        <div className={classes.dead}>
          <p className={classes.deadTitle}>{words.dead(clockOf(liveness.asOf).slice(0, 5))}</p>
          <p>{words.deadWords}</p>
        </div>
      )}
    </main>
  )
}

interface RecentProps {
  readonly status: BoardStatus
  /** Left out: as many as its page has room for. */
  readonly lines?: number
  readonly isBesideDots?: boolean
}

function Recent({ status, lines, isBesideDots = false }: RecentProps) {
  const sentences = sentencesOf(status, lines ?? MOST_SENTENCES)
  return (
    <ul
      className={classes.feed}
      aria-label={words.feed}
      data-whole={lines === undefined || undefined}
      data-beside-dots={isBesideDots || undefined}
    >
      {sentences.length === 0 && <li>{words.nothingYet}</li>}
      {sentences.map(({ seq, clock, text }) => (
        <li key={seq}>
          <span className={classes.clock}>{clock}</span> {text}
        </li>
      ))}
    </ul>
  )
}

function Notice({ title, text }: { title: string; text?: string }) {
  return (
    <main className={classes.notice}>
      <h1>{title}</h1>
      {text !== undefined && <p>{text}</p>}
    </main>
  )
}

const lettersAsStyle = ({ min, body, headline }: ReturnType<typeof letterSizes>) =>
  ({ "--min": `${min}px`, "--body": `${body}px`, "--headline": `${headline}px` }) as CSSProperties

const frameAsStyle = ({ columns, rowHeight, nextLineHeight, headingHeight, gap, feedLines }: Frame) =>
  ({
    ...{ "--columns": columns, "--row": `${rowHeight}px`, "--heading": `${headingHeight}px`, "--gap": `${gap}px` },
    ...{ "--next-line": `${nextLineHeight}px`, "--feed": feedLines },
  }) as CSSProperties
