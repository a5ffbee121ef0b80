/** What the relay itself asks for when a clock strikes, as commands like anybody's: decided in order, recorded, done once. */
import { createHash } from "node:crypto"
import type { Command } from "../../shared/command/command.ts"
import { nextAlarm } from "../../shared/handoff/clocks.ts"
import { type Handoff, isOpenOffer } from "../../shared/handoff/handoff.ts"
import type { Someone } from "../../shared/handoff/parties.ts"
import { abandonedAt } from "../../shared/huddle/clocks.ts"
import type { Promises } from "../../shared/promises/fold.ts"
import type { Instant } from "../../shared/time.ts"
import { RELAY } from "../referee/record.ts"

export const RELAY_ASKS: Someone = { actor: RELAY, role: "lead", crewRoles: [] }

/** Stands as the reason of what came back because nobody can accept it any more. */
const NO_RECEIVER = "no-receiver"

/** What is due by now. An offer that nobody can accept comes back instead of being escalated. */
export function dueCommands(promises: Promises, now: Instant): readonly Command[] {
  const ofHandoffs = Object.values(promises.handoffs).flatMap((handoff): Command[] => {
    const alarm = nextAlarm(handoff)
    if (!alarm || alarm.at > now) return []
    const base = { id: idOf(alarm.action, handoff, alarm.level), handoff: handoff.id }
    if (alarm.action === "remind") return [{ ...base, kind: "handoff.remind" as const }]
    return [returnOf(handoff, alarm.level), { ...base, kind: "handoff.expire" as const, level: alarm.level }]
  })
  return [...ofHandoffs, ...closeOf(promises, now)]
}

/** A huddle that everybody has left without a word is ended for them. */
function closeOf({ huddle: { open, last } }: Promises, now: Instant): readonly Command[] {
  const at = abandonedAt({ huddle: { open, last } })
  if (!open || at === null || at > now) return []
  return [{ id: relayId("close", open.id, at), kind: "huddle.close", huddle: open.id }]
}

/** For every open offer, that it comes back if nobody can accept it; where somebody can, the answer is no. */
export const returnCommands = ({ handoffs }: Promises, now: Instant): readonly Command[] =>
  Object.values(handoffs)
    .filter(isOpenOffer)
    .map((handoff) => returnOf(handoff, now))

const returnOf = (handoff: Handoff, mark: number): Command => ({
  ...{ id: idOf("return", handoff, mark), handoff: handoff.id },
  ...{ kind: "handoff.return", reason: NO_RECEIVER },
})

/** The same step has the same id, also after a restart. */
export function relayId(...step: readonly (string | number | null)[]): string {
  return `relay-${createHash("sha256").update(JSON.stringify(step)).digest("base64url").slice(0, 32)}`
}

const idOf = (action: string, { id, offers, acceptedAt }: Handoff, mark: number): string =>
  relayId(action, id, offers, acceptedAt, mark)
