/** Words of what happened: since somebody left, on the whole board, and why a card is where it is. */
import { plural } from "../plural.ts"

const time = new Intl.DateTimeFormat("en-GB", { timeStyle: "short" })
const dayAndTime = new Intl.DateTimeFormat("en-GB", { weekday: "short", hour: "numeric", minute: "2-digit" })
const dateAndTime = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  hour: "numeric",
  minute: "2-digit",
})
const DAY_MS = 86_400_000

/** Short enough for a bar: "14:10", "Tue 14:10", "3 Nov 14:10". */
function since(at: number, now: number): string {
  if (now - at < DAY_MS && new Date(at).getDate() === new Date(now).getDate()) return time.format(at)
  return (now - at < 6 * DAY_MS ? dayAndTime : dateAndTime).format(at)
}
const changes = (count: number) => plural(count, "change", "changes")

export const history = {
  // Since you left
  missed: (count: number, at: number, now: number) => `${changes(count)} since ${since(at, now)}`,
  missedLabel: "While you were away",
  lookThrough: "Look through",
  markSeen: "Mark all as seen",
  seen: "All marked as seen.",
  catchUpTitle: "Since you left",
  catchUpHint: "J and K step from card to card, Enter opens one. Nothing is marked as seen until you say so.",
  catchUpTooMany: (count: number) => `Only the first ${count} are here; the history has the rest.`,
  nothingMissed: "Nothing new since you left",
  nothingMissedText: "What others do while you are away is collected here.",
  urgencies: {
    mine: "For you",
    blocked: "Blocked",
    moved: "Moved or handed over",
    edited: "Edited",
    board: "The board itself",
  },
  times: (count: number) => `${count} times`,
  more: (count: number) => `${count} more`,
  theBoard: "The board",
  goneCard: "A card that is not here any more",

  // History of the board
  title: "History",
  menu: "History…",
  person: "Person",
  anybody: "Anybody",
  card: "Card",
  anyCard: "Any card",
  kind: "What",
  anything: "Anything",
  kinds: {
    promises: "Handoffs and who has it",
    "too-late": "What came too late",
    moves: "Moves and blocks",
    checks: "Checks, signatures, gates",
    words: "Edits and comments",
    board: "Lanes, settings, people",
  },
  noneYet: "Nothing has happened here yet",
  noneFound: "Nothing like that has happened.",
  loadEarlier: "Load earlier",
  failed: "The history could not be fetched.",
  exportTimeline: "Take it away as a table (CSV)",
  timelineHint: "When (UTC), who, what, from what to what, and why.",
  exportLedger: "Take the ledger away (JSONL)",
  exportHint: "Every entry with its hash, to be checked elsewhere.",

  // Why a card is where it is
  why: "Why here?",
  whyLoading: "Looking it up…",
  whyUnknown: "The history does not say how it came here.",
  whyFailed: "The history could not be fetched, so this cannot be told now.",
  when: (at: string, ago: string) => `${at}, ${ago}`,
}
