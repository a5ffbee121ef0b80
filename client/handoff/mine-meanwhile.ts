/** What somebody did on a card whose handoff they believed to be theirs: edits merge, so all of it is on the card. */
import type { Handoff } from "../../shared/handoff/handoff.ts"
import type { Entry } from "../../shared/model/entry.ts"

const DEEDS = /^(card\.(?!reordered)|comment\.added|text\.|check\.signed|sheet\.edited)/
/** Edits go out before the promise is asked, so they are in the ledger by then; its clock and ours differ by a little. */
const GRACE_MS = 3_000

/** Since they opened the offer until it was clear that it is somebody else's; of one register the last word. */
export function mineMeanwhile(
  entries: readonly Entry[],
  handoff: Handoff,
  me: string,
  lateAt: number | undefined,
): readonly Entry[] {
  const since = handoff.seenAt[me] ?? handoff.offeredAt ?? 0
  const until = (lateAt ?? Number.POSITIVE_INFINITY) + GRACE_MS
  const mine = entries.filter(
    ({ actor, at, kind, card }) =>
      actor === me && card === handoff.card && at >= since && at <= until && DEEDS.test(kind),
  )
  const last = new Map(mine.map((entry) => [`${entry.kind} ${entry.key ?? entry.seq}`, entry]))
  return mine.filter((entry) => last.get(`${entry.kind} ${entry.key ?? entry.seq}`) === entry)
}
