/** Sentences for what happens in a huddle, and for the actions that were agreed in one. */
import { isJsonObject, type Json } from "../../../shared/json.ts"
import type { Entry } from "../../../shared/model/entry.ts"
import { cardActivity } from "../../words/en/card-activity.ts"
import { huddle } from "../../words/en/huddle.ts"
import { huddleActivity as words } from "../../words/en/huddle-activity.ts"
import { dueText } from "./edited-sentence.ts"
import { type EntryNames, textOf } from "./told.ts"

type Teller = (entry: Entry, who: string, names: EntryNames) => string

const idIn = ({ data }: Entry, key: string): string => {
  const value = data?.[key]
  return typeof value === "string" ? value : ""
}
const personIn = (entry: Entry, key: string, names: EntryNames): string => names.person(idIn(entry, key))
const isRelay = ({ actor }: Entry): boolean => actor === "system"

export const HUDDLE_TELLERS: Readonly<Record<string, Teller>> = {
  "huddle.started": (_, who) => words.started(who),
  "huddle.stepped": (entry, who) => words.stepped(who, huddle.stepName(idIn(entry, "step"), "")),
  "huddle.spotlit": (entry, who) => (entry.data?.card === undefined ? words.unlit(who) : words.spotlit(who)),
  "huddle.parked": (entry, who, names) => words.parked(who, peopleIn(entry.data?.with, names)),
  "huddle.extended": (_, who) => words.extended(who),
  "huddle.rolled": rolledSentence,
  "huddle.joined": (_, who) => words.joined(who),
  "huddle.left": (_, who) => words.left(who),
  "huddle.decided": (entry, who) => words.decided(who, textOf(entry.text)),
  "huddle.taken": (entry, who, names) =>
    idIn(entry, "from") === "" ? words.taken(who) : words.takenFrom(who, personIn(entry, "from", names)),
  "huddle.handed-over": (entry, who, names) => words.handedOver(who, personIn(entry, "to", names)),
  "huddle.freed": (entry, who, names) =>
    isRelay(entry) ? words.freedFor(personIn(entry, "driver", names)) : words.freed(who),
  "huddle.closed": (entry, who) => (isRelay(entry) ? words.closedByRelay : words.closed(who)),
  "action.added": (entry, who, names) =>
    words.acted(who, personIn(entry, "person", names), dueText(idIn(entry, "due")) ?? "", textOf(entry.text)),
  "action.done": (_, who) => words.done(who),
  "action.carried": (entry, who) => words.carried(who, textOf(entry.reason)),
  "action.escalated": (entry, who) => words.escalated(who, textOf(entry.reason)),
  "action.kept": (_, who) => words.kept(who),
  "action.dropped": (entry, who) => words.dropped(who, textOf(entry.reason)),
  "action.reopened": (_, who) => words.reopened(who),
}

function rolledSentence(entry: Entry, who: string, names: EntryNames): string {
  const role = names.role(idIn(entry, "role")) ?? cardActivity.aRole
  const { rolled } = words
  switch (entry.data?.state) {
    case "represented":
      return rolled.represented(who, role, personIn(entry, "person", names))
    case "absent":
      return rolled.absent(who, role)
    default:
      return rolled.present(who, role)
  }
}

const peopleIn = (people: Json | undefined, names: EntryNames): string =>
  Array.isArray(people) ? people.map((person) => names.person(String(person))).join(", ") : ""

/** What somebody changed of the agenda, or of when the next huddle is; undefined for other settings. */
export function agendaSentence({ key = "", to }: Entry, who: string): string | undefined {
  if (key === "nextHuddle")
    return typeof to === "string" ? words.nextHuddle(who, dueText(to) ?? to) : words.noNextHuddle(who)
  if (!key.startsWith("a:")) return undefined
  const name = isJsonObject(to) && typeof to.name === "string" ? to.name : ""
  return words.stepSet(who, huddle.stepName(key.slice("a:".length), name))
}
