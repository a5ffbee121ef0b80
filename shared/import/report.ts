/**
 * What an import does to each thing in the file. Every thing that `of` names stands in exactly one line of the report, so
 * that the lines of one kind add up to what the file holds; `of: "note"` marks remarks about things counted elsewhere.
 */
import { cutText } from "../model/rich-text.ts"
import type { ImportLine, ImportReport } from "../wire/http.ts"
import type { ImportFormat } from "./seed.ts"

interface CodeSpec {
  readonly fate: "kept" | "changed" | "lost"
  readonly of: string
  readonly words: string
}
const kept = (of: string, words: string): CodeSpec => ({ fate: "kept", of, words })
const changed = (of: string, words: string): CodeSpec => ({ fate: "changed", of, words })
const lost = (of: string, words: string): CodeSpec => ({ fate: "lost", of, words })

export const REPORT_CODES = {
  lanes: kept("lane", "lanes, in their order"),
  "archived-lanes": kept("lane", "archived lanes"),
  "merged-lanes": changed("lane", "archived lanes beyond the limit: their cards stand in one archived lane"),
  "unreadable-lane": lost("lane", "lanes that could not be read"),
  cards: kept("card", "cards, in their order"),
  "archived-cards": kept("card", "archived cards"),
  "cards-of-archived-lanes": changed("card", "cards of archived lanes, now archived themselves"),
  "cards-without-lane": changed("card", "cards whose lane is not in the file, gathered in a lane of their own"),
  "unreadable-card": lost("card", "cards that could not be read"),
  labels: kept("label", "labels"),
  "recoloured-labels": changed("label", "labels in the nearest colour that there is here"),
  "named-labels": changed("label", "labels without a name, now named after their colour"),
  "unused-labels": lost("label", "labels without a name that no card carries"),
  "labels-over-limit": lost("label", "labels beyond the thousand that a board takes"),
  "unreadable-label": lost("label", "labels that could not be read"),
  "label-uses": kept("label-use", "labels on cards"),
  "lost-label-uses": lost("label-use", "labels on cards that the file does not describe"),
  members: changed(
    "member",
    "people of the board: their names stay on cards and comments, but they get no account here",
  ),
  "unreadable-member": lost("member", "people that could not be read"),
  "card-members": changed("card-member", "people on cards, now crew in the role of assignee"),
  "people-over-limit": lost("card-member", "people beyond the twenty that a card takes"),
  "unknown-members": lost("card-member", "people on cards whose names are not in the file"),
  descriptions: kept("description", "descriptions, as text that can be edited together"),
  "cut-descriptions": changed("description", "descriptions that were too long and are cut"),
  checklists: kept("checklist", "checklists, in their order"),
  "checklists-without-card": lost("checklist", "checklists of cards that are not in the file"),
  "unreadable-checklist": lost("checklist", "checklists that could not be read"),
  checks: kept("check", "checklist items, ticked or not"),
  "checks-over-limit": lost("check", "checklist items beyond the limit of a card"),
  "unreadable-check": lost("check", "checklist items that could not be read or whose checklist is lost"),
  "check-dues": changed("check-due", "due dates of checklist items, now in the words of the item"),
  "check-members": changed("check-member", "people of checklist items, now in the words of the item"),
  dues: kept("due", "due dates"),
  "dues-done": changed(
    "due",
    "due dates that were met: they stand in the field “Completed” and no longer count as late",
  ),
  "unreadable-due": lost("due", "due dates that could not be read"),
  completed: changed("completed", "cards marked complete without a due date, told in the field “Completed”"),
  starts: changed("start", "start dates, now in the field “Start”"),
  "unreadable-start": lost("start", "start dates that could not be read"),
  reminders: lost("reminder", "reminders before a due date"),
  "attachment-links": kept("attachment", "links on cards"),
  "attachment-files": changed("attachment", "uploaded files, as links: the files themselves stay where they are"),
  "refused-attachments": lost("attachment", "links that are not web or mail addresses"),
  "attachments-over-limit": lost("attachment", "links beyond the hundred that a card takes"),
  "attachments-cut": lost("attachment", "links that are too long to keep"),
  fields: kept("field", "custom fields"),
  "checkbox-fields": changed("field", "checkbox fields, now a choice of yes or no"),
  "fields-over-limit": lost("field", "custom fields beyond the fifty that a board takes, with their values"),
  "unreadable-field": lost("field", "custom fields that could not be read"),
  "field-values": kept("field-value", "values of custom fields"),
  "lost-field-values": lost("field-value", "values of custom fields that could not be read"),
  comments: kept("comment", "comments with their authors and dates"),
  "cut-comments": changed("comment", "comments that were too long and are cut"),
  "comments-elsewhere": changed("note", "comments of people who have no account here: they stand under their names"),
  "comments-without-card": lost("comment", "comments on cards that are not in the file"),
  "unreadable-comment": lost("comment", "comments that could not be read"),
  moves: kept("action", "moves between lanes, as history"),
  creations: kept("action", "creations, as the age of the card"),
  "moves-without-card": lost("action", "moves of cards that are not in the file"),
  "other-actions": lost("action", "other events of the old board’s log"),
  "unreadable-action": lost("action", "events of the log that could not be read"),
  covers: lost("cover", "cover pictures and colours"),
  stickers: lost("sticker", "stickers"),
  votes: lost("vote", "votes"),
  subscriptions: lost("subscription", "cards and lists that somebody watched"),
  locations: lost("location", "places on the map"),
  "power-ups": lost("power-up", "data of power-ups"),
  "board-look": lost("board-look", "the board’s background"),
  "board-closed": changed("note", "a closed board, now an open one"),
  "board-description": kept("board-description", "the board’s description"),
  texts: kept("text", "texts"),
  "unreadable-text": lost("text", "texts that could not be read"),
  sheets: kept("sheet", "handoff sheets"),
  "unreadable-sheet": lost("sheet", "handoff sheets that could not be read"),
  "handoffs-stay": lost("handoff", "handoffs: a word that was given holds on the board where it was given"),
  "signatures-stay": lost("signature", "signatures on checklists, to be given anew"),
  "actions-stay": lost("agreed", "open actions that were agreed in huddles"),
  settings: kept("setting", "settings, labels, fields and roles of the board"),
  "unreadable-setting": lost("setting", "settings that could not be read"),
  "history-kept": kept("move", "moves between lanes, as history"),
  "unreadable-history": lost("move", "moves that could not be read"),
  accountable: kept("accountable", "accountable people"),
  "accountable-elsewhere": lost(
    "accountable",
    "accountable people who are not known here: their cards are open to be taken",
  ),
  "next-steps": kept("next", "next steps"),
  "blocked-cards": kept("blocked", "blocked cards with their reason"),
  severities: kept("severity", "severities"),
  "unreadable-severity": lost("severity", "severities that could not be read"),
  people: changed("card-member", "people, now crew in the role of assignee"),
  "created-dates": kept("created-date", "dates of creation"),
  "unreadable-created": lost("created-date", "dates of creation that could not be read"),
  "extra-cells": lost("cell", "cells of columns without a name"),
  "board-columns": changed("note", "columns with ids, counts and ages: a board makes its own"),
  "cut-words": changed("note", "words that were too long for their field and are cut"),
  "guessed-lanes": changed("note", "lanes whose kind was guessed from their name"),
  "special-cards": changed("note", "templates, separators and mirror cards, now ordinary cards"),
  "history-limit": changed("note", "history may be cut: Trello exports the last 1,000 actions"),
  "unreadable-register": lost("note", "single fields that could not be read"),
  "flattened-text": changed("note", "pieces of text in a form that is not known here, kept as plain words"),
} as const satisfies Record<string, CodeSpec>

export type ReportCode = keyof typeof REPORT_CODES

const EXAMPLES = 5

/** Counts things while an import reads them. */
export interface Tally {
  /** `example` is the thing's name; the first few are shown. */
  add(code: ReportCode, example?: string, count?: number): void
  report(format: ImportFormat, boardName: string): ImportReport
}

export function newTally(): Tally {
  const found = new Map<ReportCode, { count: number; examples: string[] }>()
  const lines = (fate: CodeSpec["fate"]): readonly ImportLine[] =>
    (Object.keys(REPORT_CODES) as ReportCode[]).flatMap((code) => {
      const line = found.get(code)
      return line && REPORT_CODES[code].fate === fate ? [{ code, ...line, words: REPORT_CODES[code].words }] : []
    })
  return {
    add(code, example, count = 1) {
      if (count === 0) return
      const line = found.get(code) ?? { count: 0, examples: [] }
      line.count += count
      if (example && line.examples.length < EXAMPLES) line.examples.push(cutText(example, 120))
      found.set(code, line)
    },
    report: (format, boardName) => ({
      format,
      boardName,
      kept: lines("kept"),
      changed: lines("changed"),
      lost: lines("lost"),
    }),
  }
}

/** How many things of one kind a report speaks of, whatever became of them. */
export function countedOf(report: ImportReport, of: string): number {
  return [...report.kept, ...report.changed, ...report.lost]
    .filter((line) => REPORT_CODES[line.code as ReportCode]?.of === of)
    .reduce((sum, line) => sum + line.count, 0)
}

/** At most `max` characters of somebody's words; what is cut is told in the report. */
export function fitWords(tally: Tally, words: string, max: number): string {
  if (words.length > max) tally.add("cut-words", words)
  return cutText(words, max)
}
