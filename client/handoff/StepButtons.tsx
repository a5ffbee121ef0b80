import { Button } from "@mantine/core"
import { useState } from "react"
import type { Handoff, Target } from "../../shared/handoff/handoff.ts"
import type { HandoffAction, Party } from "../../shared/handoff/transitions.ts"
import { useNow } from "../hooks/useNow.ts"
import type { BoardSession } from "../sync/board-session.ts"
import { common } from "../words/en/common.ts"
import { handoff as words } from "../words/en/handoff.ts"
import { type StepButton, stepButtonsOfAny } from "./buttons.ts"
import classes from "./handoff.module.css"
import { ReasonForm } from "./ReasonForm.tsx"
import { ToWhom } from "./ToWhom.tsx"
import type { LiveSheet } from "./useBrief.ts"
import { useHandoffAsk, useWaiting } from "./useHandoffAsk.ts"

type Asked = Parameters<BoardSession["command"]>[0]

interface StepButtonsProps {
  readonly handoff: Handoff
  readonly sheet: LiveSheet | undefined
  /** What each of those who could press is to it. */
  readonly each: readonly ReadonlySet<Party>[]
}

/** What the table leaves open to me, the likeliest step first; reasons are asked where they are needed. */
export function StepButtons({ handoff, sheet, each }: StepButtonsProps) {
  const { ask, no, problem: said } = useHandoffAsk()
  const isTicked = !sheet?.unticked.some(({ field }) => handoff.finishFields.includes(field))
  // What was not ticked then is ticked now: the sentence has done its work.
  const problem = no?.code === "refused" && no.rule === "H19" && isTicked ? "" : said
  const waiting = useWaiting(handoff.id)
  const now = useNow()
  const [asking, setAsking] = useState<HandoffAction>()
  const buttons = stepButtonsOfAny(handoff, each, now)
  const close = () => setAsking(undefined)
  const go = (command: Asked) => {
    close()
    void ask(command)
  }
  const open = ({ action, asksReason }: StepButton) => {
    if (asksReason || action === "reassign") setAsking(action)
    else go({ kind: `handoff.${action}`, handoff: handoff.id } as Asked)
  }
  const status =
    waiting && waiting.kind !== "handoff.accept" && waiting.kind !== "handoff.offer" ? waiting.text : problem
  if (buttons.length === 0 && status === "") return null
  return (
    <div className={classes.after}>
      {asking === undefined && (
        <div className={classes.buttons}>
          {buttons.map((button) => (
            <Button
              key={button.action}
              size="compact-sm"
              variant={button.isPrimary ? "filled" : "default"}
              disabled={waiting !== undefined}
              onClick={() => open(button)}
            >
              {nameOf(button.action, handoff)}
            </Button>
          ))}
        </div>
      )}
      {asking === "reassign" && (
        <Reassign
          handoff={handoff}
          onCancel={close}
          onGo={(to) => go({ kind: "handoff.reassign", handoff: handoff.id, ...(to ? { to } : {}) })}
        />
      )}
      {asking !== undefined && asking !== "reassign" && (
        <ReasonForm
          title={nameOf(asking, handoff)}
          go={nameOf(asking, handoff)}
          codes={words.reasons[asking] ?? []}
          onCancel={close}
          onGo={(reason) => go({ kind: `handoff.${asking}`, handoff: handoff.id, reason } as Asked)}
        />
      )}
      <p role="status" className={problem ? classes.problem : classes.quiet}>
        {status}
      </p>
    </div>
  )
}

const nameOf = (action: HandoffAction, { state }: Handoff): string =>
  action === "cancel" && state === "draft" ? words.discard : words.actions[action]

interface ReassignProps {
  readonly handoff: Handoff
  readonly onGo: (to: Target | null) => void
  readonly onCancel: () => void
}

function Reassign({ handoff, onGo, onCancel }: ReassignProps) {
  const [to, setTo] = useState<Target | null>(handoff.to)
  return (
    <div className={classes.box}>
      <span className={classes.fieldName}>{words.reassignTo}</span>
      <ToWhom
        label={words.reassignTo}
        cardId={handoff.card}
        value={to ?? undefined}
        without={handoff.sender}
        onChoose={setTo}
      />
      <div className={classes.buttons}>
        <Button size="compact-sm" disabled={to === null} onClick={() => onGo(to)}>
          {words.actions.reassign}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          {common.cancel}
        </Button>
      </div>
    </div>
  )
}
