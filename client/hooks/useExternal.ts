import { useSyncExternalStore } from "react"
import type { External } from "../sync/board-session.ts"

export function useExternal<T>(external: External<T>): T {
  return useSyncExternalStore(external.subscribe, external.get)
}
