import { Button, TextInput } from "@mantine/core"
import { type FormEvent, type KeyboardEvent, useState } from "react"
import { common } from "../words/en/common.ts"
import { huddle as words } from "../words/en/huddle.ts"
import rows from "./rows.module.css"

/** What a reason is asked for. */
export type Asked = "carry" | "escalate" | "drop"

interface WhyFormProps {
  readonly asked: Asked
  /** The reason that stands. */
  readonly reason: string
  readonly onSend: (reason: string, due: string) => Promise<void>
  readonly onClose: () => void
  /** Takes the escalation back. */
  readonly onKeep: () => Promise<void>
}

const LABELS = { carry: words.whyCarry, escalate: words.whyEscalate, drop: words.whyDrop } as const
const SENDS = { carry: words.carry, escalate: words.keepReason, drop: words.drop } as const

export function WhyForm({ asked, reason: standing, onSend, onClose, onKeep }: WhyFormProps) {
  const [reason, setReason] = useState(standing)
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
        label={LABELS[asked]}
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
        {SENDS[asked]}
      </Button>
      {asked === "escalate" && (
        <Button variant="default" onClick={() => void onKeep()}>
          {words.keepHere}
        </Button>
      )}
      <Button variant="default" onClick={onClose}>
        {common.cancel}
      </Button>
    </form>
  )
}
