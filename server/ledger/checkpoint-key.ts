/**
 * The key that signs checkpoints: Ed25519 in `ledger.key` in the data folder, readable by the owner only, made at the first
 * start. It is never written to the database, so that whoever can change the database cannot sign for it.
 */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto"
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { CheckpointKey } from "./checkpoint.ts"

export const CHECKPOINT_KEY_FILE = "ledger.key"

/** Throws when the file is there and is not such a key: signing with another one would look like tampering later. */
export function loadCheckpointKey(dataDir: string): CheckpointKey {
  const path = join(dataDir, CHECKPOINT_KEY_FILE)
  if (!existsSync(path)) {
    const { privateKey } = generateKeyPairSync("ed25519")
    // `wx`: two servers that start at once must not overwrite each other's key.
    writeFileSync(path, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o400, flag: "wx" })
  }
  if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o400)
  return checkpointKeyOf(createPrivateKey(readFileSync(path)))
}

export function checkpointKeyOf(privateKey: KeyObject): CheckpointKey {
  if (privateKey.asymmetricKeyType !== "ed25519") throw new Error("the checkpoint key is not an Ed25519 key")
  const publicKey = createPublicKey(privateKey)
  const id = createHash("sha256")
    .update(publicKey.export({ type: "spki", format: "der" }))
    .digest("hex")
    .slice(0, 16)
  return { id, privateKey, publicKey }
}
