import { useMemo } from "react"
import { laneOf } from "../../shared/model/lane.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useLaneIds } from "../hooks/useLanes.ts"
import { board as boardWords } from "../words/en/board.ts"
import { numbers as words } from "../words/en/numbers.ts"

/** What a lane is called now; the ledger only knows its id. */
export function useLaneName(): (id: string) => string {
  const { model } = useBoardSession()
  // A lane that comes or goes draws the page again.
  const ids = useLaneIds()
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  return useMemo(
    () => (id) => {
      const registers = model.lane(id)
      return registers ? laneOf(id, registers).name || boardWords.unnamedLane : words.goneLane
    },
    [model, ids],
  )
}
