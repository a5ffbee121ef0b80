/** What the end of a connection means: the relay closes with a code that mirrors HTTP and the name of an error as reason. */
import { ERRORS } from "../../shared/errors.ts"
import type { ClosedReason } from "./save-machine.ts"

/** Undefined: try again. Everything else is final, because asking again would get the same answer for ever. */
export function closedReason(code: number, reason: string): ClosedReason | undefined {
  if (reason === "foreign-client-id") return "rejected"
  switch (code) {
    case ERRORS.unauthenticated.close:
      return "signed-out"
    case ERRORS.revoked.close:
      return "revoked"
    case ERRORS["not-found"].close:
      return "not-found"
    case ERRORS["invalid-update"].close:
    case ERRORS["too-large"].close:
      return "rejected"
    default:
      return undefined
  }
}

/** The same for an HTTP status, asked when the upgrade was refused (a browser does not say why). */
export function closedReasonOfStatus(status: number): ClosedReason | undefined {
  if (status === 401) return "signed-out"
  if (status === 403) return "revoked"
  return status === 404 ? "not-found" : undefined
}

/** Closes after which the relay wants more patience than usual, as steps of the backoff. */
export const EXTRA_BACKOFF: Readonly<Record<number, number>> = {
  [ERRORS["too-many"].close]: 5,
  [ERRORS["slow-reader"].close]: 3,
  [ERRORS.internal.close]: 3,
}
/** A gap is mended by syncing again; one that comes back at once is not going to be mended. */
export const MOST_GAPS_IN_A_ROW = 3
