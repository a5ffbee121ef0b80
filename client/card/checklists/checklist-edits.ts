/** Checklists as changes: lists and items are registers of the card, put away with null, never mixed when two people add. */
import type { Change } from "../../../shared/change/change.ts"
import type { Json } from "../../../shared/json.ts"
import { type Check, type Checklist, checklistsOf } from "../../../shared/model/card.ts"
import { rankBetween, ranksBetween } from "../../../shared/model/rank.ts"
import { type Edited, oneLine, setRegister } from "../edits.ts"

export function addChecklist(card: Edited, id: string, name: string, jitter: number): Change[] {
  const line = oneLine(name, 200)
  const last = checklistsOf(card.registers).findLast((list) => list.id !== "")
  return line === ""
    ? []
    : setRegister(card, `h:${id}`, { name: line, rank: rankBetween(last?.rank, undefined, jitter) })
}

export function renameChecklist(card: Edited, list: Checklist, name: string): Change[] {
  const line = oneLine(name, 200)
  return line === "" ? [] : setRegister(card, `h:${list.id}`, { name: line, rank: list.rank })
}

/** The list with all its items, ticks included, as one step. */
export function removeChecklist(card: Edited, list: Checklist): Change[] {
  return [...list.checks.flatMap((check) => removeCheck(card, check)), ...setRegister(card, `h:${list.id}`, null)]
}

/** The lines of what was typed or pasted, without empty ones and without list marks such as "- [ ]" or "1.". */
export function linesOf(pasted: string): string[] {
  return pasted
    .split(/\r?\n/)
    .map((line) => oneLine(line.replace(/^\s*(?:[-*•]|\d{1,3}[.)])?\s*(?:\[[ xX]\]\s*)?/, "")))
    .filter((line) => line !== "")
}

export interface NewChecks {
  readonly list: Checklist
  readonly texts: readonly string[]
  readonly newId: () => string
  readonly jitter: () => number
}

/** Items at the end of a list, in the order given. */
export function addChecks(card: Edited, { list, texts, newId, jitter }: NewChecks): Change[] {
  const ranks = ranksBetween(list.checks.at(-1)?.rank, undefined, texts.length, jitter)
  return texts.flatMap((text, i) =>
    setRegister(card, `c:${newId()}`, { list: list.id, text, rank: ranks[i]!, roles: [] }),
  )
}

/** The tick goes with the item: an item that comes back by undo comes back ticked. */
export function removeCheck(card: Edited, check: Check): Change[] {
  return [...setRegister(card, `d:${check.id}`, null), ...setRegister(card, `c:${check.id}`, null)]
}

export const tick = (card: Edited, check: Check, done: boolean): Change[] =>
  setRegister(card, `d:${check.id}`, done ? true : null)

export function setCheckText(card: Edited, check: Check, text: string): Change[] {
  const line = oneLine(text)
  return line === "" ? [] : changeCheck(card, check, { text: line })
}

export function toggleCheckRole(card: Edited, check: Check, role: string): Change[] {
  const roles = check.roles.includes(role) ? check.roles.filter((one) => one !== role) : [...check.roles, role]
  return changeCheck(card, check, { roles })
}

/** One place up (-1) or down (+1) in its own list; at the end there is nowhere to go. */
export function moveCheckBy(card: Edited, list: Checklist, check: Check, step: -1 | 1, jitter: number): Change[] {
  const at = list.checks.findIndex((one) => one.id === check.id)
  const others = list.checks.filter((one) => one.id !== check.id)
  const to = at + step
  if (at < 0 || to < 0 || to > others.length) return []
  return changeCheck(card, check, { rank: rankBetween(others[to - 1]?.rank, others[to]?.rank, jitter) })
}

export function moveCheckToList(card: Edited, check: Check, list: Checklist, jitter: number): Change[] {
  return changeCheck(card, check, { list: list.id, rank: rankBetween(list.checks.at(-1)?.rank, undefined, jitter) })
}

function changeCheck(card: Edited, check: Check, change: Readonly<Record<string, Json>>): Change[] {
  const before = card.registers[`c:${check.id}`]
  if (before === null || typeof before !== "object" || Array.isArray(before)) return []
  return setRegister(card, `c:${check.id}`, { ...before, ...change })
}
