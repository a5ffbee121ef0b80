/**
 * The key that signs checkpoints: Ed25519 in `ledger.key` in the data folder, readable by the owner only, made at the first
 * start. It is never written to the database, so that whoever can change the database cannot sign for it. Its public half
 * lies beside it as `ledger.pub.pem`, to be copied to whoever wants to check the signatures.
 */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto"
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { CheckpointKey } from "./checkpoint.ts"

export const CHECKPOINT_KEY_FILE = "ledger.key"
export const PUBLIC_KEY_FILE = "ledger.pub.pem"

/** Throws when the file is there and is not such a key: signing with another one would look like tampering later. */
export function loadCheckpointKey(dataDir: string): CheckpointKey {
  const path = join(dataDir, CHECKPOINT_KEY_FILE)
  if (!existsSync(path)) {
    const { privateKey } = generateKeyPairSync("ed25519")
    // `wx`: two servers that start at once must not overwrite each other's key.
    writeFileSync(path, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o400, flag: "wx" })
  }
  if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o400)
  const key = checkpointKeyOf(createPrivateKey(readFileSync(path)))
  publish(key, join(dataDir, PUBLIC_KEY_FILE))
  return key
}

/** One that is there stays, even if it is another: then a check of the ledger says so. */
function publish({ publicKey }: CheckpointKey, path: string): void {
  if (existsSync(path)) return
  try {
    writeFileSync(path, publicKey.export({ type: "spki", format: "pem" }))
  } catch (error) {
    // A key that was put into a folder which nobody may write to is as good as any.
    if (!["EROFS", "EACCES"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error
  }
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
