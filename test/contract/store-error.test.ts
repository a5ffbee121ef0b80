import { describe, expect, it } from "vitest"
import { StoreError } from "../../server/store/store.ts"
import { toStoreError } from "../../server/store/store-error.ts"

const withFields = (fields: Readonly<Record<string, unknown>>, message = "message"): Error =>
  Object.assign(new Error(message), fields)

describe("what an engine reports becomes one of three kinds", () => {
  it.each([
    ["full", "SQLITE_FULL", withFields({ errcode: 13 })],
    ["full", "SQLITE_IOERR_WRITE", withFields({ errcode: 778 })],
    ["full", "SQLITE_IOERR_SHMSIZE", withFields({ errcode: 4874 })],
    ["full", "ENOSPC", withFields({ code: "ENOSPC" })],
    ["full", "PostgreSQL's disk_full", withFields({ code: "53100" })],
    ["unavailable", "SQLITE_BUSY", withFields({ errcode: 5 })],
    ["unavailable", "SQLITE_BUSY_SNAPSHOT", withFields({ errcode: 517 })],
    ["unavailable", "a refused connection", withFields({ code: "ECONNREFUSED" })],
    ["unavailable", "too many connections", withFields({ code: "53300" })],
    ["unavailable", "an administrator's shutdown", withFields({ code: "57P01" })],
    ["unavailable", "a deadlock", withFields({ code: "40P01" })],
    ["unavailable", "a lost connection without a code", withFields({}, "Connection terminated unexpectedly")],
    ["broken", "SQLITE_CORRUPT", withFields({ errcode: 11 })],
    ["broken", "SQLITE_IOERR_FSYNC", withFields({ errcode: 1034 })],
    ["broken", "a unique violation", withFields({ code: "23505" })],
    ["broken", "a bug", new TypeError("x is not a function")],
  ])("%s: %s", (kind, _, error) => {
    expect(toStoreError(error)).toMatchObject({ name: "StoreError", kind })
  })

  it("passes a StoreError on as it is", () => {
    const error = new StoreError("full", "no room")
    expect(toStoreError(error)).toBe(error)
  })
})
