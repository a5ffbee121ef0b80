/**
 * What may happen to a handoff, by whom, and where it leads: the one table that drives the relay, the buttons, the
 * documentation and the tests. Guards that need more than the state (a version, a read-back, a window) are in `decide`.
 */
import type { HandoffState } from "./handoff.ts"

/** What somebody is to a handoff. One person may be several of these. */
export const PARTIES = [
  "member",
  "sender",
  "eligible",
  "receiver",
  "accountable",
  "crew",
  "lead",
  "doer",
  /** Whoever verified it. */
  "verifier",
  "rule",
  "relay",
] as const
export type Party = (typeof PARTIES)[number]

/**
 * Who is accountable for the card after the step. `same`: as before. `nobody`: openly unclaimed, unless the card is held by
 * another handoff (then it stays where it is).
 */
export type Accountable = "same" | "sender" | "actor" | "receiver" | "nobody"

export interface Transition {
  readonly from: readonly (HandoffState | "none")[]
  readonly to: HandoffState | "same"
  readonly who: readonly Party[]
  readonly accountable: Accountable
  /** The ledger's kind of the fact. */
  readonly entry: string
  readonly needsReason?: boolean
}

const OPEN = ["offered", "questioned", "expired"] as const
const BEFORE_ACCEPT = ["draft", "announced", ...OPEN] as const

export const TRANSITIONS = {
  create: { from: ["none"], to: "draft", who: ["member"], accountable: "same", entry: "handoff.created" },
  announce: { from: ["draft"], to: "announced", who: ["sender"], accountable: "sender", entry: "handoff.announced" },
  offer: {
    from: ["draft", "announced", "returned", "withdrawn"],
    to: "offered",
    who: ["sender", "rule"],
    accountable: "sender",
    entry: "handoff.offered",
  },
  see: { from: ["announced", ...OPEN], to: "same", who: ["eligible"], accountable: "same", entry: "handoff.seen" },
  question: {
    from: ["announced", ...OPEN],
    /** An announced handoff stays announced: nobody can accept what was not offered yet. */
    to: "questioned",
    who: ["eligible", "crew"],
    accountable: "same",
    entry: "handoff.questioned",
  },
  answer: {
    from: ["questioned", "announced"],
    /** `expired` when its time has run out meanwhile, `questioned` while another question is open. */
    to: "offered",
    who: ["sender", "crew"],
    accountable: "same",
    entry: "handoff.answered",
  },
  change: {
    from: [...OPEN, "announced", "accepted"],
    to: "same",
    who: ["sender", "crew", "member"],
    accountable: "same",
    entry: "sheet.edited",
  },
  accept: { from: OPEN, to: "accepted", who: ["eligible"], accountable: "actor", entry: "handoff.accepted" },
  confirm: {
    from: ["accepted"],
    to: "same",
    /** The crew only after the reminder, and never the receiver. */
    who: ["sender", "lead", "crew"],
    accountable: "same",
    entry: "handoff.confirmed",
  },
  correct: { from: ["accepted"], to: "same", who: ["sender"], accountable: "same", entry: "handoff.corrected" },
  "read-again": {
    from: ["accepted"],
    to: "same",
    who: ["receiver"],
    accountable: "same",
    entry: "handoff.read-again",
  },
  add: { from: ["accepted", "done"], to: "same", who: ["sender"], accountable: "same", entry: "handoff.added" },
  acknowledge: {
    from: ["accepted", "done"],
    to: "same",
    who: ["receiver"],
    accountable: "same",
    entry: "handoff.acknowledged",
  },
  /** Ready to step in for whoever has it, and told of its steps. */
  "back-up": {
    from: ["accepted", "done"],
    to: "same",
    who: ["member"],
    accountable: "same",
    entry: "handoff.backed-up",
  },
  /** Told of its steps, and nothing else. */
  watch: {
    from: [...OPEN, "accepted", "done"],
    to: "same",
    who: ["member"],
    accountable: "same",
    entry: "handoff.watched",
  },
  /** Neither backup nor watching any more. */
  "step-aside": {
    from: [...OPEN, "accepted", "done"],
    to: "same",
    who: ["member"],
    accountable: "same",
    entry: "handoff.stepped-aside",
  },
  decline: {
    from: OPEN,
    /** `returned` when nobody is left who could accept. */
    to: "same",
    who: ["eligible"],
    accountable: "same",
    entry: "handoff.declined",
    needsReason: true,
  },
  return: {
    from: OPEN,
    to: "returned",
    /** Of a pool nobody speaks for all: they decline. The relay returns what nobody can accept any more. */
    who: ["eligible", "lead", "relay"],
    accountable: "same",
    entry: "handoff.returned",
    needsReason: true,
  },
  "send-back": {
    from: ["accepted"],
    to: "returned",
    who: ["receiver"],
    accountable: "sender",
    entry: "handoff.sent-back",
    needsReason: true,
  },
  withdraw: {
    from: BEFORE_ACCEPT,
    to: "withdrawn",
    who: ["sender", "lead"],
    accountable: "same",
    entry: "handoff.withdrawn",
    needsReason: true,
  },
  expire: { from: OPEN, to: "expired", who: ["relay"], accountable: "same", entry: "handoff.expired" },
  remind: { from: ["accepted"], to: "same", who: ["relay"], accountable: "same", entry: "handoff.reminded" },
  reassign: {
    /** `questioned` too, once its time has run out. */
    from: ["expired", "questioned"],
    to: "offered",
    who: ["sender", "lead"],
    accountable: "same",
    entry: "handoff.reassigned",
  },
  "take-over": {
    from: [...BEFORE_ACCEPT, "accepted"],
    to: "accepted",
    who: ["lead", "crew"],
    accountable: "actor",
    entry: "handoff.taken-over",
    needsReason: true,
  },
  finish: { from: ["accepted"], to: "done", who: ["accountable"], accountable: "same", entry: "handoff.finished" },
  verify: {
    from: ["done"],
    to: "verified",
    who: ["sender", "lead", "crew"],
    accountable: "nobody",
    entry: "handoff.verified",
  },
  recall: {
    from: ["done", "verified"],
    to: "accepted",
    who: ["sender", "doer", "verifier", "lead"],
    accountable: "receiver",
    entry: "handoff.recalled",
    needsReason: true,
  },
  cancel: {
    from: [...BEFORE_ACCEPT, "accepted", "returned", "withdrawn"],
    to: "cancelled",
    who: ["sender", "lead"],
    accountable: "nobody",
    entry: "handoff.cancelled",
    needsReason: true,
  },
} as const satisfies Record<string, Transition>

export type HandoffAction = keyof typeof TRANSITIONS

export const transitionOf = (action: HandoffAction): Transition => TRANSITIONS[action]

/** The actions that a state leaves open to somebody with these parts, for buttons. Guards may still refuse. */
export function actionsOpen(state: HandoffState | "none", parties: ReadonlySet<Party>): readonly HandoffAction[] {
  return (Object.keys(TRANSITIONS) as HandoffAction[]).filter((action) => {
    const { from, who } = transitionOf(action)
    return from.includes(state) && who.some((party) => parties.has(party))
  })
}
