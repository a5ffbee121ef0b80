/** How an entry moves a huddle and its actions. Only the relay's times count. */
import { isSharedScreen } from "../handoff/parties.ts"
import type { ActorId } from "../ids.ts"
import type { Json, JsonObject } from "../json.ts"
import type { Entry } from "../model/entry.ts"
import type { Instant } from "../time.ts"
import { EXTEND_SECONDS } from "./agenda.ts"
import { currentStep, type Huddle, type HuddleAction, type RollState, type Said } from "./huddle.ts"
import { coveredAt, type HuddleRecord, recordOf } from "./record.ts"

export interface HuddleState {
  /** The one huddle that runs. */
  open: Huddle | null
  /** The record of the last one that ended. */
  last: HuddleRecord | null
  /** Which entry ended it. A copy that a browser has kept for long may lack it. */
  lastBy?: Said
}

export const noHuddles = (): HuddleState => ({ open: null, last: null })

/** Folds an entry `huddle.*` or `action.*` in; the state is changed in place. */
export function foldHuddle(state: { huddle: HuddleState; actions: HuddleAction[] }, entry: Entry): void {
  if (entry.kind.startsWith("action.")) foldAction(state, entry)
  if (entry.kind === "huddle.started") start(state, entry)
  const { open } = state.huddle
  if (!open || entry.data?.huddle !== open.id) return
  if (entry.kind === "huddle.closed") {
    state.huddle.open = null
    state.huddle.last = recordOf(entry) ?? null
    state.huddle.lastBy = saidBy(entry)
    return
  }
  attend(open, entry)
  open.touchedAt = entry.at
  EFFECTS[entry.kind]?.(open, entry, entry.data)
}

/** What ended before the last huddle began has been looked back at; the ledger keeps it. */
function start(state: { huddle: HuddleState; actions: HuddleAction[] }, entry: Entry): void {
  const { last } = state.huddle
  if (last) state.actions = state.actions.filter(({ endedAt }) => endedAt === null || endedAt >= last.startedAt)
  state.huddle.open = newHuddle(entry)
}

function newHuddle({ actor, at, data = {} }: Entry): Huddle {
  const steps = data.steps as readonly { readonly id: string; readonly seconds: number }[]
  return {
    id: String(data.huddle),
    startedAt: at,
    startedBy: actor,
    steps: steps.map(({ id, seconds }) => ({ id, seconds, ms: 0 })),
    step: 0,
    stepStartedAt: at,
    extendedSeconds: 0,
    spotlight: null,
    covered: [],
    parked: [],
    roll: [],
    people: [],
    driver: actor,
    driverSince: at,
    drivers: [actor],
    decisions: [],
    touchedAt: at,
  }
}

/** Whoever does something in a huddle is there; a screen that several people share is not one of them. */
function attend({ people }: Huddle, { actor, at, kind }: Entry): void {
  if (actor === "system" || isSharedScreen(actor) || kind === "huddle.left") return
  const known = people.find((present) => present.actor === actor)
  if (known) known.until = null
  else people.push({ actor, since: at, until: null })
}

type Effect = (huddle: Huddle, entry: Entry, data: JsonObject) => void

const EFFECTS: Readonly<Record<string, Effect>> = {
  "huddle.stepped": (huddle, { at }, data) => {
    unlight(huddle, at)
    currentStep(huddle).ms += at - huddle.stepStartedAt
    huddle.step = Number(data.to)
    huddle.stepStartedAt = at
    huddle.extendedSeconds = 0
  },
  "huddle.spotlit": (huddle, { at }, data) => {
    unlight(huddle, at)
    const card = textOf(data.card)
    huddle.spotlight = card === null ? null : { card, since: at, extendedSeconds: 0 }
  },
  "huddle.parked": (huddle, { at, card = "" }, data) => {
    if (huddle.spotlight?.card === card) unlight(huddle, at)
    const parked = { card, with: data.with as readonly string[] }
    huddle.parked = [...huddle.parked.filter((one) => one.card !== card), parked]
  },
  "huddle.extended": (huddle) => {
    huddle.extendedSeconds += EXTEND_SECONDS
    if (huddle.spotlight) huddle.spotlight.extendedSeconds += EXTEND_SECONDS
  },
  "huddle.rolled": (huddle, { actor: by, at }, data) => {
    const role = String(data.role)
    const answer = { role, state: data.state as RollState, person: textOf(data.person), by, at }
    huddle.roll = [...huddle.roll.filter((one) => one.role !== role), answer]
  },
  "huddle.left": ({ people }, { actor, at }) => {
    const known = people.find((present) => present.actor === actor)
    if (known) known.until = at
  },
  "huddle.decided": (huddle, { seq, actor: by, at, card, text = "" }) => {
    huddle.decisions.push({ seq, card: card ?? null, by, at, text })
  },
  "huddle.taken": (huddle, { actor, at }) => steer(huddle, actor, at),
  "huddle.handed-over": (huddle, { at }, data) => steer(huddle, String(data.to) as ActorId, at),
  "huddle.freed": (huddle, { at }) => steer(huddle, null, at),
}

function unlight(huddle: Huddle, at: Instant): void {
  huddle.covered = coveredAt(huddle, at)
  huddle.spotlight = null
}

function steer(huddle: Huddle, driver: ActorId | null, at: Instant): void {
  huddle.driver = driver
  huddle.driverSince = at
  if (driver !== null && !huddle.drivers.includes(driver)) huddle.drivers.push(driver)
}

const textOf = (value: Json | undefined): string | null => (typeof value === "string" ? value : null)

function foldAction({ actions }: { actions: HuddleAction[] }, entry: Entry): void {
  const { kind, data = {}, at, actor } = entry
  if (kind === "action.added") {
    actions.push(newAction(entry))
    return
  }
  const action = actions.find(({ seq }) => seq === data.action)
  if (!action) return
  switch (kind) {
    case "action.done":
    case "action.dropped":
      action.state = kind === "action.done" ? "done" : "dropped"
      action.endedAt = at
      action.endedBy = actor
      if (entry.reason !== undefined || entry.erased) explain(action, entry)
      return
    case "action.carried":
      action.carried++
      explain(action, entry)
      action.person = textOf(data.person) ?? action.person
      action.due = textOf(data.due) ?? action.due
      return
    case "action.escalated":
      action.escalated = { seq: entry.seq, by: actor, at, reason: entry.reason ?? null }
      return
    case "action.kept":
      delete action.escalated
      return
    case "action.reopened":
      action.state = "open"
      action.endedAt = null
      action.endedBy = null
      return
  }
}

function explain(action: HuddleAction, entry: Entry): void {
  action.reason = entry.reason ?? null
  action.reasonBy = saidBy(entry)
}

const saidBy = ({ seq, actor }: Entry): Said => ({ seq, actor })

function newAction({ seq, actor: by, at, card, text = "", data = {} }: Entry): HuddleAction {
  return {
    ...{ seq, huddle: String(data.huddle), card: card ?? null, by, at, text },
    ...{ person: String(data.person), due: String(data.due) },
    ...{ state: "open", carried: 0, reason: null, endedAt: null, endedBy: null },
  }
}
