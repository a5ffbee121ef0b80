import type { HandoffState } from "../../../shared/handoff/handoff.ts"
import type { HandoffAction } from "../../../shared/handoff/transitions.ts"
import { type Ask, acceptOf, Desk, TESTERS } from "./desk.ts"

/** A desk whose handoff h1 (ana to the testers, of card c1, with lea and dev on its crew) stands in a state. */
export function reach(state: HandoffState | "none"): Desk {
  const desk = new Desk("c1")
  desk.crew.set("c1", ["lea", "dev"])
  if (state === "none") return desk
  desk.draft("ana", TESTERS, { severity: "critical" })
  desk.tick()
  for (const [name, ask] of WAY[state]) {
    if (ask.kind === "handoff.expire") desk.minutes(15)
    desk.must(name, ask.kind === "handoff.accept" ? acceptOf(desk.handoff()) : ask)
  }
  return desk
}

type Steps = readonly (readonly [name: "ana" | "bo" | "lea" | "system", ask: Ask])[]
const h1 = { handoff: "h1" } as const
const why = { ...h1, reason: "because" } as const
const OFFER: Steps[number] = ["ana", { kind: "handoff.offer", ...h1 }]
const ACCEPT: Steps[number] = ["bo", { kind: "handoff.accept", ...h1, version: 1, channel: "call" }]
const FINISH: Steps[number] = ["bo", { kind: "handoff.finish", ...h1 }]
const WAY: Readonly<Record<HandoffState, Steps>> = {
  draft: [],
  announced: [["ana", { kind: "handoff.announce", ...h1 }]],
  offered: [OFFER],
  questioned: [OFFER, ["bo", { kind: "handoff.question", ...h1, field: "why", text: "Which?" }]],
  expired: [OFFER, ["system", { kind: "handoff.expire", ...h1, level: 1 }]],
  accepted: [OFFER, ACCEPT],
  done: [OFFER, ACCEPT, FINISH],
  verified: [OFFER, ACCEPT, FINISH, ["ana", { kind: "handoff.verify", ...h1 }]],
  returned: [OFFER, ["lea", { kind: "handoff.return", ...why }]],
  withdrawn: [OFFER, ["ana", { kind: "handoff.withdraw", ...why }]],
  cancelled: [OFFER, ["ana", { kind: "handoff.cancel", ...why }]],
}

/** The step as somebody would ask for it now. `change` has no command: it is observed. */
export function askOf(action: Exclude<HandoffAction, "change">, desk: Desk): Ask {
  const handoff = desk.promises.handoffs.h1
  const questions = handoff?.questions ?? []
  switch (action) {
    case "create":
      return { kind: "handoff.create", ...h1, card: "c1", template: "four-w" }
    case "accept":
      return handoff ? acceptOf(handoff) : { kind: "handoff.accept", ...h1, version: 0, channel: "call" }
    case "question":
      return { kind: "handoff.question", ...h1, field: "why", text: "Which?" }
    case "answer":
      return { kind: "handoff.answer", ...h1, question: questions.at(-1)?.seq ?? 0, text: "That one." }
    case "correct":
    case "add":
      return { kind: `handoff.${action}`, ...h1, text: "Not that one." }
    case "read-again":
      return { kind: "handoff.read-again", ...h1, readBack: "I ring the laboratory first, then the doctor." }
    case "expire":
      return { kind: "handoff.expire", ...h1, level: (handoff?.escalation ?? 0) + 1 }
    case "decline":
    case "return":
    case "send-back":
    case "withdraw":
    case "take-over":
    case "recall":
    case "cancel":
      return { kind: `handoff.${action}`, ...why }
    default:
      return { kind: `handoff.${action}`, ...h1 }
  }
}
