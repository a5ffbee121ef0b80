import type { HandoffTemplate } from "../template.ts"
import { always, field, LIGHT, OR_NONE, optional, receiver } from "./field.ts"

export const INCIDENT: HandoffTemplate = {
  id: "incident",
  version: 1,
  name: "Incident handover",
  description: "Command, communication or on-call passes on while the trouble goes on.",
  fields: [
    field("role", "Role handed over", always("choice"), "One role at a time.", {
      options: ["Commander", "Operations", "Communication", "Scribe", "On call"],
    }),
    field("sev", "Grade", always("text"), "In the scale that your team uses."),
    field("impact", "Who is hit, and how much", always("text"), "As it is now; figures where there are any."),
    field("phase", "Phase", always("choice"), "How far the answer to it has come.", {
      options: ["Investigating", "Mitigating", "Monitoring", "Resolved"],
    }),
    field(
      "changed",
      "Changed in the last hour",
      always("long"),
      "Releases, switches, steps back: each with its time.",
      OR_NONE,
    ),
    field("tried", "Tried and ruled out", always("long"), "So that nobody does it twice.", OR_NONE),
    field("theory", "Best explanation", always("long"), "What it probably is, how sure, and what would settle it."),
    field(
      "in_flight",
      "Being done now",
      always("actions"),
      "One person and a time each; a team is not a person.",
      OR_NONE,
    ),
    field("tripwires", "If this happens, then", always("if-then"), "When to roll back, when to call for more."),
    field("authority", "What the next lead may do", optional("multi"), "Whatever needs no further asking.", {
      options: ["Roll back", "Fail over", "Tell customers", "Spend money"],
    }),
    field("last_update", "Last word went out", optional("time"), "When people were last told.", LIGHT),
    field("next_update", "Next word is due", always("time"), "And somebody owns it: put it under being done now."),
    field("decision_at", "Next decision", always("time"), "When the plan is looked at again."),
    field("announced", "Announced where", receiver("link"), "Say it where everybody reads: who leads now.", LIGHT),
  ],
  level: { routine: "read-back", watch: "closed-loop", critical: "closed-loop" },
  acceptWithinMinutes: { routine: 15, watch: 10, critical: 5 },
  escalateEveryMinutes: { routine: 10, watch: 5, critical: 5 },
  standByMinutes: 15,
  fourEyes: false,
}
