/** What somebody may want to know that others did. */
import type { Entry } from "../model/entry.ts"

/** Facts that nobody needs to catch up on: they follow from others, or change nothing that anybody relies on. */
const QUIET = new Set([
  ...["handoff.created", "handoff.seen", "promise.superseded", "card.reordered"],
  ...["sheet.created", "sheet.removed"],
])

/** The course of a huddle; what came of it is in its decisions, its actions and its end. */
const COURSE = /^huddle\.(?!parked$|decided$|closed$)/

/** Whether a fact counts among what `me` has not seen. */
export const isMissed = (entry: Entry, me: string): boolean =>
  entry.actor !== me && entry.key !== "excerpt" && !QUIET.has(entry.kind) && !COURSE.test(entry.kind)
