import { navigate } from "wouter/use-browser-location"
import type { Huddle } from "../../shared/huddle/huddle.ts"
import { closeCard, openCard } from "../board/board-address.ts"
import { useBoardActions, useBoardUi } from "../board/useBoardUi.ts"
import { useNames } from "../handoff/useNames.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { toast } from "../ui/toast.ts"
import { huddle as words } from "../words/en/huddle.ts"
import { boardAddress } from "./huddle-address.ts"
import type { HuddleKey } from "./keys.ts"
import { useFollowAgain } from "./useFollowAgain.ts"
import { useCanDrive, useHuddleUi, useIsDriver, useShown } from "./useHuddle.ts"
import { useHuddleKeys } from "./useHuddleKeys.ts"
import { useSteering } from "./useSteering.ts"

/** What keys and buttons of a huddle do. */
export function useStageActions(huddle: Huddle): (key: HuddleKey) => void {
  const { boardId, model } = useBoardSession()
  const ui = useHuddleUi()
  const boardUi = useBoardUi()
  const actions = useBoardActions()
  const steering = useSteering()
  const names = useNames()
  const isDriver = useIsDriver(huddle)
  const canDrive = useCanDrive()
  const followAgain = useFollowAgain()
  const { card } = useShown(huddle)
  const { driver } = huddle
  const drive = (go: () => void) => {
    if (isDriver) go()
    else if (canDrive) toast.say(driver === null ? words.onlyDriverFree : words.onlyDriver(names.person(driver)))
  }
  const does: Readonly<Partial<Record<HuddleKey, () => void>>> = {
    next: () => drive(() => void steering.next()),
    back: () => drive(() => void steering.back()),
    more: () => drive(() => void steering.extend()),
    park: () => drive(() => huddle.spotlight && ui.dialog.set("park")),
    wheel: () => {
      if (!canDrive) return
      if (driver === null) void steering.take(null)
      else ui.dialog.set(isDriver ? "hand-over" : "take-over")
    },
    action: () => canDrive && ui.line.set({ kind: "action", text: "", card }),
    decision: () => canDrive && ui.line.set({ kind: "decision", text: "", card }),
    blocked: () => {
      if (card === null || !actions.canEdit) return
      if (model.card(card)?.blocked) actions.unblock(card)
      else boardUi.dialog.set({ kind: "block", card })
    },
    open: () => card !== null && openCard(card),
    notes: () => document.querySelector<HTMLElement>("[data-huddle-notes] [role='textbox']")?.focus(),
    follow: followAgain,
    help: () => ui.dialog.set("keys"),
    leave: () => {
      if (new URLSearchParams(location.search).has("card")) return closeCard()
      void steering.leave()
      navigate(boardAddress(boardId))
    },
  }
  return (key) => does[key]?.()
}

export const useStageKeys = (huddle: Huddle): void => useHuddleKeys(useStageActions(huddle))
