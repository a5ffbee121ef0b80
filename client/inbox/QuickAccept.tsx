import { Button } from "@mantine/core"
import type { Need } from "../../shared/promises/needs-me.ts"
import { useTemplate } from "../handoff/useBrief.ts"
import { useHandoffAsk, useIsOffline, useWaiting } from "../handoff/useHandoffAsk.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useCardRegisters } from "../hooks/useCards.ts"
import { useHandoff, useSheet } from "../hooks/useHandoffs.ts"
import { board as boardWords } from "../words/en/board.ts"
import { handOverMany as words } from "../words/en/hand-over-many.ts"
import classes from "./inbox.module.css"

/**
 * A routine offer is accepted where it is listed, with one tap: its level asks for nothing back, and its very next step
 * stands beside the button. Whatever asks for more is accepted where the brief is read.
 */
export function QuickAccept({ need }: { need: Need }) {
  const session = useBoardSession()
  const id = need.handoff ?? ""
  const handoff = useHandoff(id) ?? session.model.handoff(id)
  return need.kind === "offer" && handoff?.level === "ack" ? <Offered id={id} card={need.card} /> : null
}

function Offered({ id, card }: { id: string; card: string }) {
  const session = useBoardSession()
  const handoff = useHandoff(id)
  const template = useTemplate(handoff ?? NONE)
  const next = useSheet(id)?.next
  const title = useCardRegisters(card)?.title
  const { ask, problem } = useHandoffAsk()
  const isOffline = useIsOffline()
  const waiting = useWaiting(id)
  const isAnswerAsked = template?.fields.some(({ required }) => required === "receiver") ?? true
  if (!handoff || isAnswerAsked) return null
  const name = typeof title === "string" && title !== "" ? title : boardWords.untitled
  const accept = () =>
    ask({
      kind: "handoff.accept",
      handoff: id,
      version: handoff.version,
      channel: "written",
      ticked: [],
      ...(isOffline ? { claimedAt: Math.round(session.now()) } : {}),
    })
  return (
    <div className={classes.quick}>
      {typeof next === "string" && next !== "" && <span className={classes.next}>{next}</span>}
      <Button
        size="compact-md"
        variant="light"
        aria-label={words.acceptOf(name)}
        disabled={waiting !== undefined}
        onClick={() => void accept()}
      >
        {words.acceptNow}
      </Button>
      <p role="status" className={problem ? classes.problem : classes.quiet}>
        {waiting?.text ?? problem}
      </p>
    </div>
  )
}

const NONE = { template: "" }
