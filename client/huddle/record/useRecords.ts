import { useEffect, useState } from "react"
import type { HuddleRecord } from "../../../shared/huddle/record.ts"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { useHuddles } from "../useHuddle.ts"
import { findRecords } from "./past-huddles.ts"

export type Found<T> =
  | { readonly state: "looking" }
  | { readonly state: "failed" }
  | { readonly state: "found"; readonly found: T }

/** The record of one huddle: the last one is at hand, earlier ones are in the ledger. */
export function useRecord(huddle: string): Found<HuddleRecord | undefined> {
  const { last } = useHuddles()
  const asked = useFound((found) => found.some((record) => record.huddle === huddle), last?.huddle !== huddle)
  if (last?.huddle === huddle) return { state: "found", found: last }
  if (asked.state !== "found") return asked
  return { state: "found", found: asked.found.find((record) => record.huddle === huddle) }
}

/** All of them, newest first. */
export const usePastHuddles = (): Found<readonly HuddleRecord[]> => useFound(() => false, true)

function useFound(
  isEnough: (found: readonly HuddleRecord[]) => boolean,
  isWanted: boolean,
): Found<readonly HuddleRecord[]> {
  const { boardId } = useBoardSession()
  const [answer, setAnswer] = useState<Found<readonly HuddleRecord[]>>({ state: "looking" })
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is enough does not change while this is shown
  useEffect(() => {
    let isGone = false
    const look = async () => {
      try {
        const found = await findRecords(boardId, isEnough)
        if (!isGone) setAnswer({ state: "found", found })
      } catch {
        // Whatever the reason, the page says that it could not be read.
        if (!isGone) setAnswer({ state: "failed" })
      }
    }
    if (isWanted) void look()
    return () => {
      isGone = true
    }
  }, [boardId, isWanted])
  return answer
}
