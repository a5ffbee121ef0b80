/** What the columns of a table mean, by the words that people and tools put in the first row. */
export type ColumnMeaning =
  | "title"
  | "text"
  | "lane"
  | "labels"
  | "due"
  | "next"
  | "severity"
  | "blocked"
  | "people"
  | "crew"
  | "checks"
  | "links"
  | "archived"
  | "created"
  /** Columns that only repeat what the board knows anyway. */
  | "ignored"

const NAMES: Readonly<Record<ColumnMeaning, readonly string[]>> = {
  title: [
    "title",
    "name",
    "card",
    "card name",
    "card title",
    "task",
    "task name",
    "summary",
    "subject",
    "item",
    "issue",
    "titel",
    "aufgabe",
  ],
  text: ["description", "desc", "card description", "details", "notes", "note", "body", "text", "beschreibung"],
  lane: [
    "lane",
    "list",
    "list name",
    "status",
    "state",
    "column",
    "section",
    "section/column",
    "stage",
    "bucket",
    "phase",
    "spalte",
  ],
  labels: ["labels", "label", "tags", "tag", "categories", "category"],
  due: ["due", "due date", "deadline", "due on", "due at", "needed by", "fällig"],
  next: ["next", "next step", "next action", "very next step"],
  severity: ["severity", "priority", "urgency", "importance"],
  blocked: ["blocked", "blocked by", "blocker", "block reason", "blocked reason", "impediment"],
  people: [
    "owner",
    "assignee",
    "assignees",
    "assigned to",
    "members",
    "member",
    "people",
    "who",
    "responsible",
    "accountable",
  ],
  crew: ["crew"],
  checks: ["checklist", "checklists", "checks", "subtasks", "checklist items", "to dos", "todos"],
  links: ["link", "links", "url", "urls", "attachment", "attachments", "attachment links", "record", "records"],
  archived: ["archived", "closed", "is archived"],
  created: ["created", "created at", "created on", "creation date", "date created"],
  ignored: [
    "id",
    "card id",
    "card #",
    "short id",
    "age",
    "age in lane",
    "checks done",
    "checks total",
    "in lane since",
    "age in lane (hours)",
  ],
}

const MEANING = new Map(
  Object.entries(NAMES).flatMap(([meaning, names]) => names.map((name) => [name, meaning as ColumnMeaning] as const)),
)

export interface Column {
  readonly index: number
  /** As the table writes it. */
  readonly name: string
  /** Undefined: a column of one's own, which becomes a custom field. */
  readonly meaning: ColumnMeaning | undefined
}

/** The columns that have a name. Of several with one meaning the first keeps it; the others become fields. */
export function readColumns(header: readonly string[]): readonly Column[] {
  const taken = new Set<ColumnMeaning>()
  return header.flatMap((cell, index): Column[] => {
    const name = cell.trim()
    if (name === "") return []
    const meaning = MEANING.get(name.toLowerCase().replace(/[_\s]+/g, " "))
    if (meaning === undefined || (taken.has(meaning) && meaning !== "ignored"))
      return [{ index, name, meaning: undefined }]
    taken.add(meaning)
    return [{ index, name, meaning }]
  })
}
