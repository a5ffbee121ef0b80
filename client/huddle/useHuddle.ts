import type { HuddleState } from "../../shared/huddle/fold-huddle.ts"
import type { Huddle, HuddleAction } from "../../shared/huddle/huddle.ts"
import { can } from "../../shared/rules/permission.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useMe } from "../hooks/useBoard.ts"
import { useExternal } from "../hooks/useExternal.ts"
import { useModel } from "../hooks/useModel.ts"
import { usePeople } from "../hooks/usePeople.ts"
import { type Shown, shownOf } from "./follow.ts"
import { type HuddleUi, huddleUi } from "./huddle-ui.ts"

export const useHuddles = (): HuddleState => useModel("huddle", (model) => model.huddle())
/** The huddle that runs on this board. */
export const useHuddle = (): Huddle | undefined => useHuddles().open ?? undefined
/** What was agreed in huddles. */
export const useActions = (): readonly HuddleAction[] => useModel("huddle", (model) => model.actions())

export const useHuddleUi = (): HuddleUi => huddleUi(useBoardSession())
export const useShown = (huddle: Huddle): Shown => shownOf(huddle, useExternal(useHuddleUi().own))

export const useCanDrive = (): boolean => can(useMe()?.role, "huddle.drive")
export const useIsDriver = (huddle: Huddle | undefined): boolean => {
  const me = useMe()
  return huddle !== undefined && me !== undefined && huddle.driver === me.actor
}

export interface Attending {
  readonly actor: string
  /** The register in which they type. */
  readonly editing?: string
}

/** Who joined the huddle and is connected, I among them, in the order in which they came. */
export function useAttending(huddle: Huddle): readonly Attending[] {
  const people = usePeople()
  const me = useMe()
  return huddle.people
    .filter(({ until }) => until === null)
    .flatMap(({ actor }): Attending[] => {
      const tabs = people.filter((person) => person.actor === actor)
      if (actor !== me?.actor && tabs.length === 0) return []
      const editing = tabs.find((tab) => tab.editing !== undefined)?.editing
      return [editing === undefined ? { actor } : { actor, editing }]
    })
}
