/** What a screen tells of the day: how much came, moved and was finished, and the last few facts. */
import type { BoardId } from "../../shared/ids.ts"
import { UNREADABLE_ENTRY } from "../../shared/model/entry.ts"
import type { LaneKind } from "../../shared/model/lane.ts"
import { DAY_MS, type Instant } from "../../shared/time.ts"
import type { BoardStatus, ShownEntry, TodayCounts } from "../../shared/wire/http.ts"
import { isTold, MOST_RECENT, NOTHING_TODAY, withFact } from "../../shared/wire/today.ts"
import { openSealed } from "../ledger/open-sealed.ts"
import type { Journal } from "../store/store.ts"
import { factOf } from "./status.ts"

const PAGE = 500
/** A busier day than this is counted from its last entries only. */
const MOST_PAGES = 20
const LONGEST_DAY_MS = 2 * DAY_MS

interface Day {
  readonly today: TodayCounts
  readonly recent: readonly ShownEntry[]
}

export async function readDay(journal: Journal, board: BoardId, status: BoardStatus, dayStart: Instant): Promise<Day> {
  const since = Math.max(dayStart, status.at - LONGEST_DAY_MS)
  const kinds = new Map(status.lanes.map(({ id, kind }) => [id, kind as LaneKind]))
  const kindOf = (lane: string | undefined) => kinds.get(lane ?? "")
  let today = NOTHING_TODAY
  const recent: ShownEntry[] = []
  let before = status.seq + 1
  for (let page = 0; page < MOST_PAGES && before > 1; page++) {
    const read = await journal.readEntries(board, { before, limit: PAGE, newestFirst: true })
    for (const fact of read.map((entry) => factOf(openSealed(entry)))) {
      if (fact.at >= since) today = withFact(today, fact, kindOf)
      if (recent.length < MOST_RECENT && isTold(fact.kind) && fact.kind !== UNREADABLE_ENTRY) recent.push(fact)
    }
    const oldest = read.at(-1)
    if (!oldest || oldest.at < since) break
    before = oldest.seq
  }
  return { today, recent }
}
