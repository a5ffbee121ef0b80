import { useState } from "react"
import type { Answer } from "../../../shared/command/command.ts"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import type { BoardSession } from "../../sync/board-session.ts"
import { card as words } from "../../words/en/card.ts"

/** Asks for a promise and keeps the words of a no. `ask` gives true for a yes. */
export function useAskCommand() {
  const session = useBoardSession()
  const [problem, setProblem] = useState("")
  const [isWaiting, setWaiting] = useState(false)
  const ask = async (command: Parameters<BoardSession["command"]>[0]): Promise<boolean> => {
    setProblem("")
    setWaiting(true)
    const answer = await session.command(command)
    setWaiting(false)
    if (answer.ok) return true
    setProblem(noWords(answer))
    return false
  }
  return { problem, isWaiting, ask }
}

/** Why the relay said no, in the words of the board. */
export function noWords(answer: Answer & { ok: false }): string {
  const rule = answer.code === "refused" ? words.refused[answer.rule as keyof typeof words.refused] : undefined
  return rule ?? answer.detail
}
