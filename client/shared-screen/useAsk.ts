import { useEffect, useState } from "react"
import type { Command } from "../../shared/command/command.ts"
import type { AskState } from "../../shared/wire/http.ts"
import { ApiProblem, isGone } from "../api/client.ts"
import { sharedApi } from "./shared-api.ts"

const POLL_MS = 1_500

export type PhoneAsk =
  | { readonly kind: "making" }
  | { readonly kind: "open"; readonly url: string; readonly until: number }
  | { readonly kind: "denied"; readonly person: string }
  | { readonly kind: "expired" }
  | { readonly kind: "failed"; readonly problem: unknown }

type Answered = AskState & { readonly state: "answered" }

/** One ask after the other: `again` makes the next, leaving takes the open one back. */
export function useAsk(
  board: string,
  command: Command,
  person: string | undefined,
  onAnswer: (answered: Answered) => void,
): readonly [PhoneAsk, () => void] {
  const [ask, setAsk] = useState<PhoneAsk>({ kind: "making" })
  const [turn, setTurn] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn asks anew; the listener may be new at any time
  useEffect(() => {
    const api = sharedApi(board)
    let timer: ReturnType<typeof setTimeout> | undefined
    let open: string | undefined
    let isLeft = false
    const say = (next: PhoneAsk) => {
      if (!isLeft) setAsk(next)
    }
    const fail = (problem: unknown) => {
      const isOver = isGone(problem)
      open = isOver ? undefined : open
      say(isOver ? { kind: "expired" } : { kind: "failed", problem })
    }
    const poll = (id: string) => {
      timer = setTimeout(() => void look(id), POLL_MS)
    }
    const look = async (id: string) => {
      try {
        const state = await api.state(id)
        if (isLeft) return
        if (state.state === "open") return poll(id)
        open = undefined
        if (state.state === "answered") onAnswer(state)
        else say({ kind: "denied", person: state.person })
      } catch (problem) {
        // Out of reach for a moment: the code on the screen still works.
        if (problem instanceof ApiProblem && problem.code === "offline" && !isLeft) poll(id)
        else fail(problem)
      }
    }
    const start = async () => {
      say({ kind: "making" })
      try {
        const made = await api.ask(command, person)
        open = made.id
        if (isLeft) return void api.cancel(made.id).catch(() => undefined) // It runs out by itself.
        say({ kind: "open", url: made.url, until: performance.now() + made.expiresInMs })
        poll(made.id)
      } catch (problem) {
        fail(problem)
      }
    }
    void start()
    return () => {
      isLeft = true
      clearTimeout(timer)
      // Nobody waits for it here any more; if this is not heard, it runs out by itself.
      if (open !== undefined) api.cancel(open).catch(() => undefined)
    }
  }, [board, command, person, turn])
  return [ask, () => setTurn(turn + 1)]
}
