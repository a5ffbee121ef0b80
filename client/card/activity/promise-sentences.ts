/** Sentences for promises (handoffs, sheets, signatures, gates), for the board itself, and for who may come in. */
import { isTick } from "../../../shared/handoff/sheet-rows.ts"
import { isJsonObject, type Json } from "../../../shared/json.ts"
import type { Entry } from "../../../shared/model/entry.ts"
import { answerWords } from "../../handoff/value-words.ts"
import { cardActivity } from "../../words/en/card-activity.ts"
import { promiseActivity as words } from "../../words/en/promise-activity.ts"
import { dueText } from "./edited-sentence.ts"
import { agendaSentence } from "./huddle-sentences.ts"
import { supersededSentence } from "./superseded-sentence.ts"
import { type EntryNames, partOf, textOf } from "./told.ts"

const { handoffs } = words
type Teller = (entry: Entry, who: string, names: EntryNames) => string

const dataText = (entry: Entry, key: string): string => {
  const value = entry.data?.[key]
  return typeof value === "string" ? value : ""
}
const check = (entry: Entry, names: EntryNames): string => {
  const text = names.check(dataText(entry, "check"))
  return text === undefined ? cardActivity.aCheck : cardActivity.quoted(text)
}
const role = (entry: Entry, names: EntryNames): string => names.role(dataText(entry, "role")) ?? cardActivity.aRole
const boardRole = (entry: Entry): string => words.boardRoles[dataText(entry, "role")] ?? dataText(entry, "role")
/** The ledger keeps the account's id; people are known by their actor. */
const member = (entry: Entry, names: EntryNames): string => names.person(`user:${dataText(entry, "user")}`)

const nameIn = (names: EntryNames) => (id: string) =>
  id.startsWith("role:") ? (names.role(id.slice("role:".length)) ?? cardActivity.aRole) : names.person(id)

function targetText(to: Json | undefined, names: EntryNames): string {
  const kind = partOf(to, "kind")
  const id = partOf(to, "id")
  if (kind === undefined || id === undefined) return words.to.nobody
  if (kind === "person") return names.person(id)
  const name = kind === "role" ? names.role(id) : names.lane(id)
  if (name === undefined) return words.to.gone
  return kind === "role" ? words.to.role(name) : words.to.lane(name)
}

export const PROMISE_TELLERS: Readonly<Record<string, Teller>> = {
  "handoff.expired": (entry) => words.expired(Number(entry.data?.level ?? 1)),
  "handoff.created": (_, who) => handoffs.created(who),
  "handoff.announced": (entry, who, names) => handoffs.announced(who, targetText(entry.data?.to, names)),
  "handoff.offered": (entry, who, names) =>
    handoffs.offered(who, targetText(entry.data?.to, names), severityText(dataText(entry, "severity"))),
  "handoff.seen": (_, who) => handoffs.seen(who),
  "handoff.questioned": (entry, who) => handoffs.questioned(who, textOf(entry.text)),
  "handoff.answered": (entry, who) => handoffs.answered(who, textOf(entry.text)),
  "handoff.accepted": (entry, who, names) =>
    handoffs.accepted(
      who,
      textOf(entry.text),
      (entry.answers ?? []).map(({ label, text }) => [label, answerWords(text, nameIn(names))] as const),
    ),
  "handoff.confirmed": (_, who) => handoffs.confirmed(who),
  "handoff.corrected": (entry, who) => handoffs.corrected(who, textOf(entry.text)),
  "handoff.read-again": (entry, who) => handoffs.readAgain(who, textOf(entry.text)),
  "handoff.added": (entry, who) => handoffs.added(who, textOf(entry.text)),
  "handoff.acknowledged": (_, who) => handoffs.acknowledged(who),
  "handoff.backed-up": (_, who) => handoffs.backedUp(who),
  "handoff.watched": (_, who) => handoffs.watched(who),
  "handoff.stepped-aside": (_, who) => handoffs.steppedAside(who),
  "handoff.declined": (entry, who) => handoffs.declined(who, textOf(entry.reason)),
  "handoff.returned": (entry, who) => handoffs.returned(who, textOf(entry.reason)),
  "handoff.sent-back": (entry, who) => handoffs.sentBack(who, textOf(entry.reason)),
  "handoff.withdrawn": (entry, who) => handoffs.withdrawn(who, textOf(entry.reason)),
  "handoff.reminded": () => handoffs.reminded,
  "handoff.reassigned": (entry, who, names) => handoffs.reassigned(who, targetText(entry.data?.to, names)),
  "handoff.taken-over": (entry, who) => handoffs.takenOver(who, textOf(entry.reason)),
  "handoff.finished": (_, who) => handoffs.finished(who),
  "handoff.verified": (_, who) => handoffs.verified(who),
  "handoff.recalled": (entry, who) => handoffs.recalled(who, textOf(entry.reason)),
  "handoff.cancelled": (entry, who) => handoffs.cancelled(who, textOf(entry.reason)),
  "promise.superseded": supersededSentence,
  "check.unsigned": (entry, who, names) => words.unsigned(who, check(entry, names)),
  "check.voided": (entry, _, names) => words.voided(check(entry, names)),
  "gate.overridden": (entry, who, names) =>
    words.overridden(who, names.lane(entry.lane ?? "") ?? cardActivity.aLane, textOf(entry.reason)),
  "sheet.edited": sheetSentence,
  "check.signed": (entry, who, names) => words.signed(who, check(entry, names), role(entry, names)),
  "check.asked": (entry, who, names) => words.asked(who, check(entry, names), role(entry, names)),
  "board.archived": (_, who) => words.boardArchived(who),
  "board.restored": (_, who) => words.boardRestored(who),
  "board.edited": boardSentence,
  "member.added": (entry, who, names) => words.memberAdded(who, member(entry, names), boardRole(entry)),
  "member.changed": (entry, who, names) => words.memberChanged(who, member(entry, names), boardRole(entry)),
  "member.removed": (entry, who, names) => words.memberRemoved(who, member(entry, names)),
  "link.created": (entry, who) =>
    entry.data?.role === "shared" ? words.screenShared(who) : words.linkCreated(who, boardRole(entry)),
  "link.revoked": (_, who) => words.linkRevoked(who),
}

const severityText = (severity: string): string =>
  cardActivity.severities[severity as keyof typeof cardActivity.severities] ?? severity

function sheetSentence(entry: Entry, who: string, names: EntryNames): string {
  const key = entry.key ?? dataText(entry, "field")
  if (key === "") return cardActivity.sheetEdited(who)
  const what = words.sheetFields[key] ?? words.aSheetField
  const settled = key.startsWith("i:") ? settledSentence(entry, who) : undefined
  if (settled !== undefined) return settled
  const side = (value: Json | undefined) => sheetValue(key, value, names)
  const from = side(entry.from)
  const to = side(entry.to)
  return from === to
    ? words.sheetChanged(who, what)
    : words.sheetSides(who, what, from ?? words.empty, to ?? words.empty)
}

function sheetValue(key: string, value: Json | undefined, names: EntryNames): string | undefined {
  if (value === null || value === undefined) return undefined
  if (key === "to") return targetText(value, names)
  if (key.startsWith("i:")) return rowText(value)
  if (typeof value !== "string") return typeof value === "number" ? String(value) : undefined
  if (key === "severity") return severityText(value)
  return key === "due" ? dueText(value) : cardActivity.quoted(textOf(value) ?? "")
}

/** A line that was ticked off, said not to apply, or taken off with a reason. */
function settledSentence({ from, to }: Entry, who: string): string | undefined {
  if (!isJsonObject(from) || !isJsonObject(to)) return undefined
  const line = rowText(to) ?? cardActivity.aCheck
  if (typeof to.off === "string") return words.lineTakenOff(who, line, to.off)
  if (!isTick({ from, to })) return undefined
  if (typeof to.notApplicable === "string") return words.lineNotApplicable(who, line, to.notApplicable)
  return to.done === true ? words.lineTicked(who, line) : words.lineOpened(who, line)
}

/** A line of a list by its words: who and when stand in the brief. */
function rowText(value: Json): string | undefined {
  const said = ["verb", "if", "then", "text"].flatMap((name) => partOf(value, name) || [])
  return said.length === 0 ? undefined : cardActivity.quoted(said.join(", "))
}

const SETTINGS = { l: "label", f: "field", r: "role", t: "template" } as const

function boardSentence(entry: Entry, who: string): string {
  if (entry.key === "name") return cardActivity.boardRenamed(who, textOf(entry.from) ?? "", textOf(entry.to) ?? "")
  const agenda = agendaSentence(entry, who)
  if (agenda !== undefined) return agenda
  const prefix = (entry.key ?? "").split(":")[0] as keyof typeof SETTINGS
  if (!Object.hasOwn(SETTINGS, prefix) || entry.erased) return cardActivity.boardEdited(who)
  const name = (value: Json | undefined) => (isJsonObject(value) ? (partOf(value, "name") ?? "") : "")
  if (name(entry.to) === "" && name(entry.from) === "") return cardActivity.boardEdited(who)
  return words.settings[SETTINGS[prefix]](who, name(entry.to), name(entry.from))
}
