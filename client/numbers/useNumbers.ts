import { useEffect } from "react"
import type { Numbers } from "../../shared/metrics/numbers.ts"
import { MINUTE_MS } from "../../shared/time.ts"
import { api } from "../api/client.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { type RemoteHandle, useRemote } from "../ui/useRemote.ts"

/** Several steps in a row are asked about once. */
const SOON_MS = 600

/** The numbers of the open board; counted anew when something is handed over, and every minute, for what waits grows older. */
export function useNumbers(days: number): RemoteHandle<Numbers> {
  const session = useBoardSession()
  const remote = useRemote(() => api.get<Numbers>(`/boards/${session.boardId}/numbers?days=${days}`), MINUTE_MS)
  const { refresh } = remote
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = session.onEntries((entries) => {
      if (timer !== undefined || !entries.some(({ kind }) => kind.startsWith("handoff."))) return
      timer = setTimeout(() => {
        timer = undefined
        void refresh()
      }, SOON_MS)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [session, refresh])
  return remote
}
