/** What a screen tells of the day: how much came, moved and was finished, and the last few facts. */
import type { BoardId } from "../../shared/ids.ts"
import { type Entry, openEntry } from "../../shared/model/entry.ts"
import { isRework, type LaneKind } from "../../shared/model/lane.ts"
import { DAY_MS, type Instant } from "../../shared/time.ts"
import type { BoardStatus, ShownEntry, TodayCounts } from "../../shared/wire/http.ts"
import type { Journal } from "../store/store.ts"
import { factOf, lanesOf } from "./status.ts"

const PAGE = 500
/** A busier day than this is counted from its last entries only. */
const MOST_PAGES = 20
const LONGEST_DAY_MS = 2 * DAY_MS
const MOST_RECENT = 30
/** Facts that nobody reads on a wall. */
const QUIET = /^(card\.(reordered|edited)|lane\.|sheet\.|link\.|member\.|action\.|huddle\.(?!started$|closed$))/

interface Day {
  readonly today: TodayCounts
  readonly recent: readonly ShownEntry[]
}

export async function readDay(journal: Journal, board: BoardId, status: BoardStatus, dayStart: Instant): Promise<Day> {
  const since = Math.max(dayStart, status.at - LONGEST_DAY_MS)
  const kindOf = new Map(status.lanes.map(({ id, kind }) => [id, kind as LaneKind]))
  const counts = { came: 0, moved: 0, finished: 0, reworked: 0, taken: 0, accepted: 0, returned: 0, verified: 0 }
  const recent: ShownEntry[] = []
  let before = status.seq + 1
  for (let page = 0; page < MOST_PAGES && before > 1; page++) {
    const read = await journal.readEntries(board, { before, limit: PAGE, newestFirst: true })
    for (const entry of read.map(openEntry)) {
      if (entry.at >= since) count(counts, entry, kindOf)
      if (recent.length < MOST_RECENT && !QUIET.test(entry.kind)) recent.push(factOf(entry))
    }
    const oldest = read.at(-1)
    if (!oldest || oldest.at < since) break
    before = oldest.seq
  }
  return { today: counts, recent }
}

function count(
  counts: { -readonly [K in keyof TodayCounts]: number },
  entry: Entry,
  kindOf: ReadonlyMap<string, LaneKind>,
): void {
  if (entry.kind === "card.created") counts.came++
  if (entry.kind === "card.taken") counts.taken++
  if (entry.kind === "handoff.accepted") counts.accepted++
  if (entry.kind === "handoff.returned") counts.returned++
  if (entry.kind === "handoff.verified") counts.verified++
  if (entry.kind !== "card.moved") return
  const { lane = "", fromLane = "" } = lanesOf(entry)
  if (kindOf.get(lane) === "done") counts.finished++
  else counts.moved++
  if (isRework(kindOf.get(fromLane), kindOf.get(lane))) counts.reworked++
}
