/** What an undo did, told from the board before and after it: the thing that changed most plainly, and how many others. */
import { equalJson } from "../../shared/json.ts"
import type { BoardView, Registers } from "../../shared/model/board-view.ts"

export interface Difference {
  readonly thing: "card" | "lane" | "board" | "none"
  readonly name: string
  /** The register that differs, or "moved" and "archived" and their like in the words' table. */
  readonly key: string
  readonly others: number
}

export function mainDifference(before: BoardView, after: BoardView): Difference {
  const cards = differing(before.cards, after.cards)
  const lanes = differing(before.lanes, after.lanes)
  const others = Math.max(0, cards.length + lanes.length - 1)
  const found = cards[0] ?? lanes[0]
  if (found)
    return { thing: cards[0] ? "card" : "lane", name: nameOf(found.now), key: keyOf(found.was, found.now), others }
  if (before.meta !== after.meta) return { thing: "board", name: "", key: keyOf(before.meta, after.meta), others: 0 }
  return { thing: "none", name: "", key: "", others: 0 }
}

interface Pair {
  readonly was: Registers
  readonly now: Registers
}

/** Registers that did not change are the same object in both views. */
function differing(before: ReadonlyMap<string, Registers>, after: ReadonlyMap<string, Registers>): Pair[] {
  const found: Pair[] = []
  for (const [id, now] of after) {
    const was = before.get(id)
    if (was !== now) found.push({ was: was ?? {}, now })
  }
  return found
}

const nameOf = (thing: Registers): string => String(thing.title ?? thing.name ?? "")

function keyOf(was: Registers, now: Registers): string {
  const keys = new Set([...Object.keys(was), ...Object.keys(now)])
  for (const key of keys) if (!equalJson(was[key] ?? null, now[key] ?? null)) return key
  return ""
}
