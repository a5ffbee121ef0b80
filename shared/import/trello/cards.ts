/** One card after the other: everything that Trello keeps on a card, each thing kept, changed or counted as lost. */
import { isJsonObject, type JsonObject } from "../../json.ts"
import { LIMITS } from "../../limits.ts"
import { cutText, type RichText } from "../../model/rich-text.ts"
import type { NewCard } from "../board-builder.ts"
import { IMPORT_BOUNDS } from "../bounds.ts"
import { readDue } from "../dates.ts"
import { hostOf, isRecordUrl, isSafeUrl } from "../links.ts"
import { textFromMarkdown } from "../markdown.ts"
import { fitWords } from "../report.ts"
import { isTrueAt, listAt, objectAt, own, textAt } from "../tolerant.ts"
import type { TrelloImport } from "./context.ts"
import type { FieldValues, TrelloFields } from "./fields.ts"
import { labelIdsOf } from "./labels.ts"
import type { LaneOfList, LanesOfLists } from "./lanes.ts"

export interface CardParts {
  readonly lanes: LanesOfLists
  readonly labels: ReadonlyMap<string, string>
  readonly people: ReadonlyMap<string, string>
  readonly fields: TrelloFields
  readonly checklists: ReadonlyMap<string, NonNullable<NewCard["checklists"]>>
  sinceOf(card: JsonObject): NewCard["since"]
  /** The crew role of the nth person on a card, from 0. */
  assignee(index: number): string
}

export const isReadableCard = (card: unknown): card is JsonObject =>
  isJsonObject(card as never) && typeof own(card as JsonObject, "name") === "string"

/** Adds a card to the board and returns its id there. */
export function importCard(context: TrelloImport, parts: CardParts, card: JsonObject): string {
  const { tally, builder } = context
  const name = textAt(card, "name")
  const lane = laneOf(context, parts.lanes, card)
  countLost(context, card)
  const time = readTime(context, parts.fields, card)
  return builder.card({
    lane: lane.id,
    archived: lane.archived || isTrueAt(card, "closed"),
    title: fitWords(tally, name.trim() === "" ? "Untitled" : name, LIMITS.titleChars),
    due: time.due,
    labels: readLabels(context, parts.labels, card),
    crew: readCrew(context, parts, card),
    fields: [...parts.fields.valuesOf(card), ...time.fields],
    checklists: parts.checklists.get(textAt(card, "id")) ?? [],
    links: readAttachments(context, card),
    text: readDescription(context, card),
    since: parts.sinceOf(card),
  })
}

function laneOf({ tally }: TrelloImport, lanes: LanesOfLists, card: JsonObject): LaneOfList {
  const name = textAt(card, "name")
  const lane = lanes.of(textAt(card, "idList"))
  if (!lane) {
    tally.add("cards-without-lane", name)
    return lanes.orphans()
  }
  const closed = isTrueAt(card, "closed")
  tally.add(closed ? "archived-cards" : lane.archived ? "cards-of-archived-lanes" : "cards", name)
  return lane
}

function countLost({ tally }: TrelloImport, card: JsonObject): void {
  const name = textAt(card, "name")
  const cover = objectAt(card, "cover")
  const covered = ["color", "idAttachment", "idUploadedBackground", "sharedSourceUrl"].some((key) => own(cover, key))
  if (covered || own(card, "idAttachmentCover")) tally.add("covers", name)
  tally.add("stickers", name, listAt(card, "stickers").length)
  tally.add("votes", name, listAt(card, "idMembersVoted").length)
  if (isTrueAt(card, "subscribed")) tally.add("subscriptions", name)
  tally.add("power-ups", name, listAt(card, "pluginData").length)
  if (own(card, "coordinates") || own(card, "address") || own(card, "locationName")) tally.add("locations", name)
  if (own(card, "cardRole") || isTrueAt(card, "isTemplate")) tally.add("special-cards", name)
  const reminder = own(card, "dueReminder")
  // Minus one is Trello's word for none.
  if (typeof reminder === "number" && reminder >= 0) tally.add("reminders", name)
}

/** A due date that was met must not count as late for ever, so it becomes a field. */
function readTime({ tally }: TrelloImport, fields: TrelloFields, card: JsonObject) {
  const name = textAt(card, "name")
  const made: FieldValues[number][] = []
  const given = own(card, "due")
  const due = readDue(textAt(card, "due"))
  const complete = isTrueAt(card, "dueComplete")
  if (complete) made.push(fields.completed(due ? `due ${due}` : "yes"))
  if (due) tally.add(complete ? "dues-done" : "dues", name)
  else if (given !== undefined && given !== null && given !== "")
    tally.add("unreadable-due", `${name}: ${String(given)}`)
  else if (complete) tally.add("completed", name)
  const start = readDue(textAt(card, "start"))
  if (start) {
    made.push(fields.start(start))
    tally.add("starts", name)
  } else if (own(card, "start")) tally.add("unreadable-start", name)
  return { due: complete ? undefined : due, fields: made }
}

function readLabels({ tally }: TrelloImport, labels: ReadonlyMap<string, string>, card: JsonObject): readonly string[] {
  return labelIdsOf(card).flatMap((id) => {
    const label = labels.get(id)
    tally.add(label ? "label-uses" : "lost-label-uses", textAt(card, "name"))
    return label ? [label] : []
  })
}

function readCrew({ tally }: TrelloImport, parts: CardParts, card: JsonObject): NonNullable<NewCard["crew"]> {
  const ids = listAt(card, "idMembers")
  tally.add("people-over-limit", textAt(card, "name"), Math.max(0, ids.length - IMPORT_BOUNDS.peoplePerCard))
  const names = ids.slice(0, IMPORT_BOUNDS.peoplePerCard).flatMap((id) => {
    const person = typeof id === "string" ? parts.people.get(id) : undefined
    tally.add(person ? "card-members" : "unknown-members", person ?? textAt(card, "name"))
    return person ? [person] : []
  })
  return names.map((person, i) => ({ role: parts.assignee(i), person }))
}

function readAttachments({ tally }: TrelloImport, card: JsonObject): NonNullable<NewCard["links"]> {
  const attachments = listAt(card, "attachments")
  const over = Math.max(0, attachments.length - IMPORT_BOUNDS.linksPerCard)
  tally.add("attachments-over-limit", textAt(card, "name"), over)
  return attachments.slice(0, IMPORT_BOUNDS.linksPerCard).flatMap((attachment) => {
    const url = isJsonObject(attachment) ? textAt(attachment, "url").trim() : ""
    if (!isJsonObject(attachment) || !isRecordUrl(url)) {
      tally.add(isSafeUrl(url) ? "attachments-cut" : "refused-attachments", url || textAt(card, "name"))
      return []
    }
    const upload = isTrueAt(attachment, "isUpload")
    const name = textAt(attachment, "name").trim()
    tally.add(upload ? "attachment-files" : "attachment-links", name || url)
    const id = name === "" || name === url ? undefined : cutText(name, 200)
    return [{ system: upload ? "Trello file" : hostOf(url), url, id }]
  })
}

/** A text's own limit is in bytes; four bytes is the most that a character takes. */
const MOST_CHARS = LIMITS.textBytes / 4

function readDescription({ tally }: TrelloImport, card: JsonObject): RichText {
  const desc = textAt(card, "desc")
  if (desc.trim() === "") return []
  tally.add(desc.length > MOST_CHARS ? "cut-descriptions" : "descriptions", textAt(card, "name"))
  return textFromMarkdown(cutText(desc, MOST_CHARS))
}
