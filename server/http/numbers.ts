/** How handing over went on a board: counted from its ledger, for the page that shows it and for programs alike. */
import * as z from "zod"
import type { Numbers } from "../../shared/metrics/numbers.ts"
import { createNumbersBook } from "../ledger/numbers-book.ts"
import type { Parts } from "./parts.ts"
import { createReadings } from "./readings.ts"
import { type Route, route } from "./route.ts"
import { count } from "./schemas.ts"

/** A minute and person: the first reading of a board goes through its whole ledger. */
const READINGS = 120

const LONGEST_WINDOW_DAYS = 366

export function numbersRoutes(parts: Parts): readonly Route[] {
  const book = createNumbersBook(parts.store.journal)
  return [
    route({
      method: "GET",
      path: "/boards/:id/numbers",
      access: "ledger.read",
      summary:
        "What handoffs took and how they went, in the last `days`; durations in milliseconds, by the relay's time",
      query: z.strictObject({ days: count(LONGEST_WINDOW_DAYS).default(30) }),
      answer: numbers,
      answerExample: EXAMPLE,
      readings: createReadings(READINGS),
      handle: ({ on, query: { days } }) => book.read(on.board.id, days, parts.now()),
    }),
  ]
}

const ms = z.number()
const share = z.strictObject({ count: z.int(), of: z.int(), rate: z.number().nullable() })
/** Percentiles by nearest rank; of fewer than 20 values p85 and p95 are null. */
const spread = z.strictObject({ n: z.int(), p50: ms.nullable(), p85: ms.nullable(), p95: ms.nullable() })
const values = z.array(ms)
const reasons = z.array(z.strictObject({ reason: z.string(), count: z.int() }))
const cameBack = share.extend({ reasons })

/** Each figure says what it counts: programs read this in the description of the API. */
const numbers = z.strictObject({
  ...{ seq: z.int(), at: z.int(), days: z.int(), ended: z.int(), cancelled: z.int(), takenOver: z.int() },
  timeToAccept: spread
    .extend({ values })
    .describe("From the last offer of a handoff to its acceptance in the window; not of cancelled or taken-over ones."),
  waiting: z
    .strictObject({ n: z.int(), oldestMs: ms.nullable(), olderThanP85: z.int().nullable() })
    .describe("Offers that are open now. They are in no time yet."),
  acceptedOnTime: share.describe("Of the offers whose time to accept was over in the window: accepted before it was."),
  expired: share
    .extend({ meanDepth: z.number().nullable() })
    .describe("Of the offers that ended in the window: those that ran out of time, and how far they were escalated."),
  cameBack: cameBack.describe(
    "Of the handoffs that were accepted, returned, withdrawn or ran out of time: those that came back at least once.",
  ),
  firstTimeRight: share.describe(
    "Of the accepted handoffs: those that never came back, with nothing material changed after the offer.",
  ),
  readBack: share.describe("Of the accepted handoffs: those that asked for a read-back."),
  contingency: share
    .extend({ unknown: z.int() })
    .describe("Of the accepted handoffs at watch or critical: those with an if-then. Unknown: the words were erased."),
  loopClose: spread
    .extend({ values, open: z.int() })
    .describe("From the acceptance until the sender confirmed the read-back; open: not yet."),
  lanePairs: z.array(z.strictObject({ from: z.string(), to: z.string(), timeToAccept: spread, cameBack })),
}) satisfies z.ZodType<Numbers>

const EXAMPLE: Numbers = {
  ...{ seq: 4_211, at: 1_794_000_000_000, days: 30, ended: 4, cancelled: 0, takenOver: 0 },
  timeToAccept: { n: 3, p50: 540_000, p85: null, p95: null, values: [240_000, 540_000, 1_500_000] },
  waiting: { n: 1, oldestMs: 660_000, olderThanP85: null },
  acceptedOnTime: { count: 3, of: 4, rate: 0.75 },
  expired: { count: 1, of: 5, rate: 0.2, meanDepth: 2 },
  cameBack: { count: 1, of: 4, rate: 0.25, reasons: [{ reason: "Something is missing", count: 1 }] },
  firstTimeRight: { count: 3, of: 3, rate: 1 },
  readBack: { count: 1, of: 3, rate: 1 / 3 },
  contingency: { count: 1, of: 1, rate: 1, unknown: 0 },
  loopClose: { n: 0, p50: null, p85: null, p95: null, values: [], open: 0 },
  lanePairs: [
    {
      ...{ from: "development", to: "test", timeToAccept: { n: 3, p50: 540_000, p85: null, p95: null } },
      cameBack: { count: 1, of: 4, rate: 0.25, reasons: [{ reason: "Something is missing", count: 1 }] },
    },
  ],
}
