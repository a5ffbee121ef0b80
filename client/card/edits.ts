/**
 * What the card panel writes, as pure builders of changes. `from` is read from the registers that are given; a value that
 * is there already makes no change, so that nothing is written and no undo step is made for it.
 */
import type { Change } from "../../shared/change/change.ts"
import { equalJson, type Json } from "../../shared/json.ts"
import { LIMITS } from "../../shared/limits.ts"
import type { Registers } from "../../shared/model/board-view.ts"
import type { Severity } from "../../shared/model/card.ts"
import { rankBetween } from "../../shared/model/rank.ts"
import { cutText } from "../../shared/model/rich-text.ts"
import type { LabelDef } from "../../shared/model/settings.ts"
import { isSafeUrl } from "./safe-url.ts"

/** The card that is edited, as it is now. */
export interface Edited {
  readonly id: string
  readonly registers: Registers
}

export function setRegister({ id, registers }: Edited, key: string, to: Json): Change[] {
  const from = registers[key] ?? null
  return equalJson(from, to) ? [] : [{ kind: "set", root: "cards", id, key, from, to }]
}

/** Put away: the same as absent. */
const nullIfEmpty = (text: string): string | null => (text === "" ? null : text)

/** One line as it is stored: no line breaks, no spaces around it, cut at its limit. */
export const oneLine = (text: string, max: number = LIMITS.lineChars): string =>
  cutText(text.replace(/\s+/g, " ").trim(), max)

/** A card without a title cannot be found again: an empty one changes nothing. */
export function setTitle(card: Edited, title: string): Change[] {
  const line = oneLine(title, LIMITS.titleChars)
  return line === "" ? [] : setRegister(card, "title", line)
}
export const setNext = (card: Edited, next: string): Change[] => setRegister(card, "next", nullIfEmpty(oneLine(next)))
export const setSeverity = (card: Edited, severity: Severity): Change[] =>
  setRegister(card, "severity", severity === "routine" ? null : severity)
export const setDue = (card: Edited, due: string | null): Change[] => setRegister(card, "due", due)

/** The end of the lane: after the card that is last there now. */
export function moveToEndOf(card: Edited, lane: string, lastRank: string | undefined, jitter: number): Change[] {
  const place = card.registers.place
  if (Array.isArray(place) && place[0] === lane) return []
  return setRegister(card, "place", [lane, rankBetween(lastRank, undefined, jitter)])
}

/** Blocked needs a reason; without one nothing changes. */
export function block(card: Edited, reason: string): Change[] {
  const line = oneLine(reason, 500)
  return line === "" ? [] : setRegister(card, "blocked", { reason: line })
}
export const unblock = (card: Edited): Change[] => setRegister(card, "blocked", null)

export const archive = (card: Edited): Change[] => setRegister(card, "archived", true)
export const restore = (card: Edited): Change[] => setRegister(card, "archived", null)

export const addLabel = (card: Edited, label: string): Change[] => setRegister(card, `l:${label}`, true)
export const removeLabel = (card: Edited, label: string): Change[] => setRegister(card, `l:${label}`, null)

/** A new label of the board, on this card at once. */
export function createLabel(card: Edited, { id, name, color }: LabelDef): Change[] {
  const line = oneLine(name, 100)
  if (line === "") return []
  return [{ kind: "set-meta", key: `l:${id}`, from: null, to: { name: line, color } }, ...addLabel(card, id)]
}

export function setField(card: Edited, field: string, value: string | number | null): Change[] {
  const stored = typeof value === "string" ? nullIfEmpty(oneLine(value)) : value
  return setRegister(card, `f:${field}`, stored)
}

/** `person` is a name or an actor; empty takes the role off the card. */
export function setCrew(card: Edited, role: string, person: string): Change[] {
  const line = oneLine(person, 100)
  return setRegister(card, `r:${role}`, line === "" ? null : { person: line })
}

export interface RecordDraft {
  readonly system: string
  readonly url: string
  readonly id: string
}

/** Undefined when the address is not one that may be kept. */
export function setRecord(card: Edited, linkId: string, draft: RecordDraft): Change[] | undefined {
  const url = draft.url.trim()
  if (!isSafeUrl(url) || url.length > 2_000) return undefined
  const before = card.registers[`k:${linkId}`]
  const rank = before !== null && typeof before === "object" && "rank" in before ? { rank: before.rank as string } : {}
  const id = oneLine(draft.id, 200)
  const to = { system: oneLine(draft.system, 100), url, ...(id === "" ? {} : { id }), ...rank }
  return setRegister(card, `k:${linkId}`, to)
}
export const removeRecord = (card: Edited, linkId: string): Change[] => setRegister(card, `k:${linkId}`, null)

const EXCERPT_CHARS = 200

/** The first words of the description on the card's face. */
export function setExcerpt(card: Edited, text: string): Change[] {
  return setRegister(card, "excerpt", nullIfEmpty(oneLine(text, EXCERPT_CHARS)))
}
