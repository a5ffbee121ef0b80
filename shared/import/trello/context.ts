/** What every part of the Trello import works with, and the small readings that they share. */
import { isJsonObject, type Json, type JsonObject } from "../../json.ts"
import type { Instant } from "../../time.ts"
import type { BoardBuilder } from "../board-builder.ts"
import { readInstant } from "../dates.ts"
import type { Tally } from "../report.ts"
import type { ImportOptions } from "../seed.ts"
import { own, textAt } from "../tolerant.ts"

export interface TrelloImport {
  readonly file: JsonObject
  readonly builder: BoardBuilder
  readonly tally: Tally
  readonly options: ImportOptions
}

/** Trello orders by `pos`; what has no readable position comes last, in the order of the file. */
export function byPosition<T extends JsonObject>(things: readonly T[]): readonly T[] {
  const pos = (thing: T) => {
    const value = own(thing, "pos")
    return typeof value === "number" && Number.isFinite(value) ? value : Number.POSITIVE_INFINITY
  }
  return things
    .map((thing, index) => ({ thing, index, pos: pos(thing) }))
    .sort((a, b) => (a.pos === b.pos ? a.index - b.index : a.pos - b.pos))
    .map(({ thing }) => thing)
}

/** Trello's ids begin with the second of their making, as MongoDB's do. */
export function instantOfId(id: string, now: Instant): Instant | undefined {
  if (!/^[0-9a-f]{24}$/.test(id)) return undefined
  const at = Number.parseInt(id.slice(0, 8), 16) * 1000
  return at >= Date.UTC(2010, 0, 1) && at <= now ? at : undefined
}

/** When an action happened, never later than now. */
export function instantOf(action: JsonObject, now: Instant): Instant | undefined {
  const at = readInstant(own(action, "date")) ?? instantOfId(textAt(action, "id"), now)
  return at === undefined ? undefined : Math.min(at, now)
}

export const nameOfMember = (member: Json | undefined): string =>
  isJsonObject(member) ? (textAt(member, "fullName").trim() || textAt(member, "username").trim()).slice(0, 100) : ""

/** Makes a thing when it is first asked for, and only once. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
