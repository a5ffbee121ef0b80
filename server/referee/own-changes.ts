/** Changes that the relay writes for somebody: brought up to date and judged before they are written, all of them or none. */
import type * as Y from "yjs"
import { type Change, reverse } from "../../shared/change/change.ts"
import { thingMap } from "../../shared/doc/layout.ts"
import type { Refusal } from "../../shared/errors.ts"
import { type GateBoard, judgeGate } from "../../shared/rules/gate.ts"
import { judge } from "../../shared/rules/judge.ts"
import type { BoardRole } from "../../shared/rules/permission.ts"
import type { BoardCounts } from "./counts.ts"
import { readRegister } from "./observe.ts"

/** The asker may not know what stands there now; the ledger must. */
export function fromNow(doc: Y.Doc, change: Change): Change {
  if (change.kind === "set") return { ...change, from: readRegister(doc, change.root, change.id, change.key) }
  return change.kind === "set-meta" ? { ...change, from: readRegister(doc, "meta", null, change.key) } : change
}

/** Nothing is written into what is not there, and nothing is created twice. */
export function refusalOfShape(doc: Y.Doc, changes: readonly Change[]): Refusal | undefined {
  const created = new Set<string>()
  for (const change of changes) {
    if (change.kind === "set-meta") continue
    const address = `${change.root}/${change.id}`
    const isThere = created.has(address) || thingMap(doc, change.root).has(change.id)
    if (change.kind === "created" ? isThere : !isThere)
      return isThere
        ? { rule: "E3" }
        : change.root === "cards"
          ? { rule: "C3" }
          : { rule: "E2", data: { key: change.id } }
    created.add(address)
  }
  return undefined
}

/**
 * The first rule that refuses one of them. The counts are moved on only when all may stand.
 */
export function judgeAll(
  changes: readonly Change[],
  role: BoardRole,
  counts: BoardCounts,
  gates: GateBoard,
): Refusal | undefined {
  for (const [index, change] of changes.entries()) {
    const refusal = judge(change, role, counts) ?? judgeGate(change, gates, role)
    if (refusal) {
      for (const done of changes.slice(0, index).reverse()) counts.apply(reverse(done))
      return refusal
    }
    counts.apply(change)
  }
  return undefined
}
