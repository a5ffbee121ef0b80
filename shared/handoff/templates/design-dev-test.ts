import type { HandoffTemplate } from "../template.ts"
import { always, field, LEVEL_BY_SEVERITY, LIGHT, OR_NONE, optional, serious, TO_FINISH } from "./field.ts"

export const DESIGN_DEV_TEST: HandoffTemplate = {
  id: "design-dev-test",
  version: 1,
  name: "Design, development, test",
  description: "A feature moves on: what it is for, where it is, how one knows that it works.",
  fields: [
    field("outcome", "What people can do then", always("text"), "One sentence about them, not about the solution."),
    field("stage", "From where to where", always("choice"), "Which of the passes this is.", {
      options: ["Design to development", "Development to test", "Test to release"],
    }),
    field("artefacts", "Where it is", always("references"), "Frame, branch or build, each in one exact version."),
    field("acceptance", "How we shall know", always("checks"), "Three to seven of: given, when, then.", TO_FINISH),
    field(
      "states",
      "States thought of",
      always("multi"),
      "Tick what is covered; what is not, belongs under known gaps.",
      {
        ...OR_NONE,
        options: ["Empty", "Loading", "Error", "Long text", "Small screen", "Keyboard", "Offline"],
      },
    ),
    field("changed", "Changed since it was agreed", always("long"), "What, and who said yes to it.", OR_NONE),
    field("known_gaps", "Known gaps", always("references"), "Told now is cheaper than found later.", OR_NONE),
    field("test_notes", "How to try it", optional("long"), "Where it runs, which account, which data, which switch."),
    field("risk", "What may break", serious("if-then"), "The sign, how to turn it off, who decides."),
    field("ask_me", "Who answers questions", always("person"), "Somebody who stays within reach."),
    field("ask_until", "Until when", optional("time"), "How long they stay within reach.", LIGHT),
  ],
  level: LEVEL_BY_SEVERITY,
  acceptWithinMinutes: { routine: 480, watch: 120, critical: 30 },
  escalateEveryMinutes: { routine: 240, watch: 60, critical: 15 },
  standByMinutes: 60,
  fourEyes: true,
}
