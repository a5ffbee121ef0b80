import { isJsonObject } from "../../../shared/json.ts"
import type { Registers } from "../../../shared/model/board-view.ts"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { useCrewRoles, useFields, useLabels } from "../../hooks/useBoard.ts"
import { usePersonName } from "../../hooks/usePeopleDirectory.ts"
import type { EntryNames } from "./told.ts"

/** Names as the board knows them now; what it does not know any more has none. */
export const useEntryNames = (registers: Registers): EntryNames => useNamesFor()(registers)

/** The same for entries of many cards: their registers are given one at a time. */
export function useNamesFor(): (registers: Registers) => EntryNames {
  const { model } = useBoardSession()
  const person = usePersonName()
  const labels = useLabels()
  const fields = useFields()
  const roles = useCrewRoles()
  const named = (defs: readonly { readonly id: string; readonly name: string }[]) => (id: string) =>
    defs.find((def) => def.id === id)?.name
  return (registers) => ({
    person,
    lane(id) {
      const name = model.lane(id)?.name
      return typeof name === "string" ? name : undefined
    },
    label: named(labels),
    field: named(fields),
    role: named(roles),
    check(id) {
      const check = registers[`c:${id}`]
      return isJsonObject(check) && typeof check.text === "string" ? check.text : undefined
    },
  })
}
