/** Checks stored entries: numbers without a gap, bodies in canonical form, hashes that follow, words that belong. */
import type { KeyObject } from "node:crypto"
import type { BoardId } from "../../shared/ids.ts"
import { canonicalJson } from "../../shared/json.ts"
import type { SealedEntry } from "../../shared/model/entry.ts"
import type { Checkpoint } from "../store/store.ts"
import { entryHash, genesisHash, wordsHash } from "./chain.ts"
import { isCheckpointGenuine } from "./checkpoint.ts"

export interface ChainFault {
  readonly seq: number
  readonly fault: "gap" | "link" | "hash" | "body" | "words" | "checkpoint"
}

export interface ChainChecks {
  readonly checkpoints?: readonly Checkpoint[]
  readonly publicKey?: KeyObject
}

/** The first fault, or undefined. `entries` are all entries of the board, oldest first. */
export function findChainFault(
  board: BoardId,
  entries: readonly SealedEntry[],
  checks: ChainChecks = {},
): ChainFault | undefined {
  const signed = new Map((checks.checkpoints ?? []).map((checkpoint) => [checkpoint.seq, checkpoint]))
  let prevHash = genesisHash(board)
  for (const [index, entry] of entries.entries()) {
    const fault = faultOf(entry, index + 1, prevHash)
    if (fault) return { seq: index + 1, fault }
    const checkpoint = signed.get(entry.seq)
    if (checkpoint && checkpoint.hash !== entry.hash) return { seq: entry.seq, fault: "checkpoint" }
    prevHash = entry.hash
  }
  const { publicKey } = checks
  for (const checkpoint of signed.values()) {
    if (checkpoint.seq > entries.length) return { seq: checkpoint.seq, fault: "checkpoint" }
    if (publicKey && !isCheckpointGenuine(checkpoint, publicKey)) return { seq: checkpoint.seq, fault: "checkpoint" }
  }
  return undefined
}

function faultOf(entry: SealedEntry, seq: number, prevHash: string): ChainFault["fault"] | undefined {
  if (entry.seq !== seq) return "gap"
  if (entry.prevHash !== prevHash) return "link"
  if (entryHash(prevHash, seq, entry.body) !== entry.hash) return "hash"
  const body = JSON.parse(entry.body) as { seq: number; board: string; kind: string; actor: string; words?: string }
  if (canonicalJson(body) !== entry.body || body.seq !== seq || body.board !== entry.board) return "body"
  if (body.kind !== entry.kind || body.actor !== entry.actor) return "body"
  if (entry.words === null) return undefined
  return entry.salt !== null && body.words === wordsHash(entry.salt, entry.words) ? undefined : "words"
}
