/** The status of a board as it is answered, for the description of the API; `shared/wire/http.ts` has the words to it. */
import * as z from "zod"
import { HANDOFF_STATES } from "../../shared/handoff/handoff.ts"
import { LANE_KINDS, SEVERITIES } from "../../shared/model/keys.ts"

const instant = z.int().describe("Milliseconds since 1970, by the relay's clock")
const count = z.int().min(0)

const handoff = z.object({
  state: z.enum(HANDOFF_STATES),
  severity: z.enum(SEVERITIES),
  to: z.string().describe("The person (initials on a private screen), the crew role or the lane, by name"),
  toKind: z.enum(["person", "role", "lane"]),
  offeredAt: instant.nullable(),
  acceptBy: instant.nullable(),
  escalation: count,
  loopOpen: z.boolean(),
})

const card = z.object({
  id: z.string(),
  rank: z.string().describe("Orders the cards of a lane: by code unit, then by id"),
  title: z.string(),
  next: z.string(),
  severity: z.enum(SEVERITIES),
  due: z.string().nullable(),
  blocked: z.string().nullable().describe('The reason, or "" where the asker may not read it; null: not blocked'),
  accountable: z.string().nullable().describe("A name, initials on a private screen; null: nobody yet"),
  handoff: handoff.nullable(),
  cameAt: instant,
  enteredLaneAt: instant,
  startedAt: instant.nullable().describe("When work on it first began: coming back to work does not change it"),
  labels: z.array(z.string()),
  quantity: z.number().describe("How much of its kind it is; 1 where its field says nothing"),
  ticket: z.string().nullable().describe("Cards that say the same belong together"),
  checksDone: count,
  checksTotal: count,
})

const lane = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(LANE_KINDS),
  wip: z.int().nullable(),
  targetMinutes: z.int().nullable(),
  cards: z.array(card).describe("In their order; where the work is done, the last twenty that came there"),
  total: count,
})

const kind = z.object({
  id: z.string(),
  name: z.string(),
  targetMinutes: z.int().nullable(),
  isCounted: z.boolean().describe("Walls sum the quantities of its open cards that are still to be made"),
})

const fact = z.object({
  seq: count,
  at: instant,
  kind: z.string(),
  card: z.string().optional(),
  lane: z.string().optional(),
  fromLane: z.string().optional(),
  key: z.string().optional(),
})

const today = z.object({
  ...{ came: count, moved: count, finished: count, reworked: count, taken: count },
  ...{ accepted: count, returned: count, verified: count, recalled: count },
})

const screen = z.object({
  diagonalInches: z.number(),
  distanceMetres: z.number(),
  isPrivate: z.boolean(),
  quiet: z.object({ from: z.string(), until: z.string() }).optional(),
})

export const STATUS = z.object({
  id: z.string(),
  name: z.string(),
  seq: count.describe("Everything up to this entry is in it: the feed goes on after it"),
  at: instant,
  lanes: z.array(lane),
  kinds: z.array(kind),
  build: z.string().optional(),
  screen: screen.optional(),
  today: today.optional(),
  recent: z.array(fact).optional(),
})
