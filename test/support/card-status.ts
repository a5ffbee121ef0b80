/** A card as a wall gets it, with nothing special about it. */
import type { CardStatus } from "../../shared/wire/http.ts"

export const cardStatus = (id: string, now: number, more: Partial<CardStatus> = {}): CardStatus => ({
  ...{ id, rank: id, title: `Card ${id}`, next: "", severity: "routine", due: null, blocked: null, accountable: null },
  ...{ cameAt: now, enteredLaneAt: now, startedAt: null, labels: [], quantity: 1, ticket: null },
  ...{ checksDone: 0, checksTotal: 0, handoff: null },
  ...more,
})
