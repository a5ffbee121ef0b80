/** Signed heads: is it our key, does the signature fit, and does the chain still say the same? */
import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto"
import { canonical } from "./canonical.ts"
import { type StoredCheckpoint, Unreadable } from "./source.ts"

/** Public keys by the name that checkpoints call them. */
export type Keys = ReadonlyMap<string, KeyObject>

/** A head that somebody kept: with its signature, or only the number and the hash that a client was told. */
export type SavedHead = Pick<StoredCheckpoint, "board" | "seq" | "hash"> & Partial<StoredCheckpoint>

const PEM = /-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g

/** All public keys in PEM texts. */
export function readKeys(texts: readonly string[]): Keys {
  const keys = new Map<string, KeyObject>()
  for (const text of texts) {
    const blocks = text.match(PEM)
    if (!blocks) throw new Unreadable("The file of the key holds no public key in PEM form.")
    for (const block of blocks) {
      const key = createPublicKey(block)
      if (key.asymmetricKeyType !== "ed25519") throw new Unreadable("The key is not an Ed25519 key.")
      const der = key.export({ type: "spki", format: "der" })
      keys.set(createHash("sha256").update(der).digest("hex").slice(0, 16), key)
    }
  }
  return keys
}

/** Heads out of one object, a list, or one object per line; an earlier export of the ledger counts with all it knows. */
export function readSavedHeads(text: string): readonly SavedHead[] {
  const heads = readJson(text).flatMap(headsIn)
  const isHead = ({ board, seq, hash }: Partial<SavedHead>) =>
    typeof board === "string" && Number.isSafeInteger(seq) && typeof hash === "string"
  if (heads.length === 0 || !heads.every(isHead))
    throw new Unreadable("A saved checkpoint is JSON with at least board, seq and hash.")
  // Before the first entry there is nothing to compare.
  return (heads as readonly SavedHead[]).filter(({ seq }) => seq > 0)
}

function headsIn(value: unknown): readonly Partial<SavedHead>[] {
  const { checkpoint, head, board, ...rest } = (value ?? {}) as Readonly<Record<string, unknown>>
  if (checkpoint !== undefined) return [checkpoint as Partial<SavedHead>]
  if (head !== undefined) return [{ ...(head as object), board } as Partial<SavedHead>]
  return "entry" in rest || "document" in rest ? [] : [{ ...rest, board } as Partial<SavedHead>]
}

function readJson(text: string): readonly unknown[] {
  try {
    return [JSON.parse(text) as unknown].flat()
  } catch {
    try {
      return text
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map((line) => JSON.parse(line) as unknown)
    } catch {
      throw new Unreadable("The saved checkpoint is not JSON.")
    }
  }
}

/** A forged checkpoint would accuse an honest ledger: with a signature, it has to fit. */
export function refuseForgeries(heads: readonly SavedHead[], keys: Keys | undefined): void {
  for (const head of heads) {
    const { at, keyId, signature } = head
    if (keys === undefined || at === undefined || keyId === undefined || signature === undefined) continue
    const fault = signatureFault({ ...head, at, keyId, signature }, head.board, keys)
    if (fault !== undefined) throw new Unreadable(`The saved checkpoint of entry ${head.seq} ${fault}.`)
  }
}

/** What is wrong with a checkpoint's signature, as the end of a sentence, or undefined. */
export function signatureFault(checkpoint: StoredCheckpoint, board: string, keys: Keys): string | undefined {
  const { seq, hash, at, keyId, signature } = checkpoint
  if (checkpoint.board !== board) return `is one of another board (${checkpoint.board})`
  const key = keys.get(keyId)
  if (!key) return `is signed by a key that is not ours (${keyId})`
  const text = canonical({ kind: "throughline/checkpoint/v1", board, seq, hash, at, key: keyId })
  const isGenuine = verify(null, Buffer.from(text), key, Buffer.from(signature, "base64url"))
  return isGenuine ? undefined : "has a signature that does not fit it"
}
