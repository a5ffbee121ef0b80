import { ApiProblem, api } from "../api/client.ts"
import { closedReasonOfStatus } from "./close-codes.ts"
import type { ClosedReason } from "./save-machine.ts"

/** A browser does not tell why a socket was refused; the same door over HTTP does. Undefined: nobody answers, try again. */
export async function whyRefused(boardId: string): Promise<ClosedReason | undefined> {
  try {
    await api.get(`/boards/${boardId}/people`)
    return undefined
  } catch (error) {
    if (error instanceof ApiProblem) return closedReasonOfStatus(error.status)
    throw error
  }
}
