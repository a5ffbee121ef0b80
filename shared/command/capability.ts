/** The right that a command takes. Everything is a promise in somebody's own name, but for leading a huddle through its steps. */
import type { Capability } from "../rules/permission.ts"
import type { CommandKind } from "./command.ts"

const LEADS_HUDDLE: ReadonlySet<CommandKind> = new Set<CommandKind>([
  "huddle.start",
  "huddle.step",
  "huddle.spotlight",
  "huddle.park",
  "huddle.extend",
  "huddle.roll",
  "huddle.decide",
  "huddle.take",
  "huddle.hand-over",
  "huddle.free",
  "huddle.close",
])

/** Who comes, who goes, and who speaks for an action are a person's word like any other. */
export const capabilityOf = (kind: CommandKind): Capability =>
  LEADS_HUDDLE.has(kind) ? "huddle.drive" : "board.command"
