import { useCallback, useSyncExternalStore } from "react"
import type { ReadModel } from "../sync/board-session.ts"
import { useBoardSession } from "./BoardSessionProvider.tsx"

/** Reads one key of the model; renders again only when that key's snapshot is replaced. */
export function useModel<T>(key: string, read: (model: ReadModel) => T): T {
  const { model } = useBoardSession()
  const subscribe = useCallback((listener: () => void) => model.subscribe(key, listener), [model, key])
  return useSyncExternalStore(subscribe, () => read(model))
}
