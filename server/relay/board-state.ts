/** What the relay knows of a loaded board besides its documents: the ledger's head, the promises, whose client ids are whose. */
import type { ActorId, BoardId } from "../../shared/ids.ts"
import { EMPTY_BOARD } from "../../shared/model/board-view.ts"
import { type Entry, UNREADABLE_ENTRY } from "../../shared/model/entry.ts"
import { fold, noPromises, type Promises } from "../../shared/promises/fold.ts"
import { Chain } from "../ledger/chain.ts"
import { openRun } from "../ledger/open-sealed.ts"
import { BoardCounts } from "../referee/counts.ts"
import type { LoadedBoard, Store } from "../store/store.ts"
import { damageOf } from "./damage.ts"
import { hydrate } from "./hydrate.ts"
import type { KeptFolds } from "./kept-folds.ts"
import { Refusals } from "./refusals.ts"
import type { Found, UnreadableRecord } from "./salvage.ts"

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
  readonly ledger: Found
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
  const { recent, unreadable } = await readLedger(store, board, stored, promises, keepRecent)
  const checkpoints = await store.journal.readCheckpoints(board)
  const refusals = new Refusals(await store.journal.listRefusals(board))
  return {
    ...{ stored, recent, ledger: { unreadable, waiting: 0 } },
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

/** Whether all that is stored of a board can be read now. */
export async function isWhole(store: Store, board: BoardId, folds: KeptFolds): Promise<boolean> {
  const loaded = await loadState(store, board, 1, folds)
  if (!loaded) return false
  const { doc, ...found } = hydrate(loaded.stored.doc, "board")
  doc.destroy()
  return damageOf(loaded.ledger, found) === undefined
}

/** Folds what comes after `promises`. What cannot be read counts as an entry that says nothing. */
async function readLedger(
  store: Store,
  board: BoardId,
  { head, doc }: LoadedBoard,
  promises: Promises,
  keepRecent: number,
): Promise<Pick<Loaded, "recent"> & Pick<Found, "unreadable">> {
  let recent: Entry[] = []
  const unreadable: UnreadableRecord[] = []
  let last: Entry | undefined
  for (let at = Math.max(0, Math.min(promises.seq, head.seq - keepRecent)); at < head.seq; at = last?.seq ?? head.seq) {
    const page = await store.journal.readEntries(board, { since: at, limit: PAGE })
    const entries = openRun(
      page.filter(({ seq }) => seq <= head.seq),
      at,
    )
    if (entries.length === 0) break
    for (const entry of entries) {
      if (entry.unreadable) unreadable.push({ kind: isThere(entry) ? "words" : "entry", position: entry.seq })
      else if (last && isThere(last) && entry.prevHash !== last.hash)
        unreadable.push({ kind: "entry", position: entry.seq })
      if (entry.seq > promises.seq) fold(promises, entry)
      last = entry
    }
    recent = [...recent, ...entries].slice(-keepRecent)
  }
  // Nobody knows the hash of a last entry that cannot be read, and a board that begins has none.
  const hasNoHash = last ? !isThere(last) : head.seq === 0 && doc.position === 0
  const isHead = head.seq === promises.seq && (hasNoHash || head.hash === promises.hash)
  if (!isHead || doc.position > head.position) unreadable.push({ kind: "head", position: head.seq })
  return { recent, unreadable }
}

const isThere = ({ kind }: Entry): boolean => kind !== UNREADABLE_ENTRY
