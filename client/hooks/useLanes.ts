import { useMemo } from "react"
import { type Lane, laneOf } from "../../shared/model/lane.ts"
import { useModel } from "./useModel.ts"

/** Live lanes from left to right. */
export const useLaneIds = (): readonly string[] => useModel("lanes", (model) => model.laneIds())

export function useLane(id: string): Lane | undefined {
  const registers = useModel(`lane:${id}`, (model) => model.lane(id))
  return useMemo(() => registers && laneOf(id, registers), [id, registers])
}
