import { useState } from "react"
import type { Answer } from "../../../shared/command/command.ts"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { answerText } from "../refusal-words.ts"
import { useNames } from "../useNames.ts"
import type { Prepared } from "./prepare.ts"

export interface OfferRun {
  readonly of: number
  readonly done: number
  readonly offered: number
}

export interface OfferAll {
  /** Asks for each offer by itself: one that is refused does not stop the others. */
  offer(drafts: readonly Prepared[]): Promise<void>
  /** The last run, while it is on and after it. */
  readonly run: OfferRun | undefined
  readonly isRunning: boolean
  /** What was offered from here. */
  readonly offered: ReadonlySet<string>
  /** Why not, in a sentence, by card. */
  readonly refusals: ReadonlyMap<string, string>
}

export function useOfferAll(): OfferAll {
  const session = useBoardSession()
  const names = useNames()
  const [run, setRun] = useState<OfferRun>()
  const [offered, setOffered] = useState<ReadonlySet<string>>(new Set())
  const [refusals, setRefusals] = useState<ReadonlyMap<string, string>>(new Map())
  const told = ({ card, handoff }: Prepared, answer: Answer) => {
    setRun((now) => now && { ...now, done: now.done + 1, offered: now.offered + (answer.ok ? 1 : 0) })
    if (answer.ok) setOffered((all) => new Set(all).add(handoff))
    else setRefusals((all) => new Map(all).set(card, answerText(answer, names)))
  }
  return {
    run,
    isRunning: run !== undefined && run.done < run.of,
    offered,
    refusals,
    async offer(drafts) {
      setRun({ of: drafts.length, done: 0, offered: 0 })
      setRefusals(new Map())
      await Promise.all(
        drafts.map(async (draft) =>
          told(draft, await session.command({ kind: "handoff.offer", handoff: draft.handoff })),
        ),
      )
    },
  }
}
