/** What a person may put where in the board's document. */
import * as Y from "yjs"
import { BOARD_ROOTS } from "../../shared/doc/layout.ts"
import { isPlainJson } from "./json-value.ts"
import type { RelayLimits } from "./limits.ts"
import type { Place } from "./place.ts"

export type ContentRule = (item: Y.Item, place: Place | undefined, limits: RelayLimits) => boolean

export const isBoardRoot = (name: string): boolean => (BOARD_ROOTS as readonly string[]).includes(name)

export const isBoardContent: ContentRule = (item, place, limits) => {
  const { content } = item
  if (content instanceof Y.ContentDeleted) return place === undefined || isKey(place.sub)
  if (content instanceof Y.ContentType) return isNewThing(content) && (place === undefined || isThingPlace(place))
  if (!(content instanceof Y.ContentAny) || content.arr.length !== 1) return false
  const value: unknown = content.arr[0]
  if (value !== undefined && !isPlainJson(value, limits.jsonDepth)) return false
  return place === undefined || isRegisterPlace(place)
}

const isNewThing = (content: Y.ContentType): boolean => (content.type as object).constructor === Y.Map
const isThingPlace = ({ root, depth, sub }: Place): boolean => depth === 0 && root !== "meta" && isKey(sub)
const isRegisterPlace = ({ root, depth, sub }: Place): boolean => depth === (root === "meta" ? 0 : 1) && isKey(sub)
const isKey = (sub: string | null): boolean => sub !== null && sub.length > 0 && sub.length <= 200
