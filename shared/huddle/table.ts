/** Who may do what in a huddle, and the fact that it leaves: the one table that drives the relay, the buttons and the tests. */

/** `driver`: whoever holds the wheel. `relay`: the relay itself, when nobody is there to do it. */
export type HuddleParty = "member" | "driver" | "relay"

interface HuddleRow {
  readonly who: readonly HuddleParty[]
  /** The ledger's kind of the fact. */
  readonly entry: string
}

export const HUDDLE_TABLE = {
  "huddle.start": { who: ["member"], entry: "huddle.started" },
  "huddle.step": { who: ["driver"], entry: "huddle.stepped" },
  "huddle.spotlight": { who: ["driver"], entry: "huddle.spotlit" },
  "huddle.park": { who: ["driver"], entry: "huddle.parked" },
  "huddle.extend": { who: ["driver"], entry: "huddle.extended" },
  "huddle.roll": { who: ["member"], entry: "huddle.rolled" },
  "huddle.join": { who: ["member"], entry: "huddle.joined" },
  "huddle.leave": { who: ["member"], entry: "huddle.left" },
  "huddle.decide": { who: ["member"], entry: "huddle.decided" },
  "huddle.act": { who: ["member"], entry: "action.added" },
  "huddle.take": { who: ["member"], entry: "huddle.taken" },
  "huddle.hand-over": { who: ["driver"], entry: "huddle.handed-over" },
  "huddle.free": { who: ["driver", "relay"], entry: "huddle.freed" },
  "huddle.close": { who: ["driver", "relay"], entry: "huddle.closed" },
  "huddle.action.done": { who: ["member"], entry: "action.done" },
  "huddle.action.carry": { who: ["member"], entry: "action.carried" },
  "huddle.action.escalate": { who: ["member"], entry: "action.escalated" },
  "huddle.action.keep": { who: ["member"], entry: "action.kept" },
  "huddle.action.drop": { who: ["member"], entry: "action.dropped" },
  "huddle.action.reopen": { who: ["member"], entry: "action.reopened" },
} as const satisfies Record<string, HuddleRow>

export type HuddleCommandKind = keyof typeof HUDDLE_TABLE

export const huddleRow = (kind: HuddleCommandKind): HuddleRow => HUDDLE_TABLE[kind]
