import { useState } from "react"
import type { Answer, Command } from "../../shared/command/command.ts"
import type { Refusal } from "../../shared/errors.ts"
import { useGateLines } from "../board/useGateAhead.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useSaveState } from "../hooks/useBoard.ts"
import { useExternal } from "../hooks/useExternal.ts"
import type { BoardSession } from "../sync/board-session.ts"
import { handoff as words } from "../words/en/handoff.ts"
import { answerText } from "./refusal-words.ts"
import { useNames } from "./useNames.ts"

type RefusalData = NonNullable<Refusal["data"]>
type Asked = Parameters<BoardSession["command"]>[0]
export type No = Answer & { readonly ok: false }

export interface HandoffAsk {
  /** Asks for a promise; the answer comes back, and a no stays on the screen. */
  ask(command: Asked): Promise<Answer>
  readonly no: No | undefined
  /** The no as a sentence. */
  readonly problem: string
  forget(): void
}

export function useHandoffAsk(): HandoffAsk {
  const session = useBoardSession()
  const names = useNames()
  const gateLines = useGateLines()
  const [no, setNo] = useState<No>()
  const [card, setCard] = useState("")
  // The lane's gate stands in the way: whose signature it is tells more than that one is missing.
  const missing =
    no?.code === "refused" && no.rule === "G1"
      ? gateLines({ rule: no.rule, data: (no.data ?? {}) as RefusalData }, card)
      : []
  return {
    no,
    problem: missing.length > 0 ? missing.join(" · ") : no ? answerText(no, names) : "",
    forget: () => setNo(undefined),
    async ask(command) {
      setNo(undefined)
      setCard(("handoff" in command && session.model.handoff(command.handoff)?.card) || "")
      const answer = await session.command(command)
      if (!answer.ok) setNo(answer)
      return answer
    },
  }
}

/** Not connected: what is asked now waits in this browser. */
export function useIsOffline(): boolean {
  const { kind } = useSaveState()
  return kind === "offline" || kind === "not-live"
}

/** What was asked for this handoff and is not answered yet, in words. */
export function useWaiting(handoff: string): { readonly kind: Command["kind"]; readonly text: string } | undefined {
  const pending = useExternal(useBoardSession().pendingCommands)
  const isOffline = useIsOffline()
  const asked = pending.find(
    (command) => "handoff" in command && command.handoff === handoff && command.kind !== "handoff.see",
  )
  if (!asked) return undefined
  const queued =
    asked.kind === "handoff.accept" || asked.kind === "handoff.offer" ? words.queued[asked.kind] : words.queued.other
  return { kind: asked.kind, text: isOffline ? queued : words.asking }
}
