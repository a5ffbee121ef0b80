/** One thing per session, made when first asked for and gone with the session. */
import type { BoardSession } from "../sync/board-session.ts"

export function perSession<T>(make: (session: BoardSession) => T): (session: BoardSession) => T {
  const made = new WeakMap<BoardSession, T>()
  return (session) => {
    const known = made.get(session)
    if (known !== undefined) return known
    const fresh = make(session)
    made.set(session, fresh)
    return fresh
  }
}
