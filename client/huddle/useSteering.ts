import { createContext, useContext, useMemo } from "react"
import { useHandoffAsk } from "../handoff/useHandoffAsk.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { huddleUi } from "./huddle-ui.ts"
import { type Ask, Steering } from "./steering.ts"

export interface AtTheWheel {
  readonly steering: Steering
  readonly ask: Ask
  /** The relay's last no, as a sentence. */
  readonly problem: string
  forget(): void
}

export const SteeringContext = createContext<AtTheWheel | undefined>(undefined)

/** Made once per screen. */
export function useNewSteering(): AtTheWheel {
  const session = useBoardSession()
  const { ask, no, problem, forget } = useHandoffAsk()
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it asks for does not depend on the last answer
  const steering = useMemo(() => new Steering(session, huddleUi(session), ask), [session])
  // Somebody else was quicker by a moment: the screen already shows where it went.
  const isSaid = no?.code === "refused" && (no.rule === "U3" || no.rule === "U1")
  return { steering, ask, problem: isSaid ? "" : problem, forget }
}

export function useSteering(): Steering {
  return useAtTheWheel().steering
}

export function useAtTheWheel(): AtTheWheel {
  const found = useContext(SteeringContext)
  if (!found) throw new Error("no huddle around this component")
  return found
}
