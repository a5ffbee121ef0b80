import { Button, Group, Stack } from "@mantine/core"
import { useState } from "react"
import type { Change } from "../../../shared/change/change.ts"
import type { Refusal } from "../../../shared/errors.ts"
import { placeOf } from "../../../shared/model/card.ts"
import { type Missing, missingOf } from "../../handoff/gate-missing.ts"
import { ReasonForm } from "../../handoff/ReasonForm.tsx"
import { answerText } from "../../handoff/refusal-words.ts"
import { useNameOf } from "../../handoff/useNameOf.ts"
import { useNames } from "../../handoff/useNames.ts"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { useMe } from "../../hooks/useBoard.ts"
import { useCardRegisters, usePromise } from "../../hooks/useCards.ts"
import { useIsSharedScreen } from "../../hooks/useMayAsk.ts"
import { usePeopleDirectory } from "../../hooks/usePeopleDirectory.ts"
import { handoff as words } from "../../words/en/handoff.ts"
import { openCard } from "../board-address.ts"
import { useBoardActions } from "../useBoardUi.ts"
import { useGateLines } from "../useGateAhead.ts"
import { BoardDialog } from "./BoardDialog.tsx"
import classes from "./dialogs.module.css"

interface GateDialogProps {
  readonly card: string
  readonly refusal: Refusal
  readonly changes: readonly Change[]
  readonly onClose: () => void
}

/** Before the drop counts: what the lane still asks for, by name, and one tap to get it. */
export function GateDialog({ card, refusal, changes, onClose }: GateDialogProps) {
  const session = useBoardSession()
  const actions = useBoardActions()
  const me = useMe()
  const isShared = useIsSharedScreen()
  const names = useNames()
  const [isReasoning, setReasoning] = useState(false)
  const [problem, setProblem] = useState("")
  const lane = laneOf(changes, card)
  const letThrough = async (reason: string) => {
    const answer = await session.command({ kind: "gate.override", card, lane, reason })
    if (!answer.ok) return setProblem(answerText(answer, names))
    onClose()
    actions.edit(changes)
  }
  return (
    <BoardDialog title={words.gateTitle(actions.titleOf(card))} onClose={onClose} card={card}>
      <Stack>
        <Reasons card={card} refusal={refusal} />
        {problem && (
          <p role="alert" className={classes.problem}>
            {problem}
          </p>
        )}
        {isReasoning ? (
          <ReasonForm
            title={words.letThroughWhy}
            go={words.letThroughGo}
            codes={[]}
            onGo={(reason) => void letThrough(reason)}
            onCancel={() => setReasoning(false)}
          />
        ) : (
          <Group justify="flex-end">
            {(isShared || me?.role === "lead") && (
              <Button variant="subtle" color="gray" onClick={() => setReasoning(true)}>
                {words.letThrough}
              </Button>
            )}
            {refusal.rule === "G4" && (
              <Button
                variant="default"
                onClick={() => {
                  onClose()
                  actions.handOver(card)
                }}
              >
                {words.handOverMenu}
              </Button>
            )}
            {refusal.rule === "G2" && (
              <Button
                variant="default"
                onClick={() => {
                  onClose()
                  openCard(card)
                }}
              >
                {words.gateOpen}
              </Button>
            )}
            <Button onClick={onClose} data-autofocus>
              {words.gateStay}
            </Button>
          </Group>
        )}
      </Stack>
    </BoardDialog>
  )
}

function laneOf(changes: readonly Change[], card: string): string {
  const moved = changes.find((change) => change.kind === "set" && change.id === card && change.key === "place")
  return (moved?.kind === "set" && placeOf({ place: moved.to })?.[0]) || ""
}

function Reasons({ card, refusal }: { card: string; refusal: Refusal }) {
  const registers = useCardRegisters(card) ?? {}
  const people = usePeopleDirectory()
  const linesOf = useGateLines()
  if (refusal.rule !== "G1") return <p className={classes.sentence}>{linesOf(refusal, card).join(" ")}</p>
  return (
    <ul className={classes.missing}>
      {missingOf(refusal, registers, people.values()).map((missing) => (
        <MissingLine key={`${missing.check}/${missing.role}`} card={card} missing={missing} />
      ))}
    </ul>
  )
}

/** "Tia (tester) has not signed …", and one tap to ask her. */
function MissingLine({ card, missing }: { card: string; missing: Missing }) {
  const session = useBoardSession()
  const names = useNames()
  const nameOf = useNameOf()
  const promise = usePromise(card)
  const { check, role, text, person } = missing
  const roleName = names.role(role)
  const who = person === undefined ? undefined : nameOf(person)
  const isAsked = promise?.asked[check]?.some((asked) => asked.role === role) === true
  const isSigned = promise?.signatures[check]?.some((signature) => signature.role === role) === true
  return (
    <li data-signed={isSigned || undefined}>
      <span>
        {who === undefined ? words.gateUnsignedRole(roleName, text) : words.gateUnsigned(who, roleName, text)}
      </span>
      {isAsked || isSigned ? (
        <span className={classes.quiet}>{isSigned ? words.gateSigned : words.askedToSign(who ?? roleName)}</span>
      ) : (
        <Button
          size="compact-sm"
          variant="light"
          onClick={() => void session.command({ kind: "check.ask", card, check, role })}
        >
          {words.askShort(who ?? words.askRole(roleName))}
        </Button>
      )}
    </li>
  )
}
