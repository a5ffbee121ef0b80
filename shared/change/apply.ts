import type { Json } from "../json.ts"
import type { BoardView, Registers } from "../model/board-view.ts"
import { unreachable } from "../result.ts"
import type { Change } from "./change.ts"

/** The view after a change (law L1: the same as writing it to the document and reading that). */
export function apply(view: BoardView, change: Change): BoardView {
  switch (change.kind) {
    case "created":
      return { ...view, [change.root]: new Map(view[change.root]).set(change.id, present(change.value)) }
    case "removed": {
      const things = new Map(view[change.root])
      things.delete(change.id)
      return { ...view, [change.root]: things }
    }
    case "set": {
      const thing = view[change.root].get(change.id)
      if (!thing) return view
      return {
        ...view,
        [change.root]: new Map(view[change.root]).set(change.id, withRegister(thing, change.key, change.to)),
      }
    }
    case "set-meta":
      return { ...view, meta: withRegister(view.meta, change.key, change.to) }
    default:
      return unreachable(change)
  }
}

/** Registers without those that are put away. */
export function present(registers: Registers): Registers {
  return Object.fromEntries(Object.entries(registers).filter(([, value]) => value !== null))
}

function withRegister(registers: Registers, key: string, value: Json): Registers {
  const { [key]: _, ...rest } = registers
  return value === null ? rest : { ...rest, [key]: value }
}
