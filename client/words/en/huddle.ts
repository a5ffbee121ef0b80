/** Words of the huddle: its steps, who drives, what is agreed, and the record that stays. */

import type { StepId } from "../../../shared/huddle/agenda.ts"
import type { RiskKind } from "../../../shared/huddle/at-risk.ts"
import type { RollState } from "../../../shared/huddle/huddle.ts"
import type { ExceptionKind } from "../../../shared/huddle/walk.ts"
import { plural } from "../plural.ts"

const quoted = (text: string) => `“${text}”`
const clock = (at: number) => new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(at)
const dayAndClock = (at: number) =>
  new Intl.DateTimeFormat("en-GB", {
    ...({ weekday: "long", day: "numeric", month: "long" } as const),
    ...({ hour: "2-digit", minute: "2-digit" } as const),
  }).format(at)
const names = (list: readonly string[]): string =>
  list.length < 2 ? (list[0] ?? "") : `${list.slice(0, -1).join(", ")} and ${list.at(-1)}`

const STEPS: Readonly<Record<StepId, string>> = {
  "roll-call": "Roll call",
  "look-back": "Look back",
  "at-risk": "At risk",
  walk: "Walk the board",
  "look-ahead": "Look ahead",
  "read-back": "Read back",
  close: "Close",
}

const RISKS: Readonly<Record<RiskKind, string>> = {
  expired: "Nobody accepted in time",
  late: "Late",
  critical: "Critical",
  "loop-open": "Read-back not confirmed",
  blocked: "Blocked",
  old: "Longer here than usual",
  due: "Due before the next huddle",
}
const EXCEPTIONS: Readonly<Record<ExceptionKind, string>> = {
  ...RISKS,
  unclaimed: "Nobody is accountable",
  "no-next": "No next step",
}
const ROLLS: Readonly<Record<RollState, string>> = {
  present: "Present",
  represented: "Represented",
  absent: "Absent",
}

export const huddle = {
  // The door on the board
  title: "Huddle",
  pageTitle: (board: string) => `Huddle · ${board}`,
  start: "Start a huddle",
  toHuddle: "To the huddle",
  running: (who: string) => `${who} is running a huddle`,
  runningYours: "You are running a huddle",
  runningFree: "A huddle is running, and nobody drives it",
  follow: "Follow",
  backToIt: "Back to it",
  barLabel: "Huddle",

  // Steps and time
  steps: STEPS,
  stepName: (id: string, name: string) => name || (STEPS[id as StepId] ?? "Step"),
  agenda: "Agenda",
  stepOf: (at: number, of: number) => `Step ${at} of ${of}`,
  goTo: (step: string) => `Go to ${quoted(step)}`,
  lookAt: (step: string) => `Look at ${quoted(step)} on your own`,
  left: (digits: string) => `${digits} left`,
  over: (digits: string) => `over by ${digits}`,
  timer: (step: string, said: string) => `${step}: ${said}`,
  cardTimer: (said: string) => `This card: ${said}`,
  started: (step: string) => `${step} begins.`,
  cardShown: (title: string) => `In the spotlight: ${quoted(title)}.`,

  // Following
  onYourOwn: (who: string, step: string) => `You look around on your own. ${who} is at ${quoted(step)}.`,
  onYourOwnFree: (step: string) => `You look around on your own. The huddle is at ${quoted(step)}.`,
  backToHuddle: "Back to the huddle",

  // The wheel
  drives: (who: string) => `${who} is driving`,
  youDrive: "You are driving",
  screenDrives: "This screen is driving",
  nobodyDrives: "Nobody drives",
  takeOver: "Take over",
  takeWheel: "Take the wheel",
  handOver: "Hand over",
  handOverTitle: "Hand the wheel to",
  handOverNobody: "Nobody else is in the huddle yet. Whoever opens it may take over by themselves.",
  takeOverTitle: (who: string) => `Take over from ${who}?`,
  takeOverText: (who: string) => `${who} is driving. The screens of all who follow will then show what you choose.`,
  takeOverConfirm: (who: string) => `Take over from ${who}`,
  wheelTaken: (who: string) => `${who} is driving now.`,
  wheelYours: "You are driving now.",
  onlyDriver: (who: string) => `${who} is driving. M takes over.`,
  onlyDriverFree: "Nobody drives. M takes the wheel.",

  // Buttons
  controls: "Steering",
  next: "Next",
  nextHint: { spotlight: "Next card", step: "Next step", close: "Finish" },
  back: "Back",
  park: "Park",
  more: "+30 s",
  moreLabel: "+30 s, half a minute more",
  action: "Action",
  decision: "Decision",
  blocked: "Blocked",
  unblock: "Unblock",
  keys: "Keys",
  leave: "Leave",
  leaveLabel: "Leave the huddle",
  open: "Open the card",
  toBoard: "To the board",
  waiting: (count: number) => plural(count, "command waits", "commands wait"),

  // Keys
  keysTitle: "Keys of the huddle",
  keyGroups: { drive: "At the wheel", all: "Everybody", notes: "In the notes" },
  keyNames: {
    next: "Next card, then next step",
    back: "Back",
    park: "Park the card",
    more: "30 seconds more",
    wheel: "Take or hand over the wheel",
    action: "Write an action down",
    decision: "Write a decision down",
    blocked: "Mark the card as blocked, or not any more",
    open: "Open the card",
    notes: "Write in the notes",
    follow: "Back to the huddle, when you look around on your own",
    help: "This sheet",
    leave: "Leave the huddle",
    "line-action": "Make this line an action",
    "line-decision": "Make this line a decision",
  },

  // Connection
  live: "Live",
  offline: (since: number, waiting: number) =>
    `No connection since ${clock(since)}. ${waiting === 0 ? "Commands wait until it is back." : `${plural(waiting, "command waits", "commands wait")}.`}`,
  notLive: (since: number) => `Not live since ${clock(since)}: this may be old. Commands wait.`,
  readOnly: "The server cannot save right now. Commands wait.",
  connecting: "Connecting…",

  // People
  people: "In the huddle",
  elsewhere: "On their own screens",
  looksHere: (name: string) => `${name} looks here`,
  you: (name: string) => `${name} (you)`,
  typing: "typing…",
  typingNotes: "writes in the notes",
  typingCard: "writes on a card",

  // Roll call
  roles: "Roles",
  rolls: ROLLS,
  rollNotCalled: "Not called yet",
  roleMissing: "missing",
  representedBy: (who: string) => `by ${who}`,
  representedByWhom: (role: string) => `Who stands in for ${role}?`,
  rollOf: (role: string) => `Who is here for ${role}`,
  hereFor: (people: readonly string[]) => `Here: ${names(people)}`,
  nobodyHere: "Nobody with this role is connected",
  allPresent: "All present",
  noRoles: "This board names no crew roles, so there is no roll to call.",
  noRolesHint: "Space goes on.",
  rollHint: "One tap each. Roles, not names: is somebody here who can speak for it?",

  // Look back
  openActions: (count: number) => (count === 0 ? "No open actions" : plural(count, "open action", "open actions")),
  noOpenActions: "Everything that was agreed is done.",
  firstHuddle: "The first huddle on this board. What is agreed today is looked back at in the next one.",
  setbacks: "Since the last huddle",
  setbacksOfDay: "In the last 24 hours",
  noSetbacks: "Nothing came back, expired or was recalled.",
  setback: {
    returned: "Came back",
    expired: "Nobody accepted in time",
    recalled: "Recalled",
  },
  done: "Done",
  doneAction: (text: string) => `Done: ${text}`,
  carry: "Carry",
  carryAction: (text: string) => `Carry to the next huddle: ${text}`,
  escalate: "Escalate",
  escalateAction: (text: string) => `Escalate: ${text}`,
  escalated: "Escalated",
  escalatedAction: (text: string) => `Escalated; say why, or keep it with the crew: ${text}`,
  toTakeUp: (reason: string | null) =>
    reason === null ? "To be taken further up" : `To be taken further up: ${reason}`,
  whyEscalate: "What should those further up know?",
  keepReason: "Write down",
  keepHere: "Keep it with the crew",
  furtherUp: "To take further up",
  drop: "Drop",
  dropAction: (text: string) => `Drop: ${text}`,
  reopen: "Not done",
  reopenAction: (text: string) => `Not done after all: ${text}`,
  whyCarry: "Why is it carried?",
  whyDrop: "Why is it dropped?",
  newDue: "New day",
  carried: (count: number) => `carried ${count === 1 ? "once" : count === 2 ? "twice" : `${count} times`}`,
  overdue: "Overdue",
  actionState: { open: "Open", done: "Done", dropped: "Dropped" },
  actionEnded: "No longer open",

  // At risk and walking
  atRiskCount: (count: number) =>
    count === 0 ? "Nothing is at risk" : `${plural(count, "card is", "cards are")} at risk`,
  atRiskNone: "No offer has expired, nothing is late, critical, blocked or older than usual.",
  atRiskDone: "Every card at risk has been talked about.",
  spaceTakesFirst: "Space puts the first one up.",
  spaceGoesOn: "Space goes on.",
  spotlight: "In the spotlight",
  notShown: "This card is not on the board any more.",
  onlyYou: "Only you see this card",
  risks: RISKS,
  exceptions: EXCEPTIONS,
  whyHere: "Why it is here",
  level: (level: number) => `step ${level} of escalation`,
  accountable: "Accountable",
  nobody: "Nobody yet",
  nextStep: "Next step",
  noNextStep: "No next step yet",
  blockedBy: "Blocked:",
  checks: "Checks",
  checksOf: (role: string, signed: number, needed: number) => `${role} ${signed} of ${needed}`,
  checksDone: (done: number, total: number) => `${done} of ${total} ticked`,
  queue: "Next three",
  queueEmpty: "Nothing more in this step.",
  dealtWith: "talked about",
  actionsOnCard: (count: number) => plural(count, "open action", "open actions"),
  lanes: "Lanes from right to left",
  laneCount: (count: number, limit: number | undefined) => (limit === undefined ? `${count}` : `${count}/${limit}`),
  laneLong: (name: string, count: number, limit: number | undefined) =>
    `${name}: ${plural(count, "card", "cards")}${limit === undefined ? "" : `, limit ${limit}`}`,
  overLimit: "over its limit",
  incoming: (count: number) => `${count} coming`,
  exceptionCount: (count: number) => (count === 0 ? "as it should be" : `${count} to look at`),
  walkNone: "Every card is as it should be",
  walkNoneHint: "Nothing is late, blocked, unclaimed or without a next step.",
  walkHint: "From the right: what does the next pair of hands need?",
  since: (span: string) => `${span} in this lane`,

  // Look ahead
  until: (at: number) => `Until ${dayAndClock(at)}`,
  comingTo: "Coming to",
  noIncoming: "No handoff is on its way.",
  acceptBy: (at: number) => `to be accepted by ${clock(at)}`,
  announced: "announced",
  dueBefore: "Due before the next huddle",
  noneDue: "No card falls due before the next huddle.",

  // Read back and close
  objection: "Read it aloud. Any strong objection?",
  decisions: "Decisions",
  actions: "Actions",
  parked: "Parked for later",
  parkedWith: (people: readonly string[]) => (people.length === 0 ? "with nobody named" : `with ${names(people)}`),
  noDecisions: "Nothing was decided.",
  noActions: "Nothing was agreed to be done.",
  missingPerson: "nobody named",
  missingDue: "no time",
  summary: (minutes: number, cards: number) =>
    `${plural(minutes, "minute", "minutes")}, ${plural(cards, "card", "cards")} talked about`,
  nextHuddle: "Next huddle",
  nextHuddleAt: (at: number) => dayAndClock(at),
  noNextHuddle: "No time set: the same time tomorrow is assumed.",
  setNextHuddle: "Time of the next huddle",
  nextHuddleHint: "The days after at the same time.",
  clearNextHuddle: "No fixed time",
  closeHuddle: "Close the huddle",
  closeTitle: "Close the huddle?",
  closeText: "Everybody who follows comes to its record. Decisions and actions stay.",
  ownStep: "A step of this board’s own. Space goes on when it is done.",

  // Parking
  parkTitle: "Park it for a talk with",
  parkedNow: (title: string, people: readonly string[]) =>
    `Parked ${quoted(title)}${people.length === 0 ? "" : ` for a talk with ${names(people)}`}.`,
  overItsTime: "Over its time",
  timeToPark: "Over its time: park it",

  // A line
  newDecision: "Decision",
  newAction: "Action",
  decisionWords: "What was decided",
  actionWords: "What is to be done",
  lineHint: "@name and a day or time, such as “tomorrow 14:00”, are read out of the words.",
  whoDoes: "Who does it",
  byDay: "By which day",
  byTime: "Time",
  aboutCard: (title: string) => `About ${quoted(title)}`,
  keepDecision: "Write down",
  keepAction: "Write down",
  needWords: "Say what, in a few words.",
  needPerson: "Say who does it.",
  needDue: "Say by when.",
  keptDecision: "The decision is written down.",
  keptAction: (who: string) => `Written down: ${who} does it.`,
  waitsOffline: "It waits here until the connection is back.",

  // Notes
  notes: "Notes",
  notesEmpty: "No notes yet.",
  notesPlaceholder: "Write together",
  lineTools: "This line",
  lineAsAction: "Make this line an action",
  lineAsDecision: "Make this line a decision",

  // On the card and its tile
  cardActions: "Actions",

  // Nothing runs
  noneTitle: "No huddle is running",
  noneText: "Ten minutes around the board: who is here, what is at risk, who does what. Nothing has to be set up.",
  noneViewer: "When somebody starts one, you can follow it here.",
  overTitle: "The huddle is over",
  loading: "Looking for the huddle…",
  lastRecord: "Record of the last huddle",

  // The record
  past: "Past huddles…",
  pastTitle: "Past huddles",
  pastNone: "No huddle has been held on this board yet.",
  pastLoading: "Looking for huddles in the ledger…",
  pastFailed: "The ledger could not be read.",
  pastSum: (minutes: number, cards: number) =>
    `${plural(minutes, "minute", "minutes")}, ${plural(cards, "card", "cards")}`,
  pastAgreed: (decisions: number, actions: number) =>
    `${plural(decisions, "decision", "decisions")}, ${plural(actions, "action", "actions")}`,
  pastLine: (at: number) => dayAndClock(at),
  recordTitle: (board: string) => `Huddle of ${board}`,
  recordWhen: (from: number, to: number) => `${dayAndClock(from)} to ${clock(to)}`,
  recordBy: (people: readonly string[]) => `Driven by ${names(people)}`,
  recordMissing: "There is no record of that huddle on this board.",
  whoWasThere: "Who was there",
  nobodyCalled: "The roll was not called.",
  minutes: "Time per step",
  minutesOf: (spent: string, box: string) => `${spent} of ${box}`,
  overBox: "over its box",
  covered: "Cards talked about",
  coveredFor: (digits: string) => digits,
  noneCovered: "No card was in the spotlight.",
  gone: "a card that is gone",
  erased: "(words erased)",
  print: "Print",
  toNext: "Next huddle and open actions",
  person: "Who",
  due: "By",
  state: "State",
  what: "What",

  // The agenda in the settings
  agendaSettings: "Huddle",
  agendaWords: "The steps of this board’s huddle, in their order. What is left out is skipped.",
  stepLabel: (name: string) => `Name of ${quoted(name)}`,
  secondsLabel: (name: string) => `Seconds for ${quoted(name)}`,
  seconds: "s",
  leaveOut: (name: string) => `Hold ${quoted(name)}`,
  moveUp: (name: string) => `Move ${quoted(name)} up`,
  moveDown: (name: string) => `Move ${quoted(name)} down`,
  newStep: "Name of another step",
  addStep: "Add step",
  total: (digits: string) => `${digits} in all`,
}
