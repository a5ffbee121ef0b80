/**
 * The rule code that the referee and the honest client share: may this change stand? It sees the view *before* the change.
 * A refusal is an answer: it names its rule, and the change is taken back.
 */
import type { Change } from "../change/change.ts"
import type { Refusal } from "../errors.ts"
import { losesCarried } from "../handoff/sheet-rows.ts"
import { isStaleTemplate } from "../handoff/template-edit.ts"
import { isInnerId } from "../ids.ts"
import type { Json } from "../json.ts"
import { LIMITS } from "../limits.ts"
import { checkRegister, type RootName } from "../model/keys.ts"
import { type BoardRole, can } from "./permission.ts"

/** What the rules need to know of the board; counts are kept by the caller, so that judging one change costs no scan. */
export interface JudgedBoard {
  readonly liveCards: number
  readonly lanes: number
  checksOf(cardId: string): number
  /** Lines of the lists of a sheet. */
  rowsOf(sheetId: string): number
}

/** The first rule that refuses, or undefined when the change may stand. */
export function judge(change: Change, role: BoardRole, board: JudgedBoard): Refusal | undefined {
  if (!can(role, "board.edit")) return { rule: "P1" }
  switch (change.kind) {
    case "removed":
      return { rule: "E3" }
    case "created":
      return judgeCreated(change, role, board)
    case "set":
      if (change.root === "lanes" && !mayArrangeLane(role, change.key)) return { rule: "P2" }
      return judgeRegister(change.root, change.key, change.to) ?? judgeCarried(change) ?? judgeCounts(change, board)
    default:
      if (!can(role, "board.arrange")) return { rule: "P2" }
      return judgeRegister("meta", change.key, change.to) ?? judgeTemplate(change, role)
  }
}

/** What a lane asks for, and who may accept there, binds members too: only a lead lets one of them past, and says why. */
const LEADS_ONLY: readonly string[] = ["gate", "crew", "w"]
const mayArrangeLane = (role: BoardRole, key: string): boolean =>
  can(role, "board.arrange") && (role === "lead" || !LEADS_ONLY.includes(key.split(":")[0]!))

function judgeCreated(change: Change & { kind: "created" }, role: BoardRole, board: JudgedBoard): Refusal | undefined {
  if (!isInnerId(change.id)) return { rule: "E2", data: { key: change.id.slice(0, 80) } }
  if (change.root === "lanes" && !can(role, "board.arrange")) return { rule: "P2" }
  if (change.root === "lanes" && board.lanes >= LIMITS.lanes) return { rule: "E5", data: { limit: LIMITS.lanes } }
  if (change.root === "cards" && board.liveCards >= LIMITS.liveCards)
    return { rule: "E4", data: { limit: LIMITS.liveCards } }
  for (const [key, value] of Object.entries(change.value)) {
    const refusal = judgeRegister(change.root, key, value)
    if (refusal) return refusal
  }
  const checks = Object.keys(change.value).filter((key) => key.startsWith("c:")).length
  if (checks > LIMITS.checksPerCard) return { rule: "E6", data: { limit: LIMITS.checksPerCard } }
  const rows = change.root === "sheets" ? Object.keys(change.value).filter((key) => key.startsWith("i:")).length : 0
  return rows > LIMITS.rowsPerSheet ? { rule: "E10", data: { limit: LIMITS.rowsPerSheet } } : undefined
}

function judgeRegister(root: RootName, key: string, value: Json): Refusal | undefined {
  const verdict = checkRegister(root, key, value)
  if (verdict === "fine") return undefined
  return { rule: verdict === "unknown-key" ? "E2" : "E1", data: { key: key.slice(0, 80) } }
}

/** What people hand over by is a lead's to change, and a version follows the one that stands when it arrives. */
function judgeTemplate({ key, from, to }: Change & { kind: "set-meta" }, role: BoardRole): Refusal | undefined {
  if (!key.startsWith("t:")) return undefined
  if (role !== "lead") return { rule: "P2" }
  return isStaleTemplate(key, from, to) ? { rule: "E9" } : undefined
}

function judgeCarried({ root, key, from, to }: Change & { kind: "set" }): Refusal | undefined {
  return root === "sheets" && key.startsWith("i:") && losesCarried(from, to) ? { rule: "E11" } : undefined
}

function judgeCounts(change: Change & { kind: "set" }, board: JudgedBoard): Refusal | undefined {
  if (change.root === "sheets" && change.from === null && change.key.startsWith("i:"))
    return board.rowsOf(change.id) < LIMITS.rowsPerSheet
      ? undefined
      : { rule: "E10", data: { limit: LIMITS.rowsPerSheet } }
  if (change.root !== "cards" || change.from !== null) {
    if (change.key !== "archived" || change.to !== null || change.root !== "cards") return undefined
    return board.liveCards >= LIMITS.liveCards ? { rule: "E4", data: { limit: LIMITS.liveCards } } : undefined
  }
  if (!change.key.startsWith("c:") || board.checksOf(change.id) < LIMITS.checksPerCard) return undefined
  return { rule: "E6", data: { limit: LIMITS.checksPerCard } }
}
