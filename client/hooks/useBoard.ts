import { useMemo } from "react"
import { type BoardView, EMPTY_BOARD, type Registers } from "../../shared/model/board-view.ts"
import {
  type CrewRole,
  crewRolesOf,
  type FieldDef,
  fieldsOf,
  type LabelDef,
  labelsOf,
} from "../../shared/model/settings.ts"
import { type TicketFields, ticketFieldsOf } from "../../shared/model/ticket.ts"
import type { Me, SaveState } from "../sync/board-session.ts"
import { useBoardSession } from "./BoardSessionProvider.tsx"
import { useExternal } from "./useExternal.ts"
import { useModel } from "./useModel.ts"

/** The whole board, new on every change: for search and export, never for drawing cards. */
export const useBoardView = (): BoardView => useModel("view", (model) => model.view())

export const useMeta = (): Registers => useModel("meta", (model) => model.meta())

export const useLabels = (): readonly LabelDef[] => useDefs(labelsOf)
export const useFields = (): readonly FieldDef[] => useDefs(fieldsOf)
export const useTicketFields = (): TicketFields => useDefs(ticketFieldsOf)
export const useCrewRoles = (): readonly CrewRole[] => useDefs(crewRolesOf)

export const useSaveState = (): SaveState => useExternal(useBoardSession().save)
export const useMe = (): Me | undefined => useExternal(useBoardSession().me)

function useDefs<T>(read: (view: BoardView) => T): T {
  const meta = useMeta()
  return useMemo(() => read({ ...EMPTY_BOARD, meta }), [read, meta])
}
