/** What a step of a handoff is decided against, and the step itself once the table has let it through. */
import type { HandoffCommand } from "../command/command.ts"
import type { Refusal } from "../errors.ts"
import type { Severity } from "../model/card.ts"
import type { Instant } from "../time.ts"
import type { Brief } from "./brief.ts"
import type { Handoff, Target } from "./handoff.ts"
import type { PartyBoard, Someone } from "./parties.ts"
import type { HandoffTemplate } from "./template.ts"
import type { HandoffAction, Party } from "./transitions.ts"

/** The sheet of a handoff as it stands, long fields as plain text. */
export interface Sheet {
  readonly template: HandoffTemplate
  readonly to: Target | undefined
  readonly severity: Severity
  readonly brief: Brief
  /** Checks that are neither ticked nor said not to apply. */
  readonly unticked: readonly { readonly field: string; readonly text: string }[]
}

export interface HandoffBoard extends PartyBoard {
  readonly now: Instant
  handoff(id: string): Handoff | undefined
  /** The handoff in the way of a new offer of this card, if any. */
  openHandoff(card: string): Handoff | undefined
  /** The accepted handoff by which the card is held, if any: an older one has no say over the card any more. */
  heldBy(card: string): string | undefined
  hasCard(id: string): boolean
  template(ref: string): HandoffTemplate | undefined
  sheet(handoff: string): Sheet | undefined
  /** People who could still accept what goes to a target. */
  candidates(target: Target, without: readonly string[]): number
  /** The time to accept that the board has set between the card's lane and a target, in minutes; left out: the template's. */
  acceptMinutes?(card: string, to: Target, severity: Severity): number | undefined
  /** What the gate says to the move that a handoff to a target leads to (`judgeExit`); left out: no gates here. */
  exit?(card: string, to: Target): Refusal | undefined
}

export interface Step {
  readonly command: HandoffCommand
  readonly action: HandoffAction
  readonly handoff: Handoff
  readonly someone: Someone
  readonly parties: ReadonlySet<Party>
  readonly board: HandoffBoard
}
