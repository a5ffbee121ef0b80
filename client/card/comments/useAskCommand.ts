import { useState } from "react"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import type { BoardSession } from "../../sync/board-session.ts"
import { card as words } from "../../words/en/card.ts"

/** Asks for a promise and keeps the words of a no. `ask` gives true for a yes. */
export function useAskCommand() {
  const session = useBoardSession()
  const [problem, setProblem] = useState("")
  const ask = async (command: Parameters<BoardSession["command"]>[0]): Promise<boolean> => {
    setProblem("")
    const answer = await session.command(command)
    if (answer.ok) return true
    const rule = answer.code === "refused" ? words.refused[answer.rule as keyof typeof words.refused] : undefined
    setProblem(rule ?? answer.detail)
    return false
  }
  return { problem, ask }
}
