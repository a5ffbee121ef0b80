/** Words about what is stored and cannot be read. */
import type { RootName } from "../../../shared/model/keys.ts"
import { plural } from "../plural.ts"

const named = (what: string, name: string) => (name === "" ? what : `${what} “${name}”`)

/** What a person calls a register; the others are told by what they belong to. */
const FIXED: Readonly<Record<string, string>> = {
  title: "title",
  name: "name",
  next: "next step",
  due: "due date",
  severity: "severity",
  blocked: "why it is blocked",
  place: "where it stands",
  rank: "its order",
  wip: "limit",
  gate: "gate",
  kind: "kind",
  to: "to whom",
}
const PREFIXED: Readonly<Record<string, string>> = {
  l: "a label",
  r: "somebody of the crew",
  f: "a field",
  h: "a checklist",
  c: "an item of a checklist",
  d: "whether an item is done",
  k: "a link",
  i: "a line of a list",
  t: "a template",
}
const partName = (key: string) => FIXED[key] ?? PREFIXED[key.slice(0, key.indexOf(":"))] ?? key

export const unreadable = {
  label: "Records that cannot be read",
  count: (count: number) =>
    `${plural(count, "record", "records")} of this board cannot be read and ${count === 1 ? "is" : "are"} left out. Everything else works.`,
  things: {
    meta: () => "The board’s settings",
    lanes: (name) => named("Lane", name),
    cards: (name) => named("Card", name),
    sheets: () => "The sheet of a handoff",
  } satisfies Readonly<Record<RootName, (name: string) => string>>,
  whole: "nothing of it",
  parts: (keys: readonly string[]) => [...new Set(keys.map(partName))].join(", "),
  whatToDo:
    "Write again what is missing, and it is mended; the history says what it was. What is gone as a whole comes back with a backup: tell whoever runs this server.",
}
