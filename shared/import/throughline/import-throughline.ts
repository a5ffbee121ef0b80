/**
 * A board from Throughline's own export. What the file holds is checked register by register, as if a stranger had written
 * it: a single field that does not fit is left out and counted, and everything that fits comes back exactly as it was.
 */

import type { Change, ThingRoot } from "../../change/change.ts"
import { EXPORT_FORMAT, EXPORT_VERSION, type StaysBehind } from "../../export/board-export.ts"
import { isInnerId } from "../../ids.ts"
import { isJsonObject, type Json, type JsonObject } from "../../json.ts"
import { LIMITS } from "../../limits.ts"
import type { Registers } from "../../model/board-view.ts"
import { checkRegister, type RootName } from "../../model/keys.ts"
import { err, ok, type Result } from "../../result.ts"
import { parseJsonFile } from "../json-file.ts"
import { newTally, type ReportCode, type Tally } from "../report.ts"
import type { Imported, ImportOptions, ImportProblem } from "../seed.ts"
import { listAt, objectAt, own, textAt } from "../tolerant.ts"
import { readComments, readHistory, readSince, readTexts } from "./parts.ts"

export function importThroughline(text: string, options: ImportOptions): Result<Imported, ImportProblem> {
  const json = parseJsonFile(text, "a Throughline export")
  if (!json.ok) return json
  const file = recognise(json.value)
  if (!file.ok) return file
  const tally = newTally()
  const meta = readMeta(tally, objectAt(file.value, "meta"))
  const lanes = readThings(tally, "lanes", listAt(file.value, "lanes"))
  const cards = readThings(tally, "cards", listAt(file.value, "cards"))
  const sheets = readThings(tally, "sheets", listAt(file.value, "sheets"))
  const problem = tooLarge(lanes, cards)
  if (problem) return err(problem)
  countWhatStays(tally, objectAt(file.value, "staysBehind"))
  const kept = new Set(cards.map(({ id }) => id))
  const name = typeof meta.name === "string" ? meta.name : textAt(file.value, "name").slice(0, 200) || "Restored board"
  const metaChanges = Object.entries(meta).map(([key, to]): Change => ({ kind: "set-meta", key, from: null, to }))
  const seed = {
    name,
    changes: [...metaChanges, ...created("lanes", lanes), ...created("cards", cards), ...created("sheets", sheets)],
    texts: readTexts(tally, file.value),
    comments: readComments(tally, file.value, kept, options),
    history: readHistory(tally, file.value, kept),
    since: readSince(tally, file.value, kept, options),
  }
  options.onProgress?.(cards.length, cards.length)
  return ok({ seed, report: tally.report("throughline", name) })
}

function recognise(file: Json): Result<JsonObject, ImportProblem> {
  const advice = "Choose a file that was saved with “Export as JSON”."
  if (!isJsonObject(file))
    return err({ code: "wrong-format", where: "(top level)", words: "The file does not hold a board.", advice })
  if (textAt(file, "format") !== EXPORT_FORMAT) {
    const trello = own(file, "idOrganization") !== undefined || own(file, "lists") !== undefined
    return err({
      code: "wrong-format",
      where: "format",
      words: trello ? "This looks like a Trello board." : `The file’s “format” is not “${EXPORT_FORMAT}”.`,
      advice: trello ? "Choose Trello as the format and import it again." : advice,
    })
  }
  const version = own(file, "version")
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1)
    return err({ code: "wrong-format", where: "version", words: "The file does not say which version it is.", advice })
  if (version > EXPORT_VERSION)
    return err({
      code: "newer-version",
      where: "version",
      words: `The file has version ${version}; this server reads up to version ${EXPORT_VERSION}.`,
      advice: "It was written by a newer Throughline. Update this one first.",
    })
  for (const key of ["lanes", "cards"])
    if (!Array.isArray(own(file, key)))
      return err({ code: "wrong-format", where: key, words: `“${key}” should be a list, and is not.`, advice })
  return ok(file)
}

const STAYS: Readonly<Record<keyof StaysBehind, ReportCode>> = {
  handoffs: "handoffs-stay",
  signatures: "signatures-stay",
  actions: "actions-stay",
}

function countWhatStays(tally: Tally, counts: JsonObject): void {
  for (const [what, code] of Object.entries(STAYS)) {
    const count = own(counts, what)
    if (typeof count === "number" && Number.isSafeInteger(count) && count > 0) tally.add(code, undefined, count)
  }
}

interface Thing {
  readonly id: string
  readonly registers: Registers
}

const CODES: Readonly<Record<ThingRoot, { kept: ReportCode; archived: ReportCode; unreadable: ReportCode }>> = {
  lanes: { kept: "lanes", archived: "archived-lanes", unreadable: "unreadable-lane" },
  cards: { kept: "cards", archived: "archived-cards", unreadable: "unreadable-card" },
  sheets: { kept: "sheets", archived: "sheets", unreadable: "unreadable-sheet" },
}

function readThings(tally: Tally, root: ThingRoot, list: readonly Json[]): readonly Thing[] {
  const seen = new Set<string>()
  return list.flatMap((thing, i) => {
    const id = isJsonObject(thing) ? textAt(thing, "id") : ""
    const given = isJsonObject(thing) ? own(thing, "registers") : undefined
    if (!isInnerId(id) || seen.has(id) || !isJsonObject(given)) {
      tally.add(CODES[root].unreadable, `${root}[${i}]`)
      return []
    }
    seen.add(id)
    const registers = readRegisters(given, root, (key) => tally.add("unreadable-register", `${root}[${i}].${key}`))
    const name = registers.title ?? registers.name
    const code = registers.archived === true ? CODES[root].archived : CODES[root].kept
    tally.add(code, typeof name === "string" ? name : id)
    return [{ id, registers }]
  })
}

function readMeta(tally: Tally, meta: JsonObject): Registers {
  const registers = readRegisters(meta, "meta", (key) => tally.add("unreadable-setting", `meta.${key}`))
  tally.add("settings", undefined, Object.keys(registers).length)
  return registers
}

function readRegisters(given: JsonObject, root: RootName, onUnreadable: (key: string) => void): Registers {
  const fine = Object.entries(given).filter(([key, value]) => {
    if (value === null) return false
    const readable = checkRegister(root, key, value) === "fine"
    if (!readable) onUnreadable(key.slice(0, 80))
    return readable
  })
  return Object.fromEntries(fine)
}

const created = (root: ThingRoot, things: readonly Thing[]): readonly Change[] =>
  things.map(({ id, registers }) => ({ kind: "created", root, id, value: registers }))

function tooLarge(lanes: readonly Thing[], cards: readonly Thing[]): ImportProblem | undefined {
  const advice = "Split the board in two before exporting it, or archive what is finished."
  if (lanes.length > LIMITS.lanes)
    return {
      code: "too-many-lanes",
      where: "lanes",
      words: `The file has ${lanes.length} lanes; a board takes ${LIMITS.lanes}.`,
      advice,
    }
  const live = cards.filter(({ registers }) => registers.archived !== true).length
  if (live <= LIMITS.liveCards) return undefined
  return {
    code: "too-many-cards",
    where: "cards",
    words: `The file has ${live} live cards; a board takes ${LIMITS.liveCards}.`,
    advice,
  }
}
