import type { HandoffTemplate } from "../template.ts"
import { always, field, LIGHT, optional, receiver, serious } from "./field.ts"

export const SBAR: HandoffTemplate = {
  id: "sbar",
  version: 1,
  name: "Situation, background, assessment, request",
  description: "For a worry that needs somebody’s decision.",
  fields: [
    field("situation", "Situation", always("long"), "What is happening at this moment. The problem comes first."),
    field("background", "Background", always("long"), "How it came to this, as far as it bears on the decision."),
    field("assessment", "Assessment", always("long"), "What you take it to be, and why."),
    field("confidence", "How sure you are", optional("choice"), "An honest guess is worth more than silence.", {
      ...LIGHT,
      options: ["Low", "Medium", "High"],
    }),
    field("request", "Request", always("text"), "One thing: decide, do, come, or allow."),
    field("by_when", "Needed by", always("time"), "After this moment the answer comes too late."),
    field("if_no_answer", "If nobody answers", serious("if-then"), "What you will do when that time is over."),
    field("reply", "Answer", receiver("choice"), "Your decision in one word; say more in the read-back.", {
      ...LIGHT,
      options: ["Agreed", "Another plan", "Need to know more"],
    }),
  ],
  level: { routine: "read-back", watch: "read-back", critical: "closed-loop" },
  acceptWithinMinutes: { routine: 60, watch: 20, critical: 5 },
  escalateEveryMinutes: { routine: 30, watch: 10, critical: 5 },
  standByMinutes: 15,
  fourEyes: false,
}
