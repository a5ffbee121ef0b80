import type { Huddle } from "../../shared/huddle/huddle.ts"
import { useHuddleUi, useIsDriver } from "./useHuddle.ts"
import { useSteering } from "./useSteering.ts"

/** Puts a card up: for everybody when one drives, for oneself otherwise. */
export function useLookAtCard(huddle: Huddle): (card: string) => void {
  const ui = useHuddleUi()
  const isDriver = useIsDriver(huddle)
  const steering = useSteering()
  return (card) => {
    ui.own.set(isDriver ? undefined : { huddle: huddle.id, card })
    if (isDriver) void steering.light(card)
  }
}
