import { Button } from "@mantine/core"
import { receiverFields } from "../../shared/handoff/receiver-answers.ts"
import type { Need } from "../../shared/promises/needs-me.ts"
import { useTemplate } from "../handoff/useBrief.ts"
import { useHandoffAsk, useIsOffline, useWaiting } from "../handoff/useHandoffAsk.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useHandoff, useSheet } from "../hooks/useHandoffs.ts"
import { handOverMany as words } from "../words/en/hand-over-many.ts"
import classes from "./inbox.module.css"

/**
 * A routine offer is accepted where it is listed, with one tap: its level asks for nothing back, and its very next step
 * stands beside the button. Whatever asks for more is accepted where the brief is read.
 */
export function QuickAccept({ need, titleId }: { need: Need; titleId: string }) {
  const session = useBoardSession()
  const id = need.handoff ?? ""
  const handoff = useHandoff(id) ?? session.model.handoff(id)
  return need.kind === "offer" && handoff?.level === "ack" ? <Offered id={id} titleId={titleId} /> : null
}

function Offered({ id, titleId }: { id: string; titleId: string }) {
  const session = useBoardSession()
  const handoff = useHandoff(id)
  const template = useTemplate(handoff ?? NONE)
  const next = useSheet(id)?.next
  const { ask, problem } = useHandoffAsk()
  const isOffline = useIsOffline()
  const waiting = useWaiting(id)
  const isAnswerAsked = template === undefined || receiverFields(template).length > 0
  if (!handoff || isAnswerAsked) return null
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
        aria-describedby={titleId}
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
