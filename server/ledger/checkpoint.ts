/** Checkpoints: the ledger's head signed with a key that is not in the database. */
import { type KeyObject, sign, verify } from "node:crypto"
import { canonicalJson } from "../../shared/json.ts"
import type { Checkpoint } from "../store/store.ts"

export interface CheckpointKey {
  /** Hex SHA-256 of the public key (SPKI), first 16 characters. */
  readonly id: string
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}

type Unsigned = Omit<Checkpoint, "signature" | "keyId">

const signedText = ({ board, seq, hash, at }: Unsigned, keyId: string) =>
  Buffer.from(canonicalJson({ kind: "throughline/checkpoint/v1", board, seq, hash, at, key: keyId }))

export function signCheckpoint(head: Unsigned, key: CheckpointKey): Checkpoint {
  const signature = sign(null, signedText(head, key.id), key.privateKey).toString("base64url")
  return { board: head.board, seq: head.seq, hash: head.hash, at: head.at, keyId: key.id, signature }
}

export function isCheckpointGenuine(checkpoint: Checkpoint, publicKey: KeyObject): boolean {
  const signature = Buffer.from(checkpoint.signature, "base64url")
  return verify(null, signedText(checkpoint, checkpoint.keyId), publicKey, signature)
}
