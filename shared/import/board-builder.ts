/**
 * Gathers lanes and cards in the order in which they are given and turns them into a seed: it makes the ids, the ranks and
 * the registers, so that templates and importers speak only of names and words.
 */
import type { Change, ThingRoot } from "../change/change.ts"
import type { Json } from "../json.ts"
import type { Registers } from "../model/board-view.ts"
import type { Severity } from "../model/card.ts"
import type { COLOURS } from "../model/keys.ts"
import type { LaneKind } from "../model/lane.ts"
import { ranksBetween } from "../model/rank.ts"
import { excerptOf, type RichText } from "../model/rich-text.ts"
import type { FieldDef, LabelDef } from "../model/settings.ts"
import type { BoardSeed, CardSince, SeedComment, SeedMove, SeedSource, SeedText } from "./seed.ts"

export type Colour = keyof typeof COLOURS
export type FieldType = FieldDef["type"]

export interface NewLane {
  readonly name: string
  readonly kind: LaneKind
  readonly wip?: number | undefined
  readonly targetMinutes?: number | undefined
  readonly archived?: boolean | undefined
}
export interface NewCheck {
  readonly text: string
  readonly done?: boolean
  /** Ids of crew roles. */
  readonly roles?: readonly string[]
}
export interface NewCard {
  readonly lane: string
  readonly title: string
  readonly next?: string | undefined
  readonly due?: string | undefined
  readonly severity?: Severity | undefined
  readonly blocked?: string | undefined
  readonly archived?: boolean | undefined
  readonly labels?: readonly string[]
  readonly crew?: readonly { readonly role: string; readonly person: string }[]
  readonly fields?: readonly { readonly id: string; readonly value: string | number }[]
  readonly checklists?: readonly { readonly name: string; readonly items: readonly NewCheck[] }[]
  readonly links?: readonly { readonly system: string; readonly url: string; readonly id?: string | undefined }[]
  readonly text?: RichText
  readonly since?: CardSince | undefined
}

export interface BoardBuilder {
  /** `kind`: what makes it a kind of work. */
  label(name: string, color: Colour, kind?: Omit<LabelDef, "id" | "name" | "color">): string
  role(name: string): string
  field(name: string, type: FieldType, options?: readonly string[], use?: FieldDef["use"]): string
  setting(key: string, value: string | number | boolean): void
  lane(lane: NewLane): string
  card(card: NewCard): string
  comment(comment: SeedComment): void
  move(move: SeedMove): void
  finish(name: string): BoardSeed
}

export function newBoardBuilder(source: SeedSource): BoardBuilder {
  const { newId, jitter } = source
  const meta: [key: string, value: Json][] = []
  const fields: { id: string; def: { readonly [key: string]: Json } }[] = []
  const lanes: { id: string; lane: NewLane }[] = []
  const cardsOfLane = new Map<string, { id: string; card: NewCard }[]>()
  const comments: SeedComment[] = []
  const history: SeedMove[] = []
  const ranks = (count: number) => ranksBetween(undefined, undefined, count, jitter)

  const define = (prefix: string, value: Json) => {
    const id = newId()
    meta.push([`${prefix}:${id}`, value])
    return id
  }

  return {
    label: (name, color, kind = {}) => define("l", { name, color, ...kind } as Json),
    role: (name) => define("r", { name }),
    field(name, type, options, use) {
      const id = newId()
      fields.push({ id, def: { name, type, ...(options ? { options } : {}), ...(use ? { use } : {}) } })
      return id
    },
    setting: (key, value) => void meta.push([`s:${key}`, value]),
    lane(lane) {
      const id = newId()
      lanes.push({ id, lane })
      return id
    },
    card(card) {
      const id = newId()
      const column = cardsOfLane.get(card.lane)
      if (column) column.push({ id, card })
      else cardsOfLane.set(card.lane, [{ id, card }])
      return id
    },
    comment: (comment) => void comments.push(comment),
    move: (move) => void history.push(move),
    finish(name) {
      const fieldRanks = ranks(fields.length)
      const defs = fields.map(({ id, def }, i) => [`f:${id}`, { ...def, rank: fieldRanks[i]! }] as const)
      const laneRanks = ranks(lanes.length)
      const cards = [...cardsOfLane.values()].flatMap((column) => {
        const columnRanks = ranks(column.length)
        return column.map(({ id, card }, i) => ({ id, card, rank: columnRanks[i]! }))
      })
      return {
        name,
        changes: [
          ...[["version", 1] as const, ["name", name] as const, ...meta, ...defs].map(([key, value]) =>
            setMeta(key, value),
          ),
          ...lanes.map(({ id, lane }, i) => created("lanes", id, laneRegisters(lane, laneRanks[i]!))),
          ...cards.map(({ id, card, rank }) => created("cards", id, cardRegisters(card, rank, newId, ranks))),
        ],
        comments: comments.sort((a, b) => a.at - b.at),
        history: history.sort((a, b) => a.at - b.at),
        texts: cards.flatMap(({ id, card }): SeedText[] =>
          card.text && card.text.length > 0 ? [{ textId: id, text: card.text }] : [],
        ),
        since: Object.fromEntries(cards.flatMap(({ id, card }) => (card.since ? [[id, card.since]] : []))),
      }
    },
  }
}

const setMeta = (key: string, to: Json): Change => ({ kind: "set-meta", key, from: null, to })
const created = (root: ThingRoot, id: string, value: Registers): Change => ({ kind: "created", root, id, value })

function laneRegisters(lane: NewLane, rank: string): Registers {
  return withoutEmpty({
    name: lane.name,
    rank,
    kind: lane.kind,
    wip: lane.wip,
    target: lane.targetMinutes,
    archived: lane.archived || undefined,
  })
}

type Ranks = (count: number) => readonly string[]

function cardRegisters(card: NewCard, rank: string, newId: () => string, ranks: Ranks): Registers {
  return withoutEmpty({
    place: [card.lane, rank],
    title: card.title,
    next: card.next || undefined,
    due: card.due,
    severity: card.severity,
    blocked: card.blocked ? { reason: card.blocked } : undefined,
    archived: card.archived || undefined,
    excerpt: (card.text && excerptOf(card.text)) || undefined,
    ...Object.fromEntries((card.labels ?? []).map((label) => [`l:${label}`, true])),
    ...Object.fromEntries((card.crew ?? []).map(({ role, person }) => [`r:${role}`, { person }])),
    ...Object.fromEntries((card.fields ?? []).map(({ id, value }) => [`f:${id}`, value])),
    ...linkRegisters(card.links ?? [], newId, ranks),
    ...checkRegisters(card.checklists ?? [], newId, ranks),
  })
}

function linkRegisters(links: NonNullable<NewCard["links"]>, newId: () => string, ranks: Ranks): Registers {
  const linkRanks = ranks(links.length)
  return Object.fromEntries(
    links.map(({ system, url, id }, i) => [
      `k:${newId()}`,
      id === undefined ? { system, url, rank: linkRanks[i]! } : { system, url, id, rank: linkRanks[i]! },
    ]),
  )
}

function checkRegisters(lists: NonNullable<NewCard["checklists"]>, newId: () => string, ranks: Ranks): Registers {
  const registers: Record<string, Json> = {}
  const listRanks = ranks(lists.length)
  lists.forEach(({ name, items }, i) => {
    const list = newId()
    registers[`h:${list}`] = { name, rank: listRanks[i]! }
    const itemRanks = ranks(items.length)
    items.forEach(({ text, done, roles }, k) => {
      const id = newId()
      registers[`c:${id}`] = { list, text, rank: itemRanks[k]!, roles: roles ?? [] }
      if (done) registers[`d:${id}`] = true
    })
  })
  return registers
}

const withoutEmpty = (registers: Readonly<Record<string, Json | undefined>>): Registers =>
  Object.fromEntries(Object.entries(registers).filter((entry): entry is [string, Json] => entry[1] !== undefined))
