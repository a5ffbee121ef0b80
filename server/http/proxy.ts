/**
 * What a reverse proxy says of a request, believed only when we were told that there is one, and only the last word: what
 * stands before it may have been written by anybody.
 */
import type { IncomingMessage } from "node:http"

const lastOf = (header: string | string[] | undefined) =>
  String(header ?? "")
    .split(",")
    .at(-1)!
    .trim()

export function protocolOf({ headers }: IncomingMessage, trustProxy: boolean): string {
  return (trustProxy && lastOf(headers["x-forwarded-proto"])) || "http"
}

export function addressOf({ headers, socket }: IncomingMessage, trustProxy: boolean): string {
  return (trustProxy && lastOf(headers["x-forwarded-for"])) || (socket.remoteAddress ?? "")
}
