/** The huddles that were held on a board, as its ledger keeps them. */
import { type HuddleRecord, recordOf } from "../../../shared/huddle/record.ts"
import type { Entry } from "../../../shared/model/entry.ts"
import { api } from "../../api/client.ts"

const PAGE = 5_000

/** Newest first; stops as soon as `isEnough` is satisfied. The ledger is read page by page from its end. */
export async function findRecords(
  board: string,
  isEnough: (found: readonly HuddleRecord[]) => boolean,
): Promise<readonly HuddleRecord[]> {
  const found: HuddleRecord[] = []
  let before: number | undefined
  for (;;) {
    const earlier = before === undefined ? "" : `&before=${before}`
    const path = `/boards/${board}/ledger?about=promises&newestFirst=true&limit=${PAGE}${earlier}`
    const { entries } = await api.get<{ readonly entries: readonly Entry[] }>(path)
    found.push(...recordsIn(entries))
    before = entries.at(-1)?.seq
    if (entries.length < PAGE || before === undefined || isEnough(found)) return found
  }
}

const recordsIn = (entries: readonly Entry[]): readonly HuddleRecord[] =>
  entries.map(recordOf).filter((record) => record !== undefined)
