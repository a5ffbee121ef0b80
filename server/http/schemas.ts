/** The forms that more than one route takes or answers. Every object refuses fields that it does not know. */
import * as z from "zod"
import type { CommandKind } from "../../shared/command/command.ts"
import { BOARD_ROLES } from "../../shared/rules/permission.ts"
import type { AskedOfMe, BoardSummary, Me, NewAsk, Person, PinState, ShareLink } from "../../shared/wire/http.ts"

export const role = z.enum(BOARD_ROLES)
export const memberRole = z.enum(["lead", "member", "viewer"])
export const linkRole = z.enum(["member", "viewer", "kiosk"])
const instant = z.int()

/** Control characters have no place in a name, and a name of blanks is none. */
const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^[^\p{Cc}]*$/u, "Names have no control characters.")
export const personName = line(100).min(1)
export const login = z
  .string()
  .trim()
  .toLowerCase()
  .min(1)
  .max(200)
  .regex(/^[^\s\p{Cc}]+$/u)
export const newPassword = z.string().min(10).max(200)
/** What is typed to sign in may be anything; it is either the right one or not. */
export const anyPassword = z.string().max(200)
export const crewRole = line(60).min(1)
export const token = z.string().min(1).max(200)
export const boardName = line(200).min(1)
export const label = line(200)
export const innerId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
export const count = (most: number) => z.coerce.number().int().min(1).max(most)
export const seqNumber = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
export const yesOrNo = z.enum(["true", "false"]).transform((text) => text === "true")

export const me = z.strictObject({
  actor: z.string(),
  name: z.string(),
  kind: z.enum(["member", "guest", "key", "shared"]),
  owner: z.boolean(),
  login: z.string().exactOptional(),
  boardId: z.string().exactOptional(),
  crewRole: z.string().exactOptional(),
}) satisfies z.ZodType<Me>

const storedDamage = z.strictObject({ unreadable: z.int(), waiting: z.int() })

export const boardSummary = z.strictObject({
  id: z.string(),
  name: z.string(),
  role,
  createdAt: instant,
  changedAt: instant,
  archivedAt: instant.nullable(),
  here: z.array(z.strictObject({ actor: z.string(), name: z.string() })),
  damage: storedDamage.exactOptional(),
}) satisfies z.ZodType<BoardSummary>

export const person = z.strictObject({
  actor: z.string(),
  name: z.string(),
  role: role.nullable(),
  crewRoles: z.array(z.string()),
}) satisfies z.ZodType<Person>

export const shareLink = z.strictObject({
  id: z.string(),
  role,
  label: z.string(),
  createdAt: instant,
  expiresAt: instant.nullable(),
  revokedAt: instant.nullable(),
  uses: z.int(),
  lastUsedAt: instant.nullable(),
}) satisfies z.ZodType<ShareLink>

export const newShareLink = shareLink.extend({
  token: z.string(),
  url: z.string(),
  screenCode: z.strictObject({ code: z.string(), expiresInMs: z.int() }).exactOptional(),
})

/** A time of the day, `HH:MM`. */
export const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

export const screenSettings = z.strictObject({
  diagonalInches: z.number().min(5).max(200),
  distanceMetres: z.number().min(0.3).max(30),
  isPrivate: z.boolean().default(true),
  quiet: z.strictObject({ from: clock, until: clock }).exactOptional(),
})

export const user = z.strictObject({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  owner: z.boolean(),
  createdAt: instant,
  disabledAt: instant.nullable(),
})
export const invitation = z.strictObject({ user, token: z.string(), url: z.string() })

export const pinState = z.strictObject({
  isSet: z.boolean(),
  lockedUntil: instant.nullable(),
}) satisfies z.ZodType<PinState>

export const newAsk = z.strictObject({
  id: z.string(),
  url: z.string(),
  expiresInMs: z.int(),
}) satisfies z.ZodType<NewAsk>

const words = z.string().nullable()
export const askedOfMe = z.strictObject({
  boardName: z.string(),
  screen: z.string(),
  expiresInMs: z.int(),
  kind: z.custom<CommandKind>((kind) => typeof kind === "string"),
  cardTitle: words,
  ...{ check: words, role: words, from: words, to: words, due: words, words },
}) satisfies z.ZodType<AskedOfMe>
