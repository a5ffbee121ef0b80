import type { HandoffTemplate } from "../template.ts"
import { always, field, LEVEL_BY_SEVERITY, LIGHT, OR_NONE, optional, serious } from "./field.ts"

export const SHIFT_CHANGE: HandoffTemplate = {
  id: "shift-change",
  version: 1,
  name: "Shift change",
  description: "A whole place changes hands: a plant, a ward, a desk.",
  fields: [
    field("position", "Place and shift", always("text"), "Which seat, and which shift takes it."),
    field("status", "State of the place", always("choice"), "Measured against an ordinary day.", {
      options: ["Normal", "Degraded", "Abnormal"],
    }),
    field("running", "Under way", always("references"), "Begun and not finished: the exact point it is at.", OR_NONE),
    field(
      "abnormal",
      "Out of order or bypassed",
      always("checks"),
      "Goes from shift to shift until somebody clears it and says why.",
      { ...OR_NONE, carried: true },
    ),
    field("safety", "Safety and quality", always("long"), "What went wrong, and what nearly did.", OR_NONE),
    field(
      "permits",
      "Open permits and locks",
      optional("references"),
      "Number, who holds it, how long it is good for.",
    ),
    field("instructions", "Instructions", optional("long"), "Those that hold for now; the newest at the top."),
    field(
      "expected",
      "Expected this shift",
      always("actions"),
      "Deliveries, tests, visitors: who sees to it, and when.",
      OR_NONE,
    ),
    field(
      "watch_out",
      "If this happens, then",
      serious("if-then"),
      "What may turn in this shift, what to do, whom to call.",
    ),
    field("staffing", "People", optional("text"), "Who is here, who is missing, who is new.", LIGHT),
    field("cutoff", "Report closed at", optional("time"), "Whatever comes later goes into the next report.", LIGHT),
    field("walkdown", "Looked at together", optional("checks"), "What both of you have seen on the spot.", LIGHT),
  ],
  level: { ...LEVEL_BY_SEVERITY, routine: "read-back" },
  acceptWithinMinutes: { routine: 30, watch: 20, critical: 10 },
  escalateEveryMinutes: { routine: 15, watch: 10, critical: 5 },
  standByMinutes: 15,
  fourEyes: false,
}
