/** Replays a ledger: applying every edit's entry to an empty board must give the board. */
import { apply } from "../../shared/change/apply.ts"
import type { Change, ThingRoot } from "../../shared/change/change.ts"
import { equalJson, type Json } from "../../shared/json.ts"
import { type BoardView, EMPTY_BOARD, plainView, type Registers } from "../../shared/model/board-view.ts"
import type { Entry } from "../../shared/model/entry.ts"

const ROOTS: Readonly<Record<string, ThingRoot>> = { card: "cards", lane: "lanes", sheet: "sheets" }

/** The change that an entry tells of, or undefined for promises and for writes that were lost. */
function changeOf(entry: Entry): Change | undefined {
  const [noun = "", verb = ""] = entry.kind.split(".")
  if (noun === "board" && verb === "edited" && entry.key)
    return { kind: "set-meta", key: entry.key, from: entry.from ?? null, to: entry.to ?? null }
  const root = ROOTS[noun]
  const sheet = noun === "sheet" ? entry.data?.sheet : undefined
  const id = String(sheet ?? entry.card ?? entry.lane ?? entry.data?.id ?? "")
  if (!root || verb === "edit-lost") return undefined
  if (verb === "created") return { kind: "created", root, id, value: entry.to as Registers }
  if (verb === "removed") return { kind: "removed", root, id, value: entry.from as Registers }
  return entry.key === undefined
    ? undefined
    : { kind: "set", root, id, key: entry.key, from: entry.from ?? null, to: entry.to ?? null }
}

/** The board as the ledger tells it. */
export function replayed(entries: readonly Entry[]): BoardView {
  return entries.map(changeOf).reduce((view, change) => (change ? apply(view, change) : view), EMPTY_BOARD)
}

export function replay(entries: readonly Entry[], view: unknown): boolean {
  return equalJson(plainView(replayed(entries)), view as Json)
}
