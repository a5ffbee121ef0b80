/** Sentences for an edit of one register of a card: what it is called, and both sides in words. */
import { equalJson, isJsonObject, type Json } from "../../../shared/json.ts"
import type { Entry } from "../../../shared/model/entry.ts"
import { exactTime } from "../../ui/relative-time.ts"
import { cardActivity as words } from "../../words/en/card-activity.ts"
import { type EntryNames, partOf, textOf } from "./told.ts"

export function editedSentence(entry: Entry, who: string, names: EntryNames): string {
  const key = entry.key ?? ""
  const colon = key.indexOf(":")
  if (colon < 0) return fixedSentence(entry, who)
  const id = key.slice(colon + 1)
  switch (key.slice(0, colon)) {
    case "l":
      return labelSentence(entry, who, names.label(id) ?? words.aLabel)
    case "r":
      return crewSentence(entry, who, id, names)
    case "f":
      return sidesSentence(who, names.field(id) ?? words.aField, plain(entry.from), plain(entry.to), entry)
    case "h":
      return listSentence(entry, who)
    case "c":
      return checkSentence(entry, who, names)
    case "k":
      return linkSentence(entry, who)
    default:
      return words.edited(who, key)
  }
}

function fixedSentence(entry: Entry, who: string): string {
  const from = textOf(entry.from)
  const to = textOf(entry.to)
  switch (entry.key) {
    case "title":
      if (to === undefined) return words.edited(who, words.title)
      return from === undefined ? words.titled(who, to) : words.retitled(who, from, to)
    case "next":
      return sidesSentence(who, words.next, quote(from), quote(to), entry)
    case "due":
      return sidesSentence(who, words.due, dueText(from), dueText(to), entry)
    case "severity":
      return words.changed(who, words.severity, severity(from), severity(to))
    case "excerpt":
      return words.edited(who, words.description)
    default:
      return words.edited(who, entry.key ?? "")
  }
}

const quote = (text: string | undefined) => (text === undefined ? undefined : words.quoted(text))
const plain = (value: Json | undefined): string | undefined =>
  typeof value === "number" ? String(value) : quote(textOf(value))
const severity = (level: string | undefined) =>
  words.severities[(level ?? "routine") as keyof typeof words.severities] ?? level ?? ""

/** A day as it is written; a moment on the reader's clock. */
export function dueText(due: string | undefined): string | undefined {
  if (due === undefined || !due.includes("T")) return due
  const at = new Date(due).getTime()
  return Number.isNaN(at) ? due : exactTime(at)
}

function sidesSentence(
  who: string,
  what: string,
  from: string | undefined,
  to: string | undefined,
  entry: Entry,
): string {
  if (from === undefined && to === undefined)
    return words.edited(who, entry.erased ? `${what}: ${words.somethingErased}` : what)
  if (from === undefined) return words.set(who, what, to ?? "")
  return to === undefined ? words.cleared(who, what, from) : words.changed(who, what, from, to)
}

const labelSentence = (entry: Entry, who: string, label: string) =>
  entry.to === true ? words.labelled(who, label) : words.unlabelled(who, label)

function crewSentence(entry: Entry, who: string, id: string, names: EntryNames): string {
  const role = names.role(id) ?? words.aRole
  const person = (value: Json | undefined) => {
    const kept = partOf(value, "person")
    return kept?.includes(":") ? names.person(kept) : kept
  }
  const from = person(entry.from)
  const to = person(entry.to)
  if (to === undefined) return words.crewCleared(who, role, from ?? words.somethingErased)
  return from === undefined ? words.crewSet(who, role, to) : words.crewChanged(who, role, from, to)
}

function listSentence(entry: Entry, who: string): string {
  const from = partOf(entry.from, "name")
  const to = partOf(entry.to, "name")
  if (to === undefined) return words.listRemoved(who, from ?? words.somethingErased)
  if (from === undefined) return words.listAdded(who, to)
  return from === to ? words.listMoved(who, to) : words.listRenamed(who, from, to)
}

function checkSentence(entry: Entry, who: string, names: EntryNames): string {
  const from = partOf(entry.from, "text")
  const to = partOf(entry.to, "text")
  if (to === undefined) return words.checkRemoved(who, from ?? words.somethingErased)
  if (from === undefined) return words.checkAdded(who, to)
  if (from !== to) return words.checkChanged(who, from, to)
  const before = rolesOf(entry.from)
  const after = rolesOf(entry.to)
  if (equalJson(before, after)) return words.checkMoved(who, to)
  return words.checkRoles(who, to, after.map((role) => names.role(role) ?? words.aRole).join(", "))
}

const rolesOf = (value: Json | undefined): readonly string[] =>
  isJsonObject(value) && Array.isArray(value.roles) ? (value.roles as readonly string[]) : []

function linkSentence(entry: Entry, who: string): string {
  const from = linkName(entry.from)
  const to = linkName(entry.to)
  if (to === undefined) return words.linkRemoved(who, from ?? words.somethingErased)
  return from === undefined ? words.linkAdded(who, to) : words.linkChanged(who, from, to)
}

function linkName(value: Json | undefined): string | undefined {
  const name = [partOf(value, "system"), partOf(value, "id")].filter((part) => part !== undefined).join(" ")
  return quote(name === "" ? partOf(value, "url") : name)
}
