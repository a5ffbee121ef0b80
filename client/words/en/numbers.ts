/** Words of the page that says what handing over took on a board. It counts and compares nothing else: no person, no cause. */
import { plural } from "../plural.ts"
import { handoff } from "./handoff.ts"

const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "short" })
const handoffs = (count: number) => plural(count, "handoff", "handoffs")
const offers = (count: number) => plural(count, "offer", "offers")

/** Whole per cent; all is only said of all, and none only of none. */
const percent = (rate: number): string => {
  const rounded = Math.round(rate * 100)
  const honest = rate < 1 && rounded === 100 ? 99 : rate > 0 && rounded === 0 ? 1 : rounded
  return `${honest}\u00a0%`
}

export const numbers = {
  menu: "Numbers",
  title: "Numbers",
  lead: "How work changed hands on this board",
  toBoard: "Back to the board",
  window: "How far back",
  days: (days: number) => `${days} days`,
  lastDays: (days: number) => `In the last ${days} days`,
  loading: "Counting…",
  stale: (at: number) => `These are from ${clock.format(at)}: the server does not answer now.`,
  asOf: (at: number, seq: number) => `As of ${clock.format(at)}, entry ${seq} of the ledger.`,

  noneTitle: "No handoff has ended yet",
  noneText: (days: number) =>
    `Once something that was offered on this board is accepted, comes back or runs out of time, it is counted here. Nothing was in the last ${days} days.`,

  span: handoff.span,
  percent,
  none: "–",
  /** "1 of 4 = 25 %" */
  share: (count: number, of: number, rate: number | null) =>
    rate === null ? "none yet" : `${count} of ${of} = ${percent(rate)}`,

  // At the head of the page
  inShort: "In short",
  timeToAccept: "Time to accept",
  middleOf: (count: number) => (count === 0 ? "nothing was accepted" : `the middle of ${handoffs(count)}`),
  onTime: "Accepted in time",
  onTimeOf: (count: number, of: number) =>
    of === 0 ? "no offer was due" : `${count} of ${offers(of)} whose time is over`,
  cameBack: "Came back",
  cameBackOf: (count: number, of: number) => (of === 0 ? "nothing was answered" : `${count} of ${handoffs(of)}`),
  firstTimeRight: "First time right",
  firstTimeRightOf: (count: number, of: number) => (of === 0 ? "nothing was accepted" : `${count} of ${of} accepted`),
  waiting: "Waiting now",
  waitingOldest: (ms: number | null) => (ms === null ? "nobody waits" : `the oldest for ${handoff.span(ms)}`),

  // Time to accept
  timeText: "From the last offer until somebody accepted it. One dot is one handoff.",
  middle: "Half within",
  p85: "85 of 100 within",
  p95: "95 of 100 within",
  tailFrom: (from: number) => `The slow end is told from ${from} handoffs on.`,
  stillOpen: "Still open",
  stillOpenOf: (count: number, oldestMs: number | null) =>
    oldestMs === null ? "none" : `${count}, the oldest for ${handoff.span(oldestMs)}`,
  olderThanP85: "Of these, beyond 85 of 100",
  noTimes: "Nothing was accepted in this time.",
  asList: "The times as a list",

  // Between lanes
  lanesTitle: "From lane to lane",
  lanesText: "The middle time to accept; below it, of how many. The darker, the longer.",
  fromTo: "From ↓ to →",
  cell: (ms: number) => handoff.span(ms),
  cellOf: (count: number) => `of ${count}`,
  cellTail: (ms: number) => `85 of 100: ${handoff.span(ms)}`,
  within: "within the lane",
  goneLane: "A lane that is gone",

  // What came back
  backTitle: "What came back",
  backText: "Handoffs that were returned or sent back at least once, of those that were answered or ran out of time.",
  way: "Way",
  all: "All together",
  wayOf: (from: string, to: string) => (from === to ? `Within ${from}` : `${from} → ${to}`),
  backOf: "Came back",
  reasons: "Why",
  noReason: "No reason kept",
  noneBack: "Nothing came back.",

  // How it was handed over
  howTitle: "How it was handed over",
  readBack: "Read back",
  readBackText: "accepted with a read-back in the receiver’s own words",
  contingency: "With an if-then",
  contingencyText: "of what was watched or critical",
  unknown: (count: number) => `${count} not known: the words were erased`,
  loop: "Read-back confirmed after",
  loopText: (count: number, open: number) =>
    `${count === 0 ? "no loop was closed" : `the middle of ${count}`}${open === 0 ? "" : `, ${open} still open`}`,
  expired: "Ran out of time",
  expiredText: (meanDepth: number | null) =>
    meanDepth === null ? "of the offers that ended" : `of the offers; told ${meanDepth.toFixed(1)} times on average`,
  beside: (cancelled: number, takenOver: number) =>
    [cancelled > 0 && `${cancelled} cancelled`, takenOver > 0 && `${takenOver} taken over`].filter(Boolean).join(", "),
  besideText: "in none of the times above",

  // How it is counted
  howCounted: "How this is counted",
  counting: [
    ["When", "Everything counts on the day on which it ended, by the server’s clock, around the clock."],
    [
      "Time to accept",
      "From the last offer of a handoff to its acceptance. What still waits is not in it: it stands beside it. What was cancelled or taken over has no time here.",
    ],
    [
      "Half, 85 and 95 of 100",
      "By nearest rank: each is a time that one handoff really took. With fewer than 20 only the middle one is told.",
    ],
    [
      "Accepted in time",
      "Of all offers whose time to accept was over in these days: those that were accepted before. Whatever else became of an offer, it was not accepted in time.",
    ],
    [
      "Came back",
      "Of the handoffs that were accepted, returned, withdrawn or ran out of time: those that were returned or sent back at least once.",
    ],
    [
      "First time right",
      "Of the accepted handoffs: those that never came back, and in whose sheet nothing that matters was changed after the offer.",
    ],
    ["From lane to lane", "Offered to a person or a role, a card stays in its lane: that is a change within the lane."],
    ["People", "Nobody is counted by name, here or in what programs get."],
  ],
} as const
