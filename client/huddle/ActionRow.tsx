import { IconArrowBigUpLine, IconCheckbox } from "@tabler/icons-react"
import type { HuddleAction } from "../../shared/huddle/huddle.ts"
import { dueWords } from "../card/due.ts"
import { useNames } from "../handoff/useNames.ts"
import { useNow } from "../hooks/useNow.ts"
import { huddle as words } from "../words/en/huddle.ts"
import { ActionSteps } from "./ActionSteps.tsx"
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
        {action.escalated && (
          <span className={rows.escalated}>
            <IconArrowBigUpLine aria-hidden="true" /> {words.toTakeUp(action.escalated.reason)}
          </span>
        )}
        {action.card !== null && !isOnCard && <CardName card={action.card} />}
      </div>
      {!isPlain && <ActionSteps action={action} />}
    </li>
  )
}
