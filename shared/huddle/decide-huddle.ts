/**
 * The relay's yes or no to what somebody asks for in a huddle. The table says who may; what else must be true is below.
 * Commands are decided one after the other, so of two who reach for the wheel at once one has it and the other learns who.
 */
import type { HuddleCommand } from "../command/command.ts"
import type { Refusal } from "../errors.ts"
import type { Target } from "../handoff/handoff.ts"
import { isMachine, type Someone } from "../handoff/parties.ts"
import type { JsonObject } from "../json.ts"
import { LIMITS } from "../limits.ts"
import type { EntryDraft } from "../model/entry.ts"
import type { Promises } from "../promises/fold.ts"
import { err, ok, type Result, unreachable } from "../result.ts"
import type { Instant } from "../time.ts"
import { type AgendaStep, EXTEND_SECONDS } from "./agenda.ts"
import { abandonedAt } from "./clocks.ts"
import { escalatedOf, type Huddle, type HuddleAction, isHere, rollOf } from "./huddle.ts"
import { recordAt, recordFact } from "./record.ts"
import { huddleRow } from "./table.ts"

/** What a huddle's commands are decided against, beside the fold. */
export interface HuddleBoard {
  readonly now: Instant
  readonly promises: Promises
  /** The steps that a huddle on this board goes through, now. */
  agenda(): readonly AgendaStep[]
  hasCrewRole(role: string): boolean
  hasCard(id: string): boolean
  candidates(target: Target, without: readonly string[]): number
}

type Decision = Result<readonly EntryDraft[], Refusal>
type ActionCommand = Extract<HuddleCommand, { readonly action: number }>
type RunningCommand = Exclude<HuddleCommand, ActionCommand | { readonly kind: "huddle.start" }>

export function decideHuddle(command: HuddleCommand, someone: Someone, board: HuddleBoard): Decision {
  const { who, entry } = huddleRow(command.kind)
  const isRelay = someone.actor === "system" && who.includes("relay")
  if (isMachine(someone.actor) && !isRelay) return err({ rule: "H6" })
  const fact: Fact = (data, more = {}) => ok([{ actor: someone.actor, kind: entry, cause: command.id, data, ...more }])
  if ("action" in command) return decideAction(command, board, fact)
  const { open } = board.promises.huddle
  if (command.kind === "huddle.start") return decideStart(command, someone, board, fact)
  if (open?.id !== command.huddle) return err({ rule: "U4", data: open ? { huddle: open.id } : {} })
  if (!isRelay && !who.includes("member") && open.driver !== someone.actor)
    return err({ rule: "U2", data: tellDriver(open) })
  return decideRunning(command, { huddle: open, someone, board, fact })
}

type Fact = (data: JsonObject, more?: Partial<EntryDraft>) => Decision

interface Running {
  readonly huddle: Huddle
  readonly someone: Someone
  readonly board: HuddleBoard
  readonly fact: Fact
}

/** Who holds the wheel, for the sentence that says so. */
const tellDriver = ({ driver }: Huddle) => (driver === null ? {} : { person: driver })

function decideStart(
  { huddle }: HuddleCommand & { kind: "huddle.start" },
  { actor }: Someone,
  board: HuddleBoard,
  fact: Fact,
): Decision {
  const { open, last } = board.promises.huddle
  if (open) {
    const isRepeat = open.id === huddle && open.startedBy === actor
    return isRepeat ? ok([]) : err({ rule: "U1", data: { huddle: open.id, ...tellDriver(open) } })
  }
  if (last?.huddle === huddle) return err({ rule: "U4" })
  return fact({ huddle, steps: board.agenda().map(({ id, seconds }) => ({ id, seconds })) })
}

function decideRunning(command: RunningCommand, running: Running): Decision {
  const { huddle, someone, board, fact } = running
  const of = { huddle: huddle.id }
  switch (command.kind) {
    case "huddle.step":
      return decideStep(command, running)
    case "huddle.spotlight":
      if (command.card === (huddle.spotlight?.card ?? null)) return ok([])
      if (command.card === null) return fact(of)
      if (!board.hasCard(command.card)) return err({ rule: "C3" })
      if (!fits(huddle.covered, ({ card }) => card === command.card, LIMITS.cardsPerHuddle))
        return full(LIMITS.cardsPerHuddle)
      return fact({ ...of, card: command.card })
    case "huddle.park":
      if (!board.hasCard(command.card)) return err({ rule: "C3" })
      if (!fits(huddle.parked, ({ card }) => card === command.card, LIMITS.parkedPerHuddle))
        return full(LIMITS.parkedPerHuddle)
      return fact({ ...of, with: command.with }, { card: command.card })
    case "huddle.extend":
      return fact({ ...of, seconds: EXTEND_SECONDS })
    case "huddle.roll":
      return decideRoll(command, running)
    case "huddle.join":
      return isHere(huddle, someone.actor) ? ok([]) : fact(of)
    case "huddle.leave":
      return isHere(huddle, someone.actor) ? fact(of) : ok([])
    case "huddle.decide":
    case "huddle.act":
      return decideLine(command, running)
    case "huddle.take":
      if (huddle.driver === someone.actor) return ok([])
      if (huddle.driver !== command.from) return err({ rule: "U5", data: tellDriver(huddle) })
      return fact(huddle.driver === null ? of : { ...of, from: huddle.driver })
    case "huddle.hand-over":
      if (huddle.driver === command.to) return ok([])
      if (board.candidates({ kind: "person", id: command.to }, []) === 0)
        return err({ rule: "U7", data: { person: command.to } })
      return fact({ ...of, to: command.to })
    case "huddle.free":
      return huddle.driver === command.driver
        ? fact({ ...of, driver: command.driver })
        : err({ rule: "U5", data: tellDriver(huddle) })
    case "huddle.close":
      return decideClose(running)
    default:
      return unreachable(command)
  }
}

function decideStep(
  { from, to }: HuddleCommand & { kind: "huddle.step" },
  { huddle: { id, step, steps }, fact }: Running,
): Decision {
  if (from !== step) return err({ rule: "U3", data: { step } })
  if (to < 0 || to >= steps.length) return err({ rule: "U8", data: { step: to } })
  return to === step ? ok([]) : fact({ huddle: id, from, to, step: steps[to]?.id ?? "" })
}

function decideRoll(
  { role, state, person }: HuddleCommand & { kind: "huddle.roll" },
  { huddle, board, fact }: Running,
): Decision {
  if (!board.hasCrewRole(role)) return err({ rule: "U8", data: { role } })
  if (state === "represented" && person === undefined) return err({ rule: "U6", data: { missing: ["person"] } })
  const stands = state === "represented" ? (person as string) : null
  const said = rollOf(huddle, role)
  if (said?.state === state && said.person === stands) return ok([])
  if (!fits(huddle.roll, (one) => one === said, LIMITS.rollPerHuddle)) return full(LIMITS.rollPerHuddle)
  return fact({ huddle: huddle.id, role, state, ...(stands === null ? {} : { person: stands }) })
}

/** All of it stands in the record, which is one entry: nobody fills it beyond what everybody can be sent. */
const fits = <T>(list: readonly T[], isIt: (one: T) => boolean, most: number): boolean =>
  list.length < most || list.some(isIt)

const full = (limit: number): Decision => err({ rule: "U10", data: { limit } })

/** A decision needs words; an action also somebody who does it and a time by which. */
function decideLine(
  command: HuddleCommand & { kind: "huddle.decide" | "huddle.act" },
  { huddle, board, fact }: Running,
): Decision {
  const missing = [
    ...(command.text.trim() === "" ? ["text"] : []),
    ...(command.kind === "huddle.act" && command.person === undefined ? ["person"] : []),
    ...(command.kind === "huddle.act" && command.due === undefined ? ["due"] : []),
  ]
  if (missing.length > 0) return err({ rule: "U6", data: { missing } })
  if (command.card !== undefined && !board.hasCard(command.card)) return err({ rule: "C3" })
  const actions = board.promises.actions.filter((action) => action.huddle === huddle.id)
  if (huddle.decisions.length + actions.length >= LIMITS.linesPerHuddle) return full(LIMITS.linesPerHuddle)
  const isOpen = ({ state }: HuddleAction) => state === "open"
  if (command.kind === "huddle.act" && board.promises.actions.filter(isOpen).length >= LIMITS.openActions)
    return full(LIMITS.openActions)
  const { text, card } = command
  const data = command.kind === "huddle.act" ? { person: command.person ?? "", due: command.due ?? "" } : {}
  return fact({ huddle: huddle.id, ...data }, { text, card })
}

/** The relay ends what nobody ends; whoever drives ends it at any time. */
function decideClose({ huddle, someone, board, fact }: Running): Decision {
  if (someone.actor === "system" && board.now < (abandonedAt(board.promises) ?? 0))
    return err({ rule: "U2", data: tellDriver(huddle) })
  // The ledger's clock never goes back, the machine's may.
  const at = Math.max(board.now, board.promises.at)
  const { data, ...words } = recordFact(recordAt(huddle, board.promises.actions, at))
  return fact(data, words)
}

function decideAction(command: ActionCommand, { promises }: HuddleBoard, fact: Fact): Decision {
  const action = promises.actions.find(({ seq }) => seq === command.action)
  if (!action) return err({ rule: "U9" })
  const more = { card: action.card ?? undefined }
  const data = { action: action.seq }
  switch (command.kind) {
    case "huddle.action.done":
      return ending(action, "done") ?? fact(data, more)
    case "huddle.action.drop":
      return (
        ending(action, "dropped") ??
        (command.reason.trim() === "" ? err({ rule: "H12" }) : fact(data, { ...more, reason: command.reason }))
      )
    case "huddle.action.escalate":
      return decideEscalation(command, action, promises.actions) ?? fact(data, { ...more, reason: whyOf(command) })
    case "huddle.action.keep":
      if (action.state !== "open") return notOpen(action)
      return action.escalated === undefined ? ok([]) : fact(data, more)
    case "huddle.action.reopen":
      return action.state === "open" ? ok([]) : fact(data, more)
    case "huddle.action.carry": {
      if (action.state !== "open") return notOpen(action)
      if (command.reason.trim() === "") return err({ rule: "H12" })
      const { person, due, reason } = command
      const set = { ...(person === undefined ? {} : { person }), ...(due === undefined ? {} : { due }) }
      return fact({ ...data, ...set }, { ...more, reason })
    }
    default:
      return unreachable(command)
  }
}

const notOpen = ({ state }: HuddleAction): Decision => err({ rule: "U9", data: { state } })

type Escalate = ActionCommand & { readonly kind: "huddle.action.escalate" }

const whyOf = ({ reason = "" }: Escalate): string | undefined => (reason.trim() === "" ? undefined : reason)

/** It takes no reason. Whoever has one later says it then; saying nothing new adds nothing. */
function decideEscalation(command: Escalate, action: HuddleAction, all: readonly HuddleAction[]): Decision | undefined {
  const { state, escalated } = action
  const reason = whyOf(command)
  if (state !== "open") return notOpen(action)
  if (escalated) return reason === undefined || reason === escalated.reason ? ok([]) : undefined
  return escalatedOf(all).length < LIMITS.escalatedActions ? undefined : full(LIMITS.escalatedActions)
}

/** Ending what is ended in the same way is a yes that adds nothing; in another way it is refused. */
function ending({ state, endedBy }: HuddleAction, as: "done" | "dropped"): Decision | undefined {
  if (state === "open") return undefined
  return state === as ? ok([]) : err({ rule: "U9", data: { state, ...(endedBy === null ? {} : { person: endedBy }) } })
}
