/** What a gate would say to a move before it is made: while a card is in hand, and in the list of lanes to move it to. */
import { useCallback, useMemo } from "react"
import type { Refusal } from "../../shared/errors.ts"
import { placeOf } from "../../shared/model/card.ts"
import { judgeGate } from "../../shared/rules/gate.ts"
import { missingOf } from "../handoff/gate-missing.ts"
import { refusalText } from "../handoff/refusal-words.ts"
import { useNameOf } from "../handoff/useNameOf.ts"
import { useNames } from "../handoff/useNames.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useFields } from "../hooks/useBoard.ts"
import { useCardIds, useCardRegisters, usePromise } from "../hooks/useCards.ts"
import { usePeopleDirectory } from "../hooks/usePeopleDirectory.ts"
import type { ReadModel } from "../sync/board-session.ts"
import { gateBoardOf } from "../sync/gate-board.ts"
import { handoff as words } from "../words/en/handoff.ts"

/** The refusal that a move of the card to the lane would get, or undefined. */
function gateAhead(model: ReadModel, card: string, lane: string): Refusal | undefined {
  const place = placeOf(model.card(card) ?? {})
  if (!place || lane === "") return undefined
  const change = { kind: "set", root: "cards", id: card, key: "place", from: [...place], to: [lane, place[1]] } as const
  return judgeGate(change, gateBoardOf(model), "member")
}

/** Kept up to date while somebody signs, fills or moves. */
export function useGateAhead(card: string, lane: string): Refusal | undefined {
  const { model } = useBoardSession()
  const registers = useCardRegisters(card)
  const promise = usePromise(card)
  const inLane = useCardIds(lane)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the gate looks at, read from the model
  return useMemo(() => gateAhead(model, card, lane), [model, card, lane, registers, promise, inLane])
}

/** A gate's no as short sentences that name who and what is missing. */
export function useGateLines(): (refusal: Refusal, card: string) => readonly string[] {
  const { model } = useBoardSession()
  const names = useNames()
  const nameOf = useNameOf()
  const fields = useFields()
  const people = usePeopleDirectory()
  return useCallback(
    (refusal, card) => {
      switch (refusal.rule) {
        case "G1":
          return missingOf(refusal, model.card(card) ?? {}, people.values()).map(({ person, role, text }) =>
            person === undefined
              ? words.gateUnsignedRole(names.role(role), text)
              : words.gateUnsigned(nameOf(person), names.role(role), text),
          )
        case "G2": {
          const keys = (refusal.data?.fields ?? []) as readonly string[]
          const named = (key: string) =>
            words.cardFields[key] ?? fields.find(({ id }) => key === `f:${id}`)?.name ?? key
          return [words.gateFields(keys.map(named))]
        }
        case "G3":
          return [words.gateFull(names.lane(String(refusal.data?.lane ?? "")))]
        default:
          return [refusal.rule === "G4" ? words.gateHandoff : refusalText(refusal, names)]
      }
    },
    [model, names, nameOf, fields, people],
  )
}
