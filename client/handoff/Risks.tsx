import { type Handoff, isOpenOffer } from "../../shared/handoff/handoff.ts"
import { pairMinutes } from "../../shared/handoff/lane-pair.ts"
import { type RiskFacts, riskFlags } from "../../shared/handoff/risk.ts"
import { nextHuddleAt } from "../../shared/huddle/agenda.ts"
import { receiverAwayMs } from "../../shared/promises/questions.ts"
import { DAY_MS, type Instant, MINUTE_MS } from "../../shared/time.ts"
import { lateAfter } from "../card/due.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useMeta } from "../hooks/useBoard.ts"
import { useHandoffsOf } from "../hooks/useHandoffs.ts"
import { useNow } from "../hooks/useNow.ts"
import type { ReadModel } from "../sync/board-session.ts"
import { handoff as words } from "../words/en/handoff.ts"
import classes from "./handoff.module.css"
import { isOver } from "./standing.ts"
import type { LiveSheet } from "./useBrief.ts"

/** What the board itself finds risky about it, from the draft on: then there is still time to plan for it. */
export function Risks({ handoff, sheet }: { handoff: Handoff; sheet: LiveSheet | undefined }) {
  const now = useNow()
  const meta = useMeta()
  const { model } = useBoardSession()
  const others = useHandoffsOf(handoff.card)
  if (isOver(handoff)) return null
  const acceptedLately = others.filter(({ acceptedAt }) => acceptedAt !== null && acceptedAt > now - DAY_MS).length
  const due = typeof sheet?.brief.due === "string" ? lateAfter(sheet.brief.due) : undefined
  const awayMs = receiverAwayMs(model.promises(), handoff, sheet?.to ?? null, now)
  const facts: RiskFacts = { acceptedLately, due, nextCheckpoint: nextHuddleAt(meta, now), receiverAwayMs: awayMs }
  const flags = riskFlags(asOffered(handoff, sheet, now, model), facts)
  if (flags.length === 0) return null
  return (
    <p className={classes.warning}>
      {words.riskier} {flags.map((flag) => words.risks[flag]).join(", ")}
    </p>
  )
}

/** What is not offered yet is looked at as if it were now: its severity and its clock stand on the sheet. */
function asOffered(handoff: Handoff, sheet: LiveSheet | undefined, now: Instant, model: ReadModel): Handoff {
  if (!sheet || isOpenOffer(handoff) || handoff.acceptedAt !== null) return handoff
  const { severity, template, to } = sheet
  const own = to && pairMinutes(model.card(handoff.card), to, severity, model.lane)
  return { ...handoff, severity, acceptBy: now + (own ?? template.acceptWithinMinutes[severity]) * MINUTE_MS }
}
