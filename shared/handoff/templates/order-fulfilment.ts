import type { HandoffTemplate } from "../template.ts"
import { always, field, LIGHT, optional, serious, TO_FINISH } from "./field.ts"

export const ORDER: HandoffTemplate = {
  id: "order-fulfilment",
  version: 1,
  name: "Order fulfilment",
  description: "An order goes to the place that has the goods.",
  fields: [
    field("order", "Order number", always("text"), "As the customer knows it."),
    field("lines", "What to pick", always("checks"), "Article and quantity, one to a line.", TO_FINISH),
    field("promise", "Promised for", always("time"), "What the customer has been told."),
    field("service", "Delivery", always("choice"), "How fast it has to travel.", {
      options: ["Standard", "Express", "Same day", "Pick-up"],
    }),
    field("split_ok", "May it be split", always("choice"), "Whether one order may leave in several parcels.", {
      options: ["No", "Yes", "Ask first"],
    }),
    field(
      "watch_out",
      "If this happens, then",
      serious("if-then"),
      "What may go wrong on the way, what to do, whom to call.",
    ),
    field("handling", "Handling", optional("text"), "Fragile, cold, a present, proof of age."),
    field(
      "why_here",
      "Why it came here",
      optional("text"),
      "The rule that chose this place, and the stock it saw.",
      LIGHT,
    ),
    field("record", "Order record", optional("link"), "The order in its own system.", LIGHT),
  ],
  level: { routine: "ack", watch: "ack", critical: "read-back" },
  acceptWithinMinutes: { routine: 20, watch: 15, critical: 10 },
  escalateEveryMinutes: { routine: 20, watch: 10, critical: 5 },
  standByMinutes: 10,
  fourEyes: true,
}
