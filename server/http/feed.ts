/** The board as a screen on the wall shows it: its state at one moment, and everything since as it happens. */
import type { FastifyReply, FastifyRequest } from "fastify"
import * as z from "zod"
import type { FeedReset, FeedRows } from "../../shared/wire/feed.ts"
import type { BoardStatus, ScreenSettings } from "../../shared/wire/http.ts"
import type { OnBoard } from "../auth/access.ts"
import type { Caller } from "../auth/caller.ts"
import type { FeedReader } from "../feed/feed.ts"
import type { ComingFeed } from "../feed/feeds.ts"
import { type FeedFilter, type Wants, wantsOf } from "../feed/filter.ts"
import { shownEntry } from "../feed/status.ts"
import { readDay } from "../feed/today.ts"
import type { Parts } from "./parts.ts"
import { type Refused, refuse } from "./problem.ts"
import { createReadings } from "./readings.ts"
import { type Route, route } from "./route.ts"
import { seqNumber, yesOrNo } from "./schemas.ts"
import { screenOf } from "./screens.ts"
import { STATUS } from "./status-shape.ts"

/** A screen that missed more than this loads the board anew; others are told everything, however much it is. */
const MOST_REPLAYED_TO_A_SCREEN = 2_000

/** A minute and person. */
const READINGS = 120

const screen = yesOrNo.optional()
const listOf = (word: RegExp) =>
  z
    .string()
    .max(2_000)
    .transform((text) => text.split(",").filter((part) => part !== ""))
    .pipe(z.array(z.string().regex(word)).max(50))
    .default([])

const feedQuery = z.strictObject({
  since: seqNumber.optional(),
  /** Kinds, separated by commas; `card.*` is every kind of that family. */
  kind: listOf(/^[a-z-]{1,40}\.([a-z-]{1,40}|\*)$/),
  /** Actors: who did it. */
  person: listOf(/^[A-Za-z0-9:_@.-]{1,128}$/),
  lane: listOf(/^[A-Za-z0-9_-]{1,64}$/),
  /** With `true`, how the cards of the entries stand now comes as well. */
  rows: yesOrNo.optional(),
  screen,
})
type FeedQuery = z.output<typeof feedQuery>

export function feedRoutes(parts: Parts): readonly Route[] {
  const tooMany = createReadings(READINGS)
  return [
    route({
      method: "GET",
      path: "/boards/:id/status",
      access: "board.status",
      takesScreen: true,
      summary: "The live board as a wall display needs it, at one moment",
      query: z.strictObject({ dayStart: z.coerce.number().int().min(0).optional(), screen }),
      answer: STATUS,
      async handle({ on, caller, query }) {
        // Three hundred walls by one link may begin anew at the same moment; people have the board itself.
        const refused = on.role === "kiosk" ? undefined : tooMany(caller, parts.now())
        return refused ?? (await status(parts, on, caller, query.dayStart)) ?? refuse("not-found")
      },
    }),
    route({
      method: "GET",
      path: "/boards/:id/feed",
      access: "feed.read",
      takesScreen: true,
      summary: "Entries as they are written (server-sent events); resumes after Last-Event-ID or `since`",
      query: feedQuery,
      answerType: "text/event-stream",
      async handle(call) {
        const coming = parts.feeds.begin()
        return openFeed(parts, call, coming).finally(coming.done)
      },
    }),
  ]
}

interface FeedCall {
  readonly on: OnBoard
  readonly caller: Caller
  readonly query: FeedQuery
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

async function openFeed(
  parts: Parts,
  { on, query, caller, request, reply }: FeedCall,
  coming: ComingFeed,
): Promise<Refused | undefined> {
  if (!parts.feeds.hasRoom(caller.actor)) return refuse("too-many", { retryAfterMs: 10_000 })
  if (!(await parts.access.refresh(caller))) return refuse("unauthenticated")
  const asked = lastEventId(request.headers["last-event-id"]) ?? query.since
  const reader = await readerOf(parts, on, caller, query, asked)
  if (!("since" in reader)) return reader
  if (coming.hasEnded(reader)) return refuse("revoked")
  parts.live.watch(caller)
  reply.hijack()
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value)
  const noBuffering = { "cache-control": "no-store", "x-accel-buffering": "no" }
  reply.raw.writeHead(200, { ...noBuffering, "content-type": "text/event-stream; charset=utf-8" })
  parts.feeds.open(reply.raw, reader)
  return undefined
}

async function status(
  parts: Parts,
  on: OnBoard,
  caller: Caller,
  dayStart: number | undefined,
): Promise<BoardStatus | undefined> {
  const settings = await settingsOf(parts, caller, on)
  const projection = await parts.statusBook.read(on.board.id, isPrivateFor(on, settings))
  if (!projection) return undefined
  const day = dayStart === undefined ? {} : await readDay(parts.store.journal, on.board.id, projection.status, dayStart)
  return { ...projection.status, build: parts.build, ...(settings ? { screen: settings } : {}), ...day }
}

const settingsOf = async (parts: Parts, caller: Caller, { role }: OnBoard): Promise<ScreenSettings | undefined> =>
  role === "kiosk" && caller.kind === "guest" ? screenOf(parts.store, caller.linkId) : undefined

/** A screen where anybody walks past shows initials, unless a lead has decided otherwise for that screen. */
const isPrivateFor = ({ role }: OnBoard, settings: ScreenSettings | undefined) =>
  role === "kiosk" && settings?.isPrivate !== false

async function readerOf(
  parts: Parts,
  on: OnBoard,
  caller: Caller,
  query: FeedQuery,
  asked: number | undefined,
): Promise<FeedReader | Refused> {
  const { board, role } = on
  const isKiosk = role === "kiosk"
  // Who did it is what a wall display must not learn, not even by asking for one person after the other.
  if (isKiosk && query.person.length > 0) return refuse("forbidden")
  const isPrivate = isPrivateFor(on, await settingsOf(parts, caller, on))
  const head = (await parts.store.journal.readEntries(board.id, { limit: 1, newestFirst: true }))[0]?.seq ?? 0
  const reset = resetOf(asked, head, isKiosk)
  return {
    ...{ board: board.id, actor: caller.actor, reset },
    since: reset ? head : (asked ?? head),
    session: caller.kind === "key" ? undefined : caller.session,
    linkId: caller.kind === "guest" ? caller.linkId : undefined,
    show: (entry) => shownEntry(entry, role),
    wants: await wantsFor(parts, on, { kinds: query.kind, people: query.person, lanes: query.lane }),
    rows: query.rows === true ? (seq, cards) => rowsOf(parts, on, isPrivate, seq, cards) : undefined,
  }
}

/** A reader that claims to be ahead of the ledger has seen another one; it starts at the head. */
function resetOf(asked: number | undefined, head: number, isKiosk: boolean): FeedReset | undefined {
  if (asked === undefined) return undefined
  if (asked > head) return { seq: head, why: "unknown" }
  return isKiosk && head - asked > MOST_REPLAYED_TO_A_SCREEN ? { seq: head, why: "too-old" } : undefined
}

async function wantsFor(parts: Parts, { board }: OnBoard, filter: FeedFilter): Promise<Wants | undefined> {
  if (Object.values(filter).every((words) => words.length === 0)) return undefined
  if (filter.lanes.length === 0) return wantsOf(filter)
  return wantsOf(filter, (await parts.statusBook.read(board.id, true))?.places)
}

async function rowsOf(
  parts: Parts,
  { board }: OnBoard,
  isPrivate: boolean,
  seq: number,
  cards: readonly string[],
): Promise<FeedRows | undefined> {
  const projection = await parts.statusBook.read(board.id, isPrivate, seq)
  if (!projection) return undefined
  const totals = Object.fromEntries(projection.status.lanes.map(({ id, total }) => [id, total]))
  return { seq, cards: Object.fromEntries(cards.map((card) => [card, projection.cards.get(card) ?? null])), totals }
}

/** An id that was never ours is no entry of this ledger either: beginning at the head without a word would be a gap. */
function lastEventId(header: string | string[] | undefined): number | undefined {
  if (typeof header !== "string" || header === "") return undefined
  return /^\d{1,15}$/.test(header) ? Number(header) : Number.POSITIVE_INFINITY
}
