import type { HandoffTemplate } from "../template.ts"
import { always, field, LEVEL_BY_SEVERITY, LIGHT, OR_NONE, optional, serious } from "./field.ts"

export const SHIFT_NOTE: HandoffTemplate = {
  id: "shift-note",
  version: 1,
  name: "Shift note, severity first",
  description: "One person or bed at a time: how worried, the story, what to do, what could turn.",
  fields: [
    field("identifier", "Bed or number", always("text"), "Enough to find it. Never a full name on a shared screen."),
    field("summary", "The story in short", always("long"), "What it is, what was done, which way it is going."),
    field("trend", "Direction", optional("choice"), "Compared with the last time it changed hands.", {
      options: ["Better", "The same", "Worse"],
    }),
    field(
      "actions",
      "To do this shift",
      always("actions"),
      "A verb, one person, a time. Only what cannot wait for the shift after.",
      OR_NONE,
    ),
    field("pending", "Waiting for", optional("references"), "Results and answers on their way, and who reads them."),
    field("contingency", "If this happens, then", serious("if-then"), "What may come, what to do, whom to call."),
    field("limits", "Limits and wishes", optional("text"), "Whatever takes a plan off the table."),
    field("record", "Record", optional("link"), "Where the full record is. Do not copy it here.", LIGHT),
  ],
  level: LEVEL_BY_SEVERITY,
  acceptWithinMinutes: { routine: 30, watch: 15, critical: 10 },
  escalateEveryMinutes: { routine: 15, watch: 10, critical: 5 },
  standByMinutes: 15,
  fourEyes: false,
}
