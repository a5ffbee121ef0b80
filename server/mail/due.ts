/** Whether there is something to say, and what is then counted as said. Pure. */
import type { MailRow } from "../store/store.ts"
import { type BoardNews, changesIn, type NamedNeed, needsIn } from "./compose.ts"

/** The same thing to do has the same key, however its clock goes on. */
const needKey = (board: string, { kind, card, handoff, seq, check, role }: NamedNeed): string =>
  [board, kind, card, handoff, seq, check, role].map((part) => part ?? "").join("|")

export const needKeys = (news: readonly BoardNews[]): readonly string[] => keysOf(news, needKey)

/** In the morning everything that waits; by the hour only when something waits that no mail has told of. */
export function isWorthTelling(
  { frequency, told }: Pick<MailRow, "frequency" | "told">,
  news: readonly BoardNews[],
): boolean {
  if (frequency === "hourly") return needKeys(news).some((key) => !told.needs.includes(key))
  return frequency === "morning" && (needsIn(news) > 0 || changesIn(news) > 0)
}

/** One mail for one handoff, whichever step of escalation told the person and whatever it is called by then. */
const urgentKey = (board: string, { handoff, card }: NamedNeed): string => `${board}|${handoff ?? card}`

export const urgentKeys = (news: readonly BoardNews[]): readonly string[] => keysOf(news, urgentKey)

/** What is critical and was not taken in time. */
export const urgentOf = (news: readonly BoardNews[]): readonly BoardNews[] =>
  withNeeds(news, (_board, { isLate, severity }) => isLate && severity === "critical")

/** Without what a mail has told of already. */
export const freshOf = (urgent: readonly BoardNews[], told: readonly string[]): readonly BoardNews[] =>
  withNeeds(urgent, (board, need) => !told.includes(urgentKey(board, need)))

const keysOf = (news: readonly BoardNews[], key: (board: string, need: NamedNeed) => string): readonly string[] =>
  news.flatMap(({ id, needs }) => needs.map((need) => key(id, need)))

const withNeeds = (
  news: readonly BoardNews[],
  isMeant: (board: string, need: NamedNeed) => boolean,
): readonly BoardNews[] =>
  news
    .map((board) => ({ ...board, needs: board.needs.filter((need) => isMeant(board.id, need)) }))
    .filter(({ needs }) => needs.length > 0)
