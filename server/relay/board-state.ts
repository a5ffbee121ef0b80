/** What the relay knows of a loaded board besides its documents: the ledger's head, the promises, whose client ids are whose. */
import type { ActorId, BoardId } from "../../shared/ids.ts"
import { EMPTY_BOARD } from "../../shared/model/board-view.ts"
import { type Entry, openEntry } from "../../shared/model/entry.ts"
import { fold, noPromises, type Promises } from "../../shared/promises/fold.ts"
import { Chain } from "../ledger/chain.ts"
import { BoardCounts } from "../referee/counts.ts"
import type { LoadedBoard, Store } from "../store/store.ts"
import type { KeptFolds } from "./kept-folds.ts"
import { Refusals } from "./refusals.ts"

export interface BoardState {
  /** Commits so far: the next append expects it. */
  position: number
  readonly chain: Chain
  readonly promises: Promises
  readonly clientIds: Map<number, ActorId>
  /** Taken from the document once it is there. */
  counts: BoardCounts
  checkpointSeq: number
  readonly refusals: Refusals
  /** Up to which entry the fold is kept. */
  foldKeptSeq: number
}

export interface Loaded {
  readonly state: BoardState
  readonly stored: LoadedBoard
  /** The newest entries, for those who come back after a moment. */
  readonly recent: readonly Entry[]
  readonly typed: Awaited<ReturnType<Store["journal"]["listTyped"]>>
}

const PAGE = 5_000

/** Undefined when there is no such board. Rejects with StoreError. */
export async function loadState(
  store: Store,
  board: BoardId,
  keepRecent: number,
  folds: KeptFolds,
): Promise<Loaded | undefined> {
  const stored = await store.journal.load(board)
  if (!stored) return undefined
  const kept = await folds.read(board)
  // The store may have gone on between the two reads; a fold of what comes later is of no use.
  const promises = kept && kept.seq <= stored.head.seq ? kept : noPromises()
  const foldKeptSeq = promises.seq
  let recent: Entry[] = []
  let at = Math.max(0, Math.min(promises.seq, stored.head.seq - keepRecent))
  while (at < stored.head.seq) {
    const page = await store.journal.readEntries(board, { since: at, limit: PAGE })
    if (page.length === 0) throw new Error("the ledger ends before its head")
    for (const sealed of page) {
      if (sealed.seq > stored.head.seq) break
      const entry = openEntry(sealed)
      if (entry.seq > promises.seq) fold(promises, entry)
      recent.push(entry)
      at = entry.seq
    }
    recent = recent.slice(-keepRecent)
  }
  const checkpoints = await store.journal.readCheckpoints(board)
  const refusals = new Refusals(await store.journal.listRefusals(board))
  return {
    stored,
    recent,
    typed: await store.journal.listTyped(board),
    state: {
      position: stored.head.position,
      chain: new Chain(board, { seq: promises.seq, hash: promises.hash, at: promises.at }),
      promises,
      clientIds: new Map(stored.clientIds.map(({ clientId, actor }) => [clientId, actor])),
      counts: new BoardCounts(EMPTY_BOARD),
      checkpointSeq: checkpoints.at(-1)?.seq ?? 0,
      refusals,
      foldKeptSeq,
    },
  }
}
