/**
 * Short codes for TVs whose only keyboard is a remote control: typed once within a quarter of an hour, they give the long
 * token of a wall display. 40 random bits, in memory only, and tries are throttled like those of passwords.
 */
import { randomInt } from "node:crypto"
import type { BoardId } from "../../shared/ids.ts"
import { type Instant, MINUTE_MS } from "../../shared/time.ts"
import type { ScreenCode } from "../../shared/wire/http.ts"
import { hashToken } from "./tokens.ts"

const CODE_MS = 15 * MINUTE_MS
const MOST_CODES = 1_000
/** Without letters and digits that look alike. */
const LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
const LENGTH = 8

export interface OpensScreen {
  readonly board: BoardId
  readonly token: string
}

export interface ScreenCodes {
  issue(opens: OpensScreen, now: Instant): ScreenCode
  /** The code is used up. */
  redeem(code: string, now: Instant): OpensScreen | undefined
}

export function createScreenCodes(): ScreenCodes {
  const open = new Map<string, OpensScreen & { readonly expiresAt: Instant }>()
  return {
    issue(opens, now) {
      for (const [hash, { expiresAt }] of open) {
        if (expiresAt > now && open.size < MOST_CODES) break
        open.delete(hash)
      }
      const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)])
      const code = `${letters.slice(0, LENGTH / 2).join("")}-${letters.slice(LENGTH / 2).join("")}`
      open.set(keyOf(code), { ...opens, expiresAt: now + CODE_MS })
      return { code, expiresInMs: CODE_MS }
    },
    redeem(code, now) {
      const key = keyOf(code)
      const found = open.get(key)
      open.delete(key)
      return found && found.expiresAt > now ? { board: found.board, token: found.token } : undefined
    },
  }
}

/** Looked up by its hash, so that the time of a look-up says nothing about codes that are nearly right. */
const keyOf = (code: string): string => hashToken(code.toUpperCase().replace(/[^A-Z0-9]/g, ""))
