import { createContext, type ReactNode, useContext } from "react"
import type { BoardSession } from "../sync/board-session.ts"

const SessionContext = createContext<BoardSession | undefined>(undefined)

export function BoardSessionProvider({ session, children }: { session: BoardSession; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>
}

/** The session of the board around this component. Outside of one it is a bug and throws. */
export function useBoardSession(): BoardSession {
  const session = useContext(SessionContext)
  if (!session) throw new Error("no board session around this component")
  return session
}
