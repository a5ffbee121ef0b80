/** Lists become lanes. A board takes 64: archived lists beyond that are merged into one. */
import { isJsonObject, type JsonObject } from "../../json.ts"
import { LIMITS } from "../../limits.ts"
import { guessLaneKind } from "../lane-kind.ts"
import { fitWords } from "../report.ts"
import { isTrueAt, listAt, own, textAt } from "../tolerant.ts"
import { byPosition, once, type TrelloImport } from "./context.ts"

export interface LaneOfList {
  readonly id: string
  readonly archived: boolean
}
export interface LanesOfLists {
  of(listId: string): LaneOfList | undefined
  /** Where cards of unknown lists go; made when first asked for. */
  orphans(): LaneOfList
}

export function importLanes(context: TrelloImport): LanesOfLists {
  const { tally } = context
  const lists: JsonObject[] = []
  listAt(context.file, "lists").forEach((list, i) => {
    if (isJsonObject(list) && typeof own(list, "id") === "string" && typeof own(list, "name") === "string")
      lists.push(list)
    else tally.add("unreadable-lane", `lists[${i}]`)
  })
  const open = lists.filter((list) => !isTrueAt(list, "closed")).length
  const roomForArchived = lists.length > LIMITS.lanes ? Math.max(0, LIMITS.lanes - 1 - open) : LIMITS.lanes
  return placeLists(context, byPosition(lists), roomForArchived)
}

function placeLists(context: TrelloImport, lists: readonly JsonObject[], roomForArchived: number): LanesOfLists {
  const { builder, tally } = context
  const lanes = new Map<string, LaneOfList>()
  let archivedSoFar = 0
  let count = 0
  let placed = 0
  let first: LaneOfList | undefined
  const extraLane = (name: string, archived: boolean): LaneOfList => {
    if (count >= LIMITS.lanes && first) return { id: first.id, archived }
    count++
    return { id: builder.lane({ name, kind: "waiting", archived }), archived }
  }
  const merged = once(() => extraLane("Older lists", true))
  for (const list of lists) {
    const archived = isTrueAt(list, "closed")
    const name = textAt(list, "name")
    if (isTrueAt(list, "subscribed")) tally.add("subscriptions", name)
    if (archived && ++archivedSoFar > roomForArchived) {
      lanes.set(textAt(list, "id"), merged())
      tally.add("merged-lanes", name)
      continue
    }
    count++
    placed++
    const lane = { id: builder.lane(laneOfList(context, list, archived)), archived }
    if (!archived) first ??= lane
    lanes.set(textAt(list, "id"), lane)
    tally.add(archived ? "archived-lanes" : "lanes", name)
  }
  tally.add("guessed-lanes", undefined, placed)
  return { of: (listId) => lanes.get(listId), orphans: once(() => extraLane("Without a list", false)) }
}

function laneOfList({ tally }: TrelloImport, list: JsonObject, archived: boolean) {
  const name = fitWords(tally, textAt(list, "name"), 200)
  const limit = own(list, "softLimit")
  const wip = typeof limit === "number" && Number.isInteger(limit) && limit >= 1 && limit <= 999 ? limit : undefined
  return { name, kind: guessLaneKind(name), archived, wip }
}
