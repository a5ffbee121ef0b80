/**
 * A ledger entry as a sentence: who did what, from what, to what. Names come from outside, because the ledger holds ids;
 * a kind that this version does not know still gets a plain sentence, so that nothing that happened is hidden.
 */

import { importedFrom } from "../../../shared/import/seed-drafts.ts"
import type { Json } from "../../../shared/json.ts"
import { type Entry, UNREADABLE_ENTRY } from "../../../shared/model/entry.ts"
import { WORDS_ERASED } from "../../../shared/model/erasure.ts"
import { cardActivity as words } from "../../words/en/card-activity.ts"
import { erase as eraseWords } from "../../words/en/erase.ts"
import { huddleActivity } from "../../words/en/huddle-activity.ts"
import { sharedScreen } from "../../words/en/shared-screen.ts"
import { damage } from "../../words/en/unreadable.ts"
import { editedSentence } from "./edited-sentence.ts"
import { HUDDLE_TELLERS } from "./huddle-sentences.ts"
import { PROMISE_TELLERS } from "./promise-sentences.ts"
import { type EntryNames, partOf, textOf } from "./told.ts"

type Teller = (entry: Entry, who: string, names: EntryNames) => string

const laneName = (entry: Entry, names: EntryNames) => names.lane(entry.lane ?? "") ?? words.aLane
const placed = (value: Json | undefined, names: EntryNames): string | undefined =>
  Array.isArray(value) && typeof value[0] === "string" ? (names.lane(value[0]) ?? words.aLane) : undefined
const checkName = (entry: Entry, names: EntryNames) => {
  const text = names.check((entry.key ?? "").slice("d:".length))
  return text === undefined ? words.aCheck : words.quoted(text)
}

const TELLERS: Readonly<Record<string, Teller>> = {
  ...PROMISE_TELLERS,
  ...HUDDLE_TELLERS,
  "card.created": (entry, who) => words.created(who, partOf(entry.to, "title")),
  "card.removed": (_, who) => words.removed(who),
  "card.edited": editedSentence,
  "card.archived": (_, who) => words.archived(who),
  "card.restored": (_, who) => words.restored(who),
  "card.blocked": (entry, who) => blockedSentence(entry, who),
  "card.unblocked": (entry, who) => words.unblocked(who, partOf(entry.from, "reason")),
  "card.ticked": (entry, who, names) => words.ticked(who, checkName(entry, names)),
  "card.unticked": (entry, who, names) => words.unticked(who, checkName(entry, names)),
  "card.moved": (entry, who, names) => {
    const told = words.moved(who, placed(entry.from, names), placed(entry.to, names) ?? words.aLane)
    return entry.data?.overLimit === true ? words.overLimit(told) : told
  },
  "card.moved-before": (entry, who) =>
    words.movedBefore(who, partOf(entry.from, "lane") ?? words.aLane, partOf(entry.to, "lane") ?? words.aLane),
  "card.reordered": (entry, who, names) => words.reordered(who, placed(entry.to, names) ?? words.aLane),
  "card.taken": (_, who) => words.taken(who),
  "card.released": (entry, who, names) =>
    words.released(who, typeof entry.from === "string" ? names.person(entry.from) : who, textOf(entry.reason)),
  "comment.added": (entry, who) => words.commented(who, textOf(entry.text)),
  "comment.edited": (_, who) => words.commentEdited(who),
  "comment.removed": (_, who) => words.commentRemoved(who),
  [WORDS_ERASED]: (entry, who, names) => erasedSentence(entry, who, names),
  "text.edited": (entry, who) =>
    entry.data?.huddle === undefined ? words.edited(who, words.description) : huddleActivity.notes(who),
  "lane.created": (entry, who) => words.laneCreated(who, partOf(entry.to, "name") ?? ""),
  "lane.removed": (_, who) => words.laneRemoved(who),
  "lane.edited": (entry, who, names) => laneSentence(entry, who, names),
  "lane.archived": (entry, who, names) => words.laneArchived(who, laneName(entry, names)),
  "lane.restored": (entry, who, names) => words.laneRestored(who, laneName(entry, names)),
  "sheet.created": (_, who) => words.sheetCreated(who),
  "sheet.removed": (_, who) => words.sheetRemoved(who),
  [UNREADABLE_ENTRY]: () => damage.entry,
}

export function sentenceOf(entry: Entry, names: EntryNames): string {
  const who = whoOf(entry, names)
  const tell = Object.hasOwn(TELLERS, entry.kind) ? TELLERS[entry.kind] : undefined
  const told = tell ? tell(entry, who, names) : words.unknown(who, entry.kind.replace(/[.-]/g, " "))
  return entry.via ? sharedScreen.told(told, names.person(entry.via.actor), entry.via.method) : told
}

/** For an imported fact the person who did it at the time, by the name that the import gave. */
export const whoOf = (entry: Entry, names: EntryNames): string =>
  importedFrom(entry)?.author || names.person(entry.actor)

function blockedSentence(entry: Entry, who: string): string {
  const before = partOf(entry.from, "reason")
  const reason = partOf(entry.to, "reason") ?? words.somethingErased
  return before === undefined ? words.blocked(who, reason) : words.blockedNow(who, before, reason)
}

function erasedSentence({ data, reason }: Entry, who: string, names: EntryNames): string {
  const why = textOf(reason)
  return typeof data?.person === "string"
    ? eraseWords.toldAll(who, names.person(data.person), why)
    : eraseWords.toldOne(who, why)
}

function laneSentence(entry: Entry, who: string, names: EntryNames): string {
  if (entry.key === "name") return words.laneRenamed(who, textOf(entry.from) ?? "", textOf(entry.to) ?? "")
  return entry.key === "rank"
    ? words.laneMoved(who, laneName(entry, names))
    : words.laneEdited(who, laneName(entry, names))
}
