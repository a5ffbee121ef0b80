/** Words of the board: lanes, cards, moving, search, and everything that is read out there. */
import type { Severity } from "../../../shared/model/card.ts"
import type { LaneKind } from "../../../shared/model/lane.ts"
import { plural } from "../plural.ts"

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const cards = (count: number) => plural(count, "card", "cards")
const changes = (count: number) => plural(count, "change", "changes")
const waitingWords = (count: number) => (count === 0 ? "" : `, ${changes(count)} waiting`)
const quoted = (title: string) => `“${title}”`
const clock = (at: number) => new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(at)
const seconds = (at: number) =>
  new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(at)
const day = (date: Date, hasYear: boolean) =>
  new Intl.DateTimeFormat("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    ...(hasYear ? { year: "numeric" } : {}),
  }).format(date)

/** Short, as on a card: "5 min", "3 h", "2 d". */
function span(ms: number): string {
  if (ms < MINUTE) return "now"
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h`
  if (ms < 14 * DAY) return `${Math.floor(ms / DAY)} d`
  return `${Math.floor(ms / (7 * DAY))} wk`
}

/** In full, as it is read out. */
function longSpan(ms: number): string {
  if (ms < MINUTE) return "less than a minute"
  if (ms < HOUR) return plural(Math.floor(ms / MINUTE), "minute", "minutes")
  if (ms < DAY) return plural(Math.floor(ms / HOUR), "hour", "hours")
  return plural(Math.floor(ms / DAY), "day", "days")
}

const SEVERITY: Readonly<Record<Severity, string>> = { routine: "Routine", watch: "Watch", critical: "Critical" }
const SEVERITY_HINT: Readonly<Record<Severity, string>> = {
  routine: "As usual",
  watch: "Fine now, could turn",
  critical: "Act first, read later",
}
const KIND: Readonly<Record<LaneKind, string>> = { waiting: "Waiting", active: "Active", pass: "Pass", done: "Done" }
const KIND_HINT: Readonly<Record<LaneKind, string>> = {
  waiting: "Work waits here until somebody starts on it",
  active: "Somebody works on it",
  pass: "Ready to go over to somebody else",
  done: "Finished work",
}
const AGE = { fresh: "Fresh", ageing: "Ageing", "due-soon": "Due soon", late: "Late" } as const

const FIELD: Readonly<Record<string, string>> = {
  title: "the title",
  next: "the next step",
  due: "the due date",
  severity: "the severity",
  blocked: "the block",
  place: "the move",
  archived: "archiving",
  name: "the name",
  rank: "the order",
  kind: "the kind",
  wip: "the limit",
  target: "the target age",
}
const PREFIX: Readonly<Record<string, string>> = {
  l: "a label",
  r: "the crew",
  f: "a field",
  h: "a checklist",
  c: "a checklist item",
  d: "a tick",
  k: "a link",
}
const fieldOf = (key: string) => FIELD[key] ?? PREFIX[key.split(":")[0] ?? ""] ?? "an edit"

interface Difference {
  readonly thing: "card" | "lane" | "board" | "none"
  readonly name: string
  readonly key: string
  readonly others: number
}
interface Position {
  readonly lane: string
  readonly at: number
  readonly of: number
}

export const board = {
  // Around the board
  boardLabel: "Board",
  backToBoards: "All boards",
  boardName: "Name of the board",
  unnamedBoard: "Untitled board",
  renameBoard: "Rename the board",
  hereNowLabel: "Here now",
  undo: "Undo",
  redo: "Redo",
  share: "Share",
  menu: "Board menu",
  filter: "Filter",
  settings: "Labels, fields and roles…",
  exportJson: "Export as JSON",
  exportCsv: "Export as CSV",
  archivedThings: "Archived cards and lanes…",
  shortcuts: "Keyboard shortcuts",
  density: "Density",
  densities: { comfortable: "Comfortable", compact: "Compact", large: "Large" },
  appearance: "Appearance",
  appearances: { light: "Light", dark: "Dark", auto: "As the device" },
  viewerOnly: "You can look at this board, not change it.",

  // Whether it is saved
  save: {
    loading: "Loading…",
    saved: "Saved",
    saving: "Saving…",
    offline: (waiting: number) => (waiting === 0 ? "Offline" : `Offline, ${changes(waiting)} waiting`),
    notLive: (since: number) => `Not live since ${clock(since)}`,
    readOnly: (waiting: number) => (waiting === 0 ? "Read-only" : `Read-only, ${changes(waiting)} waiting`),
    closed: "Closed",
    hints: {
      loading: "The board is being fetched.",
      saved: "Everything you did is on the server’s disk.",
      saving: "Your latest changes are on their way.",
      offline: "Your changes are kept in this browser and sent when the connection is back.",
      "not-live": "Nothing has come from the server for a while: what you see may be old.",
      "read-only": "The server cannot save at the moment. Your changes wait in this browser.",
      closed: "Nothing more is sent from here.",
    },
  },
  storageFailed:
    "This browser cannot keep your changes (private window, or its storage is full). Stay connected while you type: what is not saved yet would be lost with this tab.",
  offlineBanner: (since: number, waiting: number) => `No connection since ${clock(since)}${waitingWords(waiting)}.`,
  lateBanner: (asOf: number, waiting: number) =>
    `Not live – as of ${seconds(asOf)}, reconnecting${waitingWords(waiting)}.`,
  staleBanner: (asOf: number, waiting: number) =>
    `Not live – all of this as of ${seconds(asOf)}${waitingWords(waiting)}. Others may have moved on.`,
  deadBanner: (asOf: number) => `Not live since ${clock(asOf)}`,
  deadBannerWords: (waiting: number) => `This board may look quite different by now${waitingWords(waiting)}.`,
  goOn: "Go on working: your changes are kept here and merge when it is back.",
  readOn: "You read what came last; it catches up by itself.",
  backBanner: (count: number) => `Live again, ${count === 0 ? "no changes" : changes(count)}`,
  atLeast: (age: string) => `at least ${age}`,
  countAsOf: (count: string, asOf: number) => `${count} as of ${clock(asOf)}`,
  notLiveBanner: (since: number, waiting: number) =>
    `Not live since ${clock(since)}${waitingWords(waiting)}: others may have moved on.`,
  readOnlyBanner: (waiting: number) =>
    `The server cannot save right now, so the board is read-only${waitingWords(waiting)}. It recovers by itself.`,

  // Lanes
  lanes: "Lanes",
  lane: (name: string, count: number) => `${name}, ${cards(count)}`,
  cardsIn: (name: string) => `Cards in ${name}`,
  unnamedLane: "Untitled lane",
  unplaced: "Unplaced",
  unplacedHint: (count: number) =>
    `${cards(count)} without a readable lane. Nothing is lost: move ${count === 1 ? "it" : "them"} where ${count === 1 ? "it belongs" : "they belong"}.`,
  count: (count: number, limit: number | undefined) => (limit === undefined ? `${count}` : `${count} / ${limit}`),
  filteredCount: (shown: number, count: number) => `${shown} of ${count}`,
  overLimit: "Over",
  overLimitHint: (count: number, limit: number) => `${cards(count)}, ${count - limit} over the limit of ${limit}`,
  limitHint: (count: number, limit: number) => `${cards(count)}, limit ${limit}`,
  laneMenu: (name: string) => `Menu of ${name}`,
  renameLane: "Rename",
  laneName: "Name of the lane",
  laneForm: "Kind, limit, gate and crew…",
  laneFormTitle: (name: string) => `How ${quoted(name)} works`,
  kind: "Kind",
  kinds: KIND,
  kindHints: KIND_HINT,
  wip: "Limit of cards",
  wipHint: "A soft limit: going over it shows, and stops nobody. Empty for none.",
  target: "Target age",
  targetHint: "After this long in the lane a card counts as late. Empty for none.",
  targetUnit: "Unit",
  units: { minutes: "Minutes", hours: "Hours", days: "Days" },
  moveLeft: "Move left",
  moveRight: "Move right",
  archiveLane: "Archive the lane",
  archivedLane: (name: string) => `Archived the lane ${quoted(name)}.`,
  addLane: "Add a lane",
  addLaneName: "Name of the new lane",
  laneMoved: (name: string, at: number, of: number) => `${name} is now lane ${at} of ${of}.`,
  emptyLane: "No cards here",
  emptyLaneFiltered: "No card here passes the filter",
  laneSwitcher: "Lane",
  previousLane: "Previous lane",
  nextLane: "Next lane",
  laneOption: (name: string, count: number) => `${name} (${count})`,

  // An empty board
  emptyTitle: "Where does work begin here?",
  emptyWords: "Lanes are the places that work passes through, from left to right. Start with one, or take three.",
  emptyViewer: "There are no lanes on this board yet.",
  firstLanes: "Start with To do, Doing, Done",
  threeLanes: [
    ["To do", "waiting"],
    ["Doing", "active"],
    ["Done", "done"],
  ] as readonly (readonly [string, LaneKind])[],
  nothingFound: "No card passes this filter.",
  clearFilter: "Clear the filter",

  // Cards
  untitled: "Untitled",
  cardRole: "card",
  addCard: "Add a card",
  addCardTo: (lane: string) => `Add a card to ${lane}`,
  newCardTitle: "Title of the new card",
  composerPlaceholder: "What needs doing?",
  composerHint: "Enter adds · Esc closes · paste a list to add many",
  manyLines: (count: number) => `${count} lines pasted`,
  addMany: (count: number) => `Add ${cards(count)}`,
  addAsOne: "As one card",
  addedCards: (count: number, lane: string) => `Added ${cards(count)} to ${lane}.`,
  nobody: "Nobody yet",
  me: (name: string) => `${name} (you)`,
  takeIt: "Take it",
  takeItCard: (title: string) => `Take ${quoted(title)}`,
  queued: "Queued, not yours yet",
  next: "Next:",
  addNext: "Add the next step",
  titleField: "Title",
  nextField: "Next step",
  severity: "Severity",
  severities: SEVERITY,
  severityHints: SEVERITY_HINT,
  blocked: "Blocked",
  ages: AGE,
  span,
  age: (ms: number) => `In this lane for ${longSpan(ms)}`,
  ageWithStep: (step: keyof typeof AGE, ms: number) => `${AGE[step]}: in this lane for ${longSpan(ms)}`,
  overdue: (days: number) => (days === 0 ? "Overdue" : `Overdue ${plural(days, "day", "days")}`),
  dueToday: (time: string) => (time === "" ? "Due today" : `Due ${time}`),
  dueTomorrow: "Due tomorrow",
  dueOn: (date: Date, isThisYear: boolean) => `Due ${day(date, !isThisYear)}`,
  timeOf: (date: Date) => clock(date.getTime()),
  times: (quantity: number) => `${quantity} ×`,
  ticket: (ticket: string) => `Ticket ${ticket}`,
  added: "Added",
  addedTo: (ticket: string) => `Added to ${ticket}, which is in work`,
  checks: (done: number, total: number) => `${done} of ${total} checked`,
  checksShort: (done: number, total: number) => `${done}/${total}`,
  comments: (count: number) => plural(count, "comment", "comments"),
  crew: "Crew",
  labels: "Labels",
  moreLabels: (count: number) => `+${count}`,
  looking: (names: readonly string[]) => `Looking: ${names.join(", ")}`,
  typing: (name: string) => `${name} is typing`,
  dragging: (name: string) => `${name} is moving this`,
  dropsHere: (name: string) => name,
  movedBy: (name: string) => `Moved by ${name}`,
  cardMenu: (title: string) => `Menu of ${quoted(title)}`,

  // What can be done with a card
  open: "Open",
  edit: "Edit the title",
  editNext: "Edit the next step",
  moveTo: "Move to…",
  takeMenu: "Take it",
  putDownMenu: "Put it down",
  block: "Mark as blocked…",
  unblock: "Unblock",
  noLabels: "No labels yet: add some in the board’s settings",
  archive: "Archive",
  archivedCard: (title: string) => `Archived ${quoted(title)}.`,
  restoredCard: (title: string) => `${quoted(title)} is back.`,
  taken: (title: string) => `You are accountable for ${quoted(title)}.`,
  putDown: (title: string) => `You put down ${quoted(title)}: nobody is accountable now.`,

  // Dialogs
  moveTitle: (title: string) => `Move ${quoted(title)}`,
  moveLane: "Lane",
  movePosition: "Position",
  moveTop: "At the top",
  moveBottom: "At the bottom",
  moveBefore: (title: string) => `Before ${quoted(title)}`,
  moveGo: "Move",
  blockTitle: (title: string) => `What blocks ${quoted(title)}?`,
  blockReason: "Reason",
  blockPlaceholder: "Waiting for the vendor’s answer",
  blockGo: "Mark as blocked",
  archivedTitle: "Archived",
  archivedCards: "Cards",
  archivedLanes: "Lanes",
  nothingArchived: "Nothing is archived.",
  archivedSearch: "Search what is archived",
  wasIn: (lane: string) => `Was in ${lane}`,
  moreArchived: (count: number) => `${count} more: search to find them`,
  restoreThing: (name: string) => `Restore ${quoted(name)}`,

  // Moving by keys and by hand
  lifted: (title: string, { lane, at, of }: Position) =>
    `Picked up ${quoted(title)} in ${lane}, position ${at} of ${of}. Arrow keys move it, Space drops it, Escape puts it back.`,
  carried: ({ lane, at, of }: Position) => `${lane}, position ${at} of ${of}.`,
  edge: "No further that way.",
  dropped: (title: string, { lane, at, of }: Position) =>
    `Dropped ${quoted(title)} in ${lane}, position ${at} of ${of}.`,
  cancelled: (title: string) => `${quoted(title)} stays where it was.`,
  goneInHand: (title: string) => `Somebody archived ${quoted(title)} while you held it.`,
  movedTo: (title: string, lane: string) => `Moved ${quoted(title)} to ${lane}.`,

  // Search and filter
  search: "Search cards",
  searchPlaceholder: "Search titles, next steps, descriptions",
  person: "Person",
  anyPerson: "Anybody",
  label: "Label",
  anyLabel: "Any label",
  anyLane: "Any lane",
  overdueOnly: "Overdue",
  blockedOnly: "Blocked",
  unclaimedOnly: "Nobody yet",
  shown: (count: number, all: number) => `${count} of ${all}`,
  shownLong: (count: number, all: number) => `${count} of ${cards(all)} shown`,
  closeFilter: "Close the filter",

  // Undo
  wentBack(which: "undo" | "redo", { thing, name, key, others }: Difference): string {
    const what = which === "undo" ? "Undone" : "Redone"
    if (thing === "none") return `${what}.`
    const whose = thing === "board" ? "of the board" : `of ${quoted(name)}`
    const more = others > 0 ? ` and ${plural(others, "other", "others")}` : ""
    return `${what}: ${fieldOf(key)} ${whose}${more}.`
  },
  couldNot(which: "undo" | "redo", why: "nothing" | "changed-since"): string {
    if (why === "nothing") return which === "undo" ? "There is nothing to undo." : "There is nothing to redo."
    return "Somebody changed this since, so it was left as it is."
  },

  // Refusals
  refused: (rule: string) => `Not done: ${rule}`,
  movedMeanwhile: (title: string, lane: string, who: string | undefined) =>
    `${quoted(title)} was moved to ${lane} meanwhile${who ? ` by ${who}` : ""}.`,
  moveOn: (lane: string) => `Move it on to ${lane}`,
  movedMeanwhileLong: "It stays there. Your move was not lost: make it from there if it still fits.",
  leaveIt: "Leave it there",
  takenBack: (rule: string) => `Your change was taken back. ${rule}`,
  yourWords: "What you wrote:",
  copy: "Copy it",
  copied: "Copied.",

  // The sheet of keys
  sheetTitle: "Keyboard shortcuts",
  groups: { anywhere: "Anywhere on the board", cards: "On a card", carrying: "While carrying a card" },
  plainKeys: "Single keys are shortcuts",
  plainKeysHint: "Switch off if you speak to your computer or use a device that sends stray keys.",
  or: "or",
  keyNames: {
    Mod: "Ctrl",
    Escape: "Esc",
    ArrowUp: "↑",
    ArrowDown: "↓",
    ArrowLeft: "←",
    ArrowRight: "→",
    PageUp: "Page Up",
    PageDown: "Page Down",
    ContextMenu: "Menu key",
  } as Readonly<Record<string, string>>,
  shortcutNames: {
    search: "Search",
    "new-card": "New card",
    undo: "Undo",
    redo: "Redo",
    inbox: "What needs me",
    huddle: "Huddle",
    help: "This sheet",
    "clear-filter": "Clear the filter",
    open: "Open",
    edit: "Edit the title",
    "edit-next": "Edit what is next",
    "hand-over": "Hand it over",
    numbers: "Numbers",
    "hand-over-many": "Hand over my shift",
    take: "Take it, or put it down",
    block: "Block or unblock",
    move: "Move to…",
    archive: "Archive",
    menu: "Menu",
    up: "Card above",
    down: "Card below",
    left: "Lane to the left",
    right: "Lane to the right",
    "first-card": "First card of the lane",
    "last-card": "Last card of the lane",
    "page-up": "Ten cards up",
    "page-down": "Ten cards down",
    lift: "Pick it up",
    carry: "Move it",
    "carry-far": "To the top or the bottom, or ten at once",
    drop: "Drop it",
    cancel: "Put it back",
  },
}
