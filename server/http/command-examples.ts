/** One example of every command, for the description of the API. The type asks for all of them. */
import type { Command, CommandKind } from "../../shared/command/command.ts"

type Examples = { readonly [K in CommandKind]: Omit<Extract<Command, { readonly kind: K }>, "id" | "kind"> }

const handoff = "Hf4nQ2x9LmTe"
const card = "Kc7RwZ1pVb3d"
const huddle = "Hd3kP8vWq1Zs"
const check = "Ch5sY8uJ2kQa"

const EXAMPLES: Examples = {
  "handoff.create": { handoff, card, template: "four-w" },
  "handoff.announce": { handoff, eta: 1_790_000_000_000 },
  "handoff.offer": { handoff },
  "handoff.see": { handoff },
  "handoff.question": { handoff, field: "what", text: "Which of the two drafts do you mean?" },
  "handoff.answer": { handoff, question: 42, text: "The second one." },
  "handoff.accept": {
    handoff,
    version: 1,
    channel: "call",
    readBack: "Two pallets are short; I ring the carrier before ten and tell you what they say.",
    ticked: ["action-1"],
    answers: { reply: "Agreed" },
  },
  "handoff.confirm": { handoff },
  "handoff.correct": { handoff, text: "It is three pallets." },
  "handoff.read-again": { handoff, readBack: "Three pallets are short; the carrier hears of it before ten." },
  "handoff.add": { handoff, text: "The gate code changed this morning." },
  "handoff.acknowledge": { handoff, addendum: 57 },
  "handoff.back-up": { handoff },
  "handoff.watch": { handoff },
  "handoff.step-aside": { handoff },
  "handoff.decline": { handoff, reason: "I am off from noon." },
  "handoff.return": { handoff, reason: "The delivery note is missing." },
  "handoff.send-back": { handoff, reason: "This needs the key that only you have." },
  "handoff.withdraw": { handoff, reason: "I can finish it myself after all." },
  "handoff.expire": { handoff, level: 1 },
  "handoff.remind": { handoff },
  "handoff.reassign": { handoff, to: { kind: "role", id: "testers" } },
  "handoff.take-over": { handoff, reason: "The customer waits at the counter." },
  "handoff.finish": { handoff },
  "handoff.verify": { handoff },
  "handoff.recall": { handoff, reason: "The label came off." },
  "handoff.cancel": { handoff, reason: "The order was cancelled." },
  "huddle.start": { huddle },
  "huddle.step": { huddle, from: 1, to: 2 },
  "huddle.spotlight": { huddle, card },
  "huddle.park": { huddle, card, with: ["user:Us3rIdOfAna0", "user:Us3rIdOfBo00"] },
  "huddle.extend": { huddle },
  "huddle.roll": { huddle, role: "testers", state: "represented", person: "user:Us3rIdOfBo00" },
  "huddle.join": { huddle },
  "huddle.leave": { huddle },
  "huddle.decide": { huddle, text: "We ship without the export.", card },
  "huddle.act": {
    ...{ huddle, text: "Ring the carrier", person: "user:Us3rIdOfAna0" },
    ...{ due: "2026-11-27", card },
  },
  "huddle.take": { huddle, from: null },
  "huddle.hand-over": { huddle, to: "user:Us3rIdOfBo00" },
  "huddle.free": { huddle, driver: "user:Us3rIdOfAna0" },
  "huddle.close": { huddle },
  "huddle.action.done": { action: 71 },
  "huddle.action.carry": { action: 71, reason: "The carrier calls back tomorrow.", due: "2026-11-28" },
  "huddle.action.escalate": { action: 71, reason: "Only the depot can add a second run." },
  "huddle.action.keep": { action: 71 },
  "huddle.action.drop": { action: 71, reason: "The order was cancelled." },
  "huddle.action.reopen": { action: 71 },
  "check.sign": { card, check, role: "testers" },
  "check.unsign": { card, check },
  "check.ask": { card, check, role: "testers" },
  "gate.override": { card, lane: "Ln2eG6hD9sPo", reason: "The tester is ill; the lead has looked at it." },
  "comment.add": { card, text: "The carrier confirmed.", mentions: ["user:Us3rIdOfAna0"] },
  "comment.edit": { card, comment: 12, text: "The carrier confirmed for Friday." },
  "comment.remove": { card, comment: 12 },
  "card.take": { card },
  "card.release": { card, reason: "On leave from tomorrow." },
}

/** What only the relay asks for is known to the form, and refused to everybody else. */
const ONLY_RELAY: ReadonlySet<string> = new Set(["handoff.expire", "handoff.remind"])

export const COMMAND_EXAMPLES: Readonly<Record<string, { readonly summary?: string; readonly value: unknown }>> =
  Object.fromEntries(
    Object.entries(EXAMPLES).map(([kind, more]) => [
      kind,
      {
        ...(ONLY_RELAY.has(kind) ? { summary: "Asked by the relay's own clock; refused to anybody else." } : {}),
        value: { id: "cmd-0f3a9c51", kind, ...more },
      },
    ]),
  )
