/** Words about what is stored and cannot be read. */

import type { StoredDamage } from "../../../shared/model/damage.ts"
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

const records = (count: number) => plural(count, "stored record", "stored records")

const missing = ({ unreadable, waiting }: StoredDamage): string => {
  if (unreadable === 0)
    return `${records(waiting)} of this board cannot be used, because something that ${waiting === 1 ? "it builds" : "they build"} on is missing.`
  const behind =
    waiting === 0
      ? ""
      : `, and ${waiting === 1 ? "1 later one builds" : `${waiting} later ones build`} on what is missing`
  return `${records(unreadable)} of this board cannot be read${behind}.`
}

/** Of records that cannot be read at all: a change, a snapshot, an entry of the ledger. */
export const damage = {
  label: "Stored records that cannot be read",
  missing,
  meanwhile: "You see the board without that, and nobody can change it for now. Nothing is deleted.",
  waiting: (count: number) =>
    count === 0
      ? ""
      : `${plural(count, "change", "changes")} of yours ${count === 1 ? "stays" : "stay"} in this browser and will be sent when the board is whole.`,
  whatToDo:
    "Tell whoever runs this server: “npx throughline verify --replay” says what is damaged, and a backup brings it back. The board is then whole by itself.",
  hint: "Records of this board cannot be read. Your changes wait in this browser.",
  inHuddle: "Records of this board cannot be read: only to look at.",
  cutText:
    "A part of this text cannot be read, so it cannot be changed for now. Nothing is deleted: tell whoever runs this server to bring it back from a backup.",
  card: "Records of this board cannot be read, so this card can be looked at and not changed.",
  entry: "What happened here cannot be read: the entry is damaged.",
  badge: "Records cannot be read",
  onWall: ({ unreadable, waiting }: StoredDamage) =>
    `Incomplete: ${plural(unreadable + waiting, "record", "records")} unreadable`,
}
