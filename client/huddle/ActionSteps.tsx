/** What becomes of an action that was agreed: done, carried on with a reason, escalated with or without one, dropped; and back. */
import { Button } from "@mantine/core"
import { IconArrowBigUpLine, IconArrowForwardUp, IconCheck, IconTrash } from "@tabler/icons-react"
import { type ReactNode, useState } from "react"
import type { HuddleAction } from "../../shared/huddle/huddle.ts"
import { can } from "../../shared/rules/permission.ts"
import { useHandoffAsk } from "../handoff/useHandoffAsk.ts"
import { useMe } from "../hooks/useBoard.ts"
import { huddle as words } from "../words/en/huddle.ts"
import rows from "./rows.module.css"
import { type Asked, WhyForm } from "./WhyForm.tsx"

export function ActionSteps({ action }: { action: HuddleAction }) {
  const { ask, problem } = useHandoffAsk()
  const role = useMe()?.role
  const [asked, setAsked] = useState<Asked>()
  if (!can(role, "board.command") && !can(role, "command.as")) return null
  const { seq, text, state, escalated } = action
  const about = { action: seq }
  const send = async (command: Parameters<typeof ask>[0]) => {
    if ((await ask(command)).ok) setAsked(undefined)
  }
  const say = (reason: string, due: string) => {
    if (asked === "carry")
      return send({ kind: "huddle.action.carry", ...about, reason, ...(due === "" ? {} : { due }) })
    return send({ kind: `huddle.action.${asked === "drop" ? "drop" : "escalate"}`, ...about, reason })
  }
  const asking = (what: Asked, icon: ReactNode, said: string, spoken: string) => (
    <Button
      variant={what === "escalate" ? "light" : "default"}
      leftSection={icon}
      aria-label={spoken}
      aria-expanded={asked === what}
      onClick={() => setAsked(asked === what ? undefined : what)}
    >
      {said}
    </Button>
  )
  const up = <IconArrowBigUpLine aria-hidden="true" />
  return (
    <div className={rows.rowButtons}>
      {state === "open" ? (
        <>
          <Button
            leftSection={<IconCheck aria-hidden="true" />}
            aria-label={words.doneAction(text)}
            onClick={() => void ask({ kind: "huddle.action.done", ...about })}
          >
            {words.done}
          </Button>
          {asking("carry", <IconArrowForwardUp aria-hidden="true" />, words.carry, words.carryAction(text))}
          {escalated ? (
            asking("escalate", up, words.escalated, words.escalatedAction(text))
          ) : (
            <Button
              variant="default"
              leftSection={up}
              aria-label={words.escalateAction(text)}
              onClick={() => void ask({ kind: "huddle.action.escalate", ...about })}
            >
              {words.escalate}
            </Button>
          )}
          {asking("drop", <IconTrash aria-hidden="true" />, words.drop, words.dropAction(text))}
        </>
      ) : (
        <Button
          variant="default"
          aria-label={words.reopenAction(text)}
          onClick={() => void ask({ kind: "huddle.action.reopen", ...about })}
        >
          {words.reopen}
        </Button>
      )}
      {problem !== "" && <p role="alert">{problem}</p>}
      {asked && state === "open" && (
        <WhyForm
          key={asked}
          asked={asked}
          reason={asked === "escalate" ? (escalated?.reason ?? "") : ""}
          onSend={say}
          onClose={() => setAsked(undefined)}
          onKeep={() => send({ kind: "huddle.action.keep", ...about })}
        />
      )}
    </div>
  )
}
