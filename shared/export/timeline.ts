/**
 * What happened on a board, one fact a line, for the report that is written afterwards: when in UTC, who, what, on which
 * card, from what to what, and why. Names stand for ids, as things are called now.
 */
import { isJsonObject, type Json, type JsonObject } from "../json.ts"
import type { BoardView } from "../model/board-view.ts"
import type { Entry } from "../model/entry.ts"
import { crewRolesOf } from "../model/settings.ts"
import { SUPERSEDED } from "../promises/superseded-line.ts"
import { csvLine } from "./csv.ts"

const COLUMNS = ["time (UTC)", "number", "what", "field", "who", "card", "from", "to", "reason", "words"] as const

export interface TimelineNames {
  readonly view: BoardView
  /** Of actors; whoever is missing stands as their id. */
  readonly people: ReadonlyMap<string, string>
}

/** In the order of the ledger. The byte order mark is for Excel, which misreads letters beyond ASCII without it. */
export function exportTimeline(entries: Iterable<Entry>, names: TimelineNames): string {
  const cells = newCells(names)
  const lines = [...entries].map((entry) => csvLine(cells(entry)))
  return `\uFEFF${csvLine(COLUMNS)}${lines.join("")}`
}

function newCells({ view, people }: TimelineNames): (entry: Entry) => readonly string[] {
  const roles = new Map(crewRolesOf(view).map((role) => [role.id, role.name]))
  const person = (actor: string) => people.get(actor) ?? actor
  const lane = (id: string) => textOf(view.lanes.get(id)?.name) || id
  const target = (to: Json | undefined): string => {
    const { kind, id } = (to ?? {}) as { readonly kind?: string; readonly id?: string }
    if (id === undefined) return ""
    return kind === "lane" ? lane(id) : kind === "role" ? (roles.get(id) ?? id) : person(id)
  }
  const side = (value: Json | undefined, key: string | undefined): string => {
    if (key === "place" && Array.isArray(value)) return lane(textOf(value[0]))
    return typeof value === "string"
      ? person(value)
      : value === undefined || value === null
        ? ""
        : JSON.stringify(value)
  }
  return ({ at, seq, kind, key, actor, card, from, to, reason, cause, text, answers = [], data }) => [
    new Date(at).toISOString(),
    String(seq),
    kind,
    key ?? "",
    person(actor),
    card === undefined ? "" : textOf(view.cards.get(card)?.title) || card,
    side(from, key),
    to === undefined ? target(data?.to) : side(to, key),
    kind === SUPERSEDED ? lostAgainst(cause, data, person) : (reason ?? ""),
    [...(text ? [text] : []), ...answers.map(({ label, text: said }) => `${label}: ${person(said)}`)].join(" · "),
  ]
}

/** Of a promise that came too late: what was asked for, and what it lost against, by whom and when. */
function lostAgainst(
  cause: string | undefined,
  data: JsonObject | undefined,
  person: (actor: string) => string,
): string {
  const { kind, by, at } = isJsonObject(data?.against) ? data.against : {}
  const utc = (when: Json | undefined) => (typeof when === "number" ? new Date(when).toISOString() : "")
  const said = data?.claimedAt === undefined ? "" : `, said at ${utc(data.claimedAt)} by the clock of a device`
  return `${textOf(data?.promise)}${said}: lost against number ${cause ?? ""}, ${textOf(kind)} by ${person(textOf(by))} at ${utc(at)}`
}

const textOf = (value: Json | undefined): string => (typeof value === "string" ? value : "")
