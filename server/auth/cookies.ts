/**
 * The session cookie. Over https its name starts with `__Host-`, which makes browsers insist on Secure, on this host alone
 * and on no other path; over plain http (a laptop, a test) that name is not allowed, so it is the plain one.
 */
import { DAY_MS, SECOND_MS } from "../../shared/time.ts"

export const SESSION_MS = 30 * DAY_MS

export const cookieName = (secure: boolean): string => (secure ? "__Host-throughline" : "throughline")

/** A wall display has a cookie for each board that it shows, so that it neither ends nor borrows anybody's session. */
export const screenCookieName = (board: string, secure: boolean): string => `${cookieName(secure)}-screen-${board}`

/** The first value under a name in a Cookie header. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(";") ?? []) {
    const at = pair.indexOf("=")
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim()
  }
  return undefined
}

export function sessionCookie(token: string, secure: boolean, name = cookieName(secure)): string {
  return `${name}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${SESSION_MS / SECOND_MS}${secure ? "; Secure" : ""}`
}

export function endedCookie(secure: boolean): string {
  return `${cookieName(secure)}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${secure ? "; Secure" : ""}`
}
