/** What a wall tells of the day, counted from facts one by one: by the server from its ledger, and by a screen from the feed. */
import { isRework, type LaneKind } from "../model/lane.ts"
import type { ShownEntry, TodayCounts } from "./http.ts"

/** How many facts a wall keeps for its last sentences. */
export const MOST_RECENT = 30
/** Facts that nobody reads on a wall. */
const QUIET = [
  /^(card\.(reordered|edited)|lane\.|sheet\.|link\.|member\.|action\.|promise\.)/,
  /^huddle\.(?!started$|closed$)/,
  /^handoff\.(created|seen|backed-up|watched|stepped-aside|added|acknowledged|reminded|read-again)$/,
]

export const isTold = (kind: string): boolean => !QUIET.some((quiet) => quiet.test(kind))

export const NOTHING_TODAY: TodayCounts = {
  ...{ came: 0, moved: 0, finished: 0, reworked: 0, taken: 0 },
  ...{ accepted: 0, returned: 0, verified: 0, recalled: 0 },
}

/** Facts of which each one counts for itself. */
const COUNTED: Readonly<Record<string, keyof TodayCounts>> = {
  "card.created": "came",
  "card.taken": "taken",
  "handoff.accepted": "accepted",
  "handoff.returned": "returned",
  "handoff.verified": "verified",
  "handoff.recalled": "recalled",
}

export function withFact(
  today: TodayCounts,
  { kind, lane, fromLane }: Pick<ShownEntry, "kind" | "lane" | "fromLane">,
  kindOf: (lane: string | undefined) => LaneKind | undefined,
): TodayCounts {
  if (kind === "card.moved") {
    const way = kindOf(lane) === "done" ? "finished" : "moved"
    const reworked = today.reworked + (isRework(kindOf(fromLane), kindOf(lane)) ? 1 : 0)
    return { ...today, reworked, [way]: today[way] + 1 }
  }
  const counted = Object.hasOwn(COUNTED, kind) ? COUNTED[kind] : undefined
  return counted === undefined ? today : { ...today, [counted]: today[counted] + 1 }
}
