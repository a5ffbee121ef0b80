/** Careful looks into data of unknown form. Nothing here throws, whatever the file holds. */
import { isJsonObject, type Json, type JsonObject } from "../json.ts"

export const listAt = (object: JsonObject, key: string): readonly Json[] => {
  const value = own(object, key)
  return Array.isArray(value) ? value : []
}
export const textAt = (object: JsonObject, key: string): string => {
  const value = own(object, key)
  return typeof value === "string" ? value : ""
}
export const objectAt = (object: JsonObject, key: string): JsonObject => {
  const value = own(object, key)
  return isJsonObject(value) ? value : {}
}
export const isTrueAt = (object: JsonObject, key: string): boolean => own(object, key) === true

/** Only the object's own members: a file may well call something "constructor". */
export const own = (object: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined
