/** A board inside somebody else's page: lanes and cards, live, to look at and nothing else. */
import { useState } from "react"
import type { BoardStatus } from "../../shared/wire/http.ts"
import type { Liveness } from "../sync/freshness.ts"
import { kiosk as words } from "../words/en/kiosk.ts"
import { damage } from "../words/en/unreadable.ts"
import { AgeBadge } from "./AgeMark.tsx"
import classes from "./embed.module.css"
import { KioskBoundary } from "./KioskBoundary.tsx"
import type { Pass } from "./pass.ts"
import { pictureOf, type Row, statesOf } from "./picture.ts"
import { livenessWords, speaksUp } from "./ScreenHeader.tsx"
import { AddedMark, StateBadge } from "./StateMark.tsx"
import { whoWords } from "./sentences.ts"
import { useScreen } from "./useScreen.ts"

export function EmbedScreen({ boardId }: { boardId: string }) {
  return (
    <KioskBoundary>
      <Framed boardId={boardId} />
    </KioskBoundary>
  )
}

function passOf(token: string): Pass {
  return token === "" ? { kind: "session" } : { kind: "bearer", token }
}

function Framed({ boardId }: { boardId: string }) {
  const [pass] = useState(() => passOf(location.hash.slice(1)))
  const { status, liveness, isRefused } = useScreen(boardId, pass)
  if (isRefused) return <main className={classes.notice}>{words.refused}</main>
  if (!status || liveness.kind === "starting") return <main className={classes.notice}>{words.connecting}</main>
  return <Board status={status} liveness={liveness} />
}

interface BoardProps {
  readonly status: BoardStatus
  readonly liveness: Exclude<Liveness, { kind: "starting" }>
}

function Board({ status, liveness }: BoardProps) {
  const isLive = liveness.kind === "live"
  const isAtLeast = liveness.kind === "stale" || liveness.kind === "dead"
  const { sections } = pictureOf(status, isLive ? liveness.now : liveness.asOf)
  const rowsOf = new Map(sections.map((section) => [section.lane.id, section]))
  return (
    <main className={classes.board} data-liveness={liveness.kind}>
      <title>{status.name}</title>
      <header className={classes.header}>
        <h1 className={classes.name}>{status.name}</h1>
        {status.damage && (
          <p className={classes.liveness} role="status">
            {damage.onWall(status.damage)}
          </p>
        )}
        <p className={classes.liveness} role="status" aria-live={speaksUp(liveness)}>
          {livenessWords(liveness)}
        </p>
      </header>
      <div className={classes.lanes}>
        {status.lanes.map((lane) => (
          <section key={lane.id} className={classes.lane} aria-label={lane.name}>
            <h2 className={classes.laneName}>
              {lane.name} <span className={classes.soft}>{lane.total}</span>
            </h2>
            <ul className={classes.cards}>
              {rowsOf.get(lane.id)?.rows.map((row) => (
                <Card key={row.card.id} row={row} isAtLeast={isAtLeast} />
              ))}
            </ul>
            {(rowsOf.get(lane.id)?.hidden ?? 0) > 0 && (
              <p className={classes.soft}>{words.hidden(rowsOf.get(lane.id)?.hidden ?? 0)}</p>
            )}
          </section>
        ))}
      </div>
    </main>
  )
}

function Card({ row, isAtLeast }: { row: Row; isAtLeast: boolean }) {
  const { card } = row
  return (
    <li className={classes.card}>
      <strong>{card.quantity === 1 ? card.title : `${words.times(card.quantity)} ${card.title}`}</strong>
      <span>{card.next || words.noNext}</span>
      <span className={classes.facts}>
        {row.isAddedOn && <AddedMark card={card} />}
        <span>{whoWords(card)}</span>
        {statesOf(row).map((state) => (
          <StateBadge key={state} state={state} />
        ))}
        {card.blocked && <span>{card.blocked}</span>}
        <AgeBadge row={row} isAtLeast={isAtLeast} />
      </span>
    </li>
  )
}
