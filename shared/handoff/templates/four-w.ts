import type { HandoffTemplate } from "../template.ts"
import { always, field, LEVEL_BY_SEVERITY, optional, serious, TO_FINISH } from "./field.ts"

export const FOUR_W: HandoffTemplate = {
  id: "four-w",
  version: 1,
  name: "Who, what, when, why",
  description: "For any piece of work: enough for the next person to choose well without you.",
  fields: [
    field("who", "Who is part of it", always("multi"), "Who wanted it, who is waiting for it, who has the last word."),
    field("what", "What you pass on", always("long"), "The thing itself, and how far it has come."),
    field("done_when", "It is done when", always("checks"), "A few points that anybody could tick off.", TO_FINISH),
    field("when", "By when", always("text"), "The date that counts, and what follows if it is missed."),
    field("why", "What it is for", always("long"), "The purpose: it decides where the plan does not reach."),
    field("not", "Not part of it", optional("text"), "What one could easily take for granted, wrongly."),
    field("watch_out", "If this happens, then", serious("if-then"), "A sign, what to do about it, whom to call."),
  ],
  level: LEVEL_BY_SEVERITY,
  acceptWithinMinutes: { routine: 240, watch: 60, critical: 15 },
  escalateEveryMinutes: { routine: 120, watch: 30, critical: 10 },
  standByMinutes: 15,
  fourEyes: false,
}
