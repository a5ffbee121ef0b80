/** The parts of which every command's form is made. */
import * as z from "zod/mini"
import { INNER_ID } from "../ids.ts"
import { LIMITS } from "../limits.ts"

export const base = { id: z.string().check(z.regex(/^[A-Za-z0-9_-]{8,64}$/)) }
export const innerId = z.string().check(z.regex(INNER_ID))
/** Somebody's words, as long as a comment. */
export const words = z.string().check(z.maxLength(LIMITS.commentChars))
/** One line: a reason, a decision. */
export const line = z.string().check(z.maxLength(LIMITS.lineChars))
/** A moment that somebody names; no calendar writes one outside of these years, and no screen may fail on it. */
export const moment = z.int().check(z.minimum(0), z.maximum(Date.UTC(9999, 11, 31)))
/** An actor's id. */
export const person = z.string().check(z.minLength(1), z.maxLength(100))
