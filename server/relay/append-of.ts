/** A batch as the store takes it: one commit of the documents' updates, the entries, and what comes along. */
import type { BoardId } from "../../shared/ids.ts"
import { type CheckpointKey, signCheckpoint } from "../ledger/checkpoint.ts"
import type { Append, Checkpoint } from "../store/store.ts"
import type { Batch } from "./batch.ts"

export function appendOf(board: BoardId, batch: Batch, checkpoint: Checkpoint | undefined): Append {
  const { nextAlarmAt } = batch
  return {
    board,
    expectPosition: batch.context.state.position,
    updates: [...batch.updates].map(([channel, bytes]) => ({ doc: channel.name, bytes })),
    entries: batch.sealed,
    commandIds: batch.commandIds,
    clientIds: [...batch.clientIds].map(([clientId, actor]) => ({ clientId, actor })),
    ...(nextAlarmAt === undefined ? {} : { nextAlarmAt }),
    ...(checkpoint ? { checkpoint } : {}),
    typed: batch.context.sheetWords.unstored(),
    refusals: [...batch.refusals.values()],
    endedRefusals: batch.endedRefusals,
  }
}

/** The head is signed after so many entries, or when somebody asks and there is anything new. */
export function checkpointOf(batch: Batch, key: CheckpointKey | undefined): Checkpoint | undefined {
  const { state, limits } = batch.context
  const { seq, hash, at } = state.chain.head
  const unsigned = seq - state.checkpointSeq
  if (!key || unsigned === 0 || !(batch.wantsCheckpoint || unsigned >= limits.checkpointEntries)) return undefined
  return signCheckpoint({ board: state.chain.board, seq, hash, at }, key)
}
