import { Button, TextInput } from "@mantine/core"
import { IconArrowForwardUp, IconCheck, IconCheckbox, IconTrash } from "@tabler/icons-react"
import { type FormEvent, type KeyboardEvent, useState } from "react"
import type { HuddleAction } from "../../shared/huddle/huddle.ts"
import { can } from "../../shared/rules/permission.ts"
import { dueWords } from "../card/due.ts"
import { useHandoffAsk } from "../handoff/useHandoffAsk.ts"
import { useNames } from "../handoff/useNames.ts"
import { useMe } from "../hooks/useBoard.ts"
import { useNow } from "../hooks/useNow.ts"
import { common } from "../words/en/common.ts"
import { huddle as words } from "../words/en/huddle.ts"
import { CardName } from "./CardName.tsx"
import rows from "./rows.module.css"

interface ActionRowProps {
  readonly action: HuddleAction
  /** Without the steps: it has only just been agreed. */
  readonly isPlain?: boolean
  /** The card is known from where it stands. */
  readonly isOnCard?: boolean
}

/** One action: what, who, by when, and what became of it. */
export function ActionRow({ action, isPlain, isOnCard }: ActionRowProps) {
  const names = useNames()
  const now = useNow()
  const due = action.due === "" ? undefined : dueWords(action.due, now)
  const isLate = action.state === "open" && due?.tone === "late"
  return (
    <li data-state={action.state} data-late={isLate || undefined}>
      <div>
        <strong>
          <IconCheckbox aria-hidden="true" /> {action.text}
        </strong>
        <span>
          <b data-missing={action.person === "" || undefined}>
            {action.person === "" ? words.missingPerson : names.person(action.person)}
          </b>
          {" · "}
          <span data-missing={due === undefined || undefined}>{due?.text ?? words.missingDue}</span>
          {isLate && <em>{words.overdue}</em>}
          {action.carried > 0 && ` · ${words.carried(action.carried)}`}
          {action.reason !== null && `: ${action.reason}`}
          {action.state !== "open" && <em>{words.actionState[action.state]}</em>}
        </span>
        {action.card !== null && !isOnCard && <CardName card={action.card} />}
      </div>
      {!isPlain && <ActionSteps action={action} />}
    </li>
  )
}

function ActionSteps({ action: { seq, text, state } }: { action: HuddleAction }) {
  const { ask, problem } = useHandoffAsk()
  const role = useMe()?.role
  const [asked, setAsked] = useState<"carry" | "drop">()
  if (!can(role, "board.command") && !can(role, "command.as")) return null
  const send = async (reason: string, due: string) => {
    const kind = asked === "drop" ? ("huddle.action.drop" as const) : ("huddle.action.carry" as const)
    const later = kind === "huddle.action.carry" && due !== "" ? { due } : {}
    const answer = await ask({ kind, action: seq, reason, ...later })
    if (answer.ok) setAsked(undefined)
  }
  return (
    <div className={rows.rowButtons}>
      {state === "open" ? (
        <>
          <Button
            leftSection={<IconCheck aria-hidden="true" />}
            aria-label={words.doneAction(text)}
            onClick={() => void ask({ kind: "huddle.action.done", action: seq })}
          >
            {words.done}
          </Button>
          <Button
            variant="default"
            leftSection={<IconArrowForwardUp aria-hidden="true" />}
            aria-label={words.carryAction(text)}
            aria-expanded={asked === "carry"}
            onClick={() => setAsked(asked === "carry" ? undefined : "carry")}
          >
            {words.carry}
          </Button>
          <Button
            variant="default"
            leftSection={<IconTrash aria-hidden="true" />}
            aria-label={words.dropAction(text)}
            aria-expanded={asked === "drop"}
            onClick={() => setAsked(asked === "drop" ? undefined : "drop")}
          >
            {words.drop}
          </Button>
        </>
      ) : (
        <Button
          variant="default"
          aria-label={words.reopenAction(text)}
          onClick={() => void ask({ kind: "huddle.action.reopen", action: seq })}
        >
          {words.reopen}
        </Button>
      )}
      {problem !== "" && <p role="alert">{problem}</p>}
      {asked && state === "open" && (
        <WhyForm key={asked} asked={asked} onSend={send} onClose={() => setAsked(undefined)} />
      )}
    </div>
  )
}

interface WhyFormProps {
  readonly asked: "carry" | "drop"
  readonly onSend: (reason: string, due: string) => Promise<void>
  readonly onClose: () => void
}

function WhyForm({ asked, onSend, onClose }: WhyFormProps) {
  const [reason, setReason] = useState("")
  const [due, setDue] = useState("")
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim() !== "") void onSend(reason.trim(), due)
  }
  const leave = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return
    event.stopPropagation()
    onClose()
  }
  return (
    <form className={rows.why} onSubmit={submit} onKeyDown={leave}>
      <TextInput
        data-autofocus
        autoFocus
        label={asked === "carry" ? words.whyCarry : words.whyDrop}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {asked === "carry" && (
        <TextInput
          type="date"
          label={words.newDue}
          value={due}
          onChange={(event) => setDue(event.currentTarget.value)}
        />
      )}
      <Button type="submit" disabled={reason.trim() === ""}>
        {asked === "carry" ? words.carry : words.drop}
      </Button>
      <Button variant="default" onClick={onClose}>
        {common.cancel}
      </Button>
    </form>
  )
}
