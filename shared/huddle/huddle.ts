/** A huddle as the fold knows it. Who drives it is a lease: one person holds the wheel, or nobody does. */
import type { ActorId } from "../ids.ts"
import type { Instant } from "../time.ts"

export const ROLL_STATES = ["present", "represented", "absent"] as const
export type RollState = (typeof ROLL_STATES)[number]

export interface RollAnswer {
  readonly role: string
  readonly state: RollState
  /** Who stands in for the role, where it is represented. */
  readonly person: string | null
  readonly by: ActorId
  readonly at: Instant
}

/** By which entry, and so by whom, words came that the fold holds: erased, they go from here too. */
export interface Said {
  readonly seq: number
  readonly actor: ActorId
}

export interface Present {
  readonly actor: ActorId
  readonly since: Instant
  /** When they left; null while they are here. */
  until: Instant | null
}

export interface Spotlight {
  readonly card: string
  readonly since: Instant
  /** Added to its 45 seconds. */
  extendedSeconds: number
}

/** A card that was in the spotlight, and for how long in all. */
export interface Covered {
  readonly card: string
  ms: number
}

/** A card that is talked about later, by the people named. */
export interface Parked {
  readonly card: string
  readonly with: readonly string[]
}

export interface HuddleDecision {
  /** The entry's `seq`. */
  readonly seq: number
  readonly card: string | null
  readonly by: ActorId
  readonly at: Instant
  readonly text: string
}

/** One step as it was when the huddle began, and how long it took so far, without the step that runs. */
export interface StepTime {
  readonly id: string
  readonly seconds: number
  ms: number
}

export interface Huddle {
  readonly id: string
  readonly startedAt: Instant
  readonly startedBy: ActorId
  readonly steps: readonly StepTime[]
  /** The step that runs: an index into `steps`. */
  step: number
  stepStartedAt: Instant
  /** Added to the running step's time box. */
  extendedSeconds: number
  spotlight: Spotlight | null
  covered: Covered[]
  parked: Parked[]
  roll: RollAnswer[]
  /** Everybody who joined or did something, in the order in which they came. */
  people: Present[]
  driver: ActorId | null
  driverSince: Instant
  /** Everybody who held the wheel, each once. */
  drivers: ActorId[]
  decisions: HuddleDecision[]
  /** When the last thing happened in it. */
  touchedAt: Instant
}

/** That the crew cannot settle something alone and takes it to those who can. */
export interface Escalation {
  /** Its entry. A copy that a browser has kept for long may lack it. */
  readonly seq?: number
  readonly by: ActorId
  readonly at: Instant
  readonly reason: string | null
}

/** Something that somebody will have done by a time. It outlives the huddle, until it is done or dropped. */
export interface HuddleAction {
  /** The `seq` of the entry that began it: its id. */
  readonly seq: number
  readonly huddle: string
  readonly card: string | null
  readonly by: ActorId
  readonly at: Instant
  readonly text: string
  person: string
  /** A day, or a UTC instant, like a card's due date. */
  due: string
  state: "open" | "done" | "dropped"
  /** How often it was carried to a later huddle, and why the last time. */
  carried: number
  reason: string | null
  /** Whose reason that is. A copy that a browser has kept for long may lack it. */
  reasonBy?: Said
  /** Left out: the crew sees to it by itself. */
  escalated?: Escalation
  /** When and by whom it was done or dropped. */
  endedAt: Instant | null
  endedBy: ActorId | null
}

export const currentStep = ({ steps, step }: Huddle): StepTime => steps[step] as StepTime

/** When the running step's time is up. */
export const stepEndsAt = (huddle: Huddle): Instant =>
  huddle.stepStartedAt + (currentStep(huddle).seconds + huddle.extendedSeconds) * 1000

export const isHere = (huddle: Huddle, actor: string): boolean =>
  huddle.people.some((present) => present.actor === actor && present.until === null)

/** What is to be taken further up: escalated, and still open. */
export const escalatedOf = (actions: readonly HuddleAction[]): readonly HuddleAction[] =>
  actions.filter(({ state, escalated }) => state === "open" && escalated !== undefined)

export const rollOf = (huddle: Huddle, role: string): RollAnswer | undefined =>
  huddle.roll.find((answer) => answer.role === role)

/** The crew roles of a card for which nobody is there to speak. Roles that were not called yet are not missed. */
export const missingRoles = (huddle: Huddle, roles: readonly string[]): readonly string[] =>
  roles.filter((role) => rollOf(huddle, role)?.state === "absent")
