/** How somebody wants mail, and the link that proves that an address is theirs. Pure but for the tokens that come in. */

import type { UserId } from "../../shared/ids.ts"
import { DAY_MS, type Instant } from "../../shared/time.ts"
import type { MailSettings } from "../../shared/wire/http.ts"
import { hashToken } from "../auth/tokens.ts"
import type { MailRow } from "../store/store.ts"
import { nextMail } from "./schedule.ts"

const CONFIRM_MS = DAY_MS
const DEFAULTS = { frequency: "morning", morningMinute: 8 * 60, timeZone: "UTC", atOnce: false } as const

export type Wishes = Partial<Pick<MailRow, "frequency" | "morningMinute" | "timeZone" | "atOnce">>

export const settingsOf = (row: MailRow | undefined, isOffered: boolean): MailSettings => ({
  isOffered,
  address: row?.address ?? null,
  isConfirmed: row !== undefined && row.verifiedAt !== null,
  frequency: row?.frequency ?? "off",
  morningAt: clockOf(row?.morningMinute ?? DEFAULTS.morningMinute),
  timeZone: row?.timeZone ?? DEFAULTS.timeZone,
  atOnce: row?.atOnce ?? false,
})

const clockOf = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`

/** `HH:MM` as minutes of the day. */
export const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

export const newMailRow = (userId: UserId, unsubscribe: string): MailRow => ({
  ...{ userId, revision: 0, address: "", verifiedAt: null, confirmHash: null, confirmUntil: null, askedAt: 0 },
  ...DEFAULTS,
  ...{ unsubscribe, since: 0, nextAt: null, urgentAt: null, failures: 0, told: { needs: [], urgent: [] } },
})

export const withWishes = (row: MailRow, wishes: Wishes, now: Instant): MailRow => scheduled({ ...row, ...wishes }, now)

/** A new address is nobody's until its owner says so; older links stop working. */
export const withAddress = (row: MailRow, address: string, token: string, now: Instant): MailRow => ({
  ...{ ...row, address, verifiedAt: null, nextAt: null, urgentAt: null, askedAt: now },
  ...{ confirmHash: hashToken(token), confirmUntil: now + CONFIRM_MS },
})

/** Undefined: the link has run out. */
export const confirmed = (row: MailRow, now: Instant): MailRow | undefined =>
  row.confirmUntil === null || row.confirmUntil <= now
    ? undefined
    : scheduled({ ...row, verifiedAt: now, since: now, confirmHash: null, confirmUntil: null }, now)

export const stopped = (row: MailRow): MailRow => ({
  ...{ ...row, frequency: "off", atOnce: false },
  ...{ nextAt: null, urgentAt: null },
})

const scheduled = (row: MailRow, now: Instant): MailRow => ({
  ...row,
  nextAt: row.verifiedAt === null ? null : nextMail(row, now),
  urgentAt: row.verifiedAt === null || !row.atOnce ? null : row.urgentAt,
})
