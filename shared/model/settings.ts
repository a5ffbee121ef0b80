/** What the board itself defines: its name, labels, custom fields and crew roles, read from the `meta` registers. */
import type * as z from "zod/mini"
import type { BoardView, Registers } from "./board-view.ts"
import { prefixedOf } from "./card.ts"
import type { FIELD_DEF, LABEL_DEF, ROLE_DEF } from "./keys.ts"
import { compareRanked } from "./lane.ts"

export interface LabelDef extends z.infer<typeof LABEL_DEF> {
  readonly id: string
}
export interface FieldDef extends z.infer<typeof FIELD_DEF> {
  readonly id: string
}
export interface CrewRole extends z.infer<typeof ROLE_DEF> {
  readonly id: string
}

const defs = <T>(meta: Registers, prefix: string) =>
  prefixedOf(meta, prefix).map(([id, value]) => ({ ...(value as unknown as T), id }))

export const boardName = (view: BoardView): string => (typeof view.meta.name === "string" ? view.meta.name : "")
export const labelsOf = (view: BoardView): readonly LabelDef[] => defs<LabelDef>(view.meta, "l")
export const fieldsOf = (view: Pick<BoardView, "meta">): readonly FieldDef[] =>
  defs<FieldDef>(view.meta, "f").sort(compareRanked)
export const crewRolesOf = (view: BoardView): readonly CrewRole[] => defs<CrewRole>(view.meta, "r")
