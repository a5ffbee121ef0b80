import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, it, onTestFinished } from "vitest"
import { signCheckpoint } from "../../../server/ledger/checkpoint.ts"
import { CHECKPOINT_KEY_FILE, loadCheckpointKey, PUBLIC_KEY_FILE } from "../../../server/ledger/checkpoint-key.ts"
import { readKeys, signatureFault } from "../../../server/verify/checkpoints.ts"
import type { BoardId } from "../../../shared/ids.ts"

const board = "board-0123456789abcdef" as BoardId
const head = { board, seq: 1, hash: "00".repeat(32), at: 5 }

it("publishes the public half beside the key, and leaves it there when the key is exchanged", () => {
  const folder = mkdtempSync(join(tmpdir(), "throughline-verify-"))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const published = () => readFileSync(join(folder, PUBLIC_KEY_FILE), "utf8")
  const first = loadCheckpointKey(folder)
  const keys = readKeys([published()])
  expect([...keys.keys()]).toEqual([first.id])
  expect(signatureFault(signCheckpoint(head, first), board, keys)).toBeUndefined()

  rmSync(join(folder, CHECKPOINT_KEY_FILE))
  const second = loadCheckpointKey(folder)
  expect(second.id).not.toBe(first.id)
  expect([...readKeys([published()]).keys()]).toEqual([first.id])
  expect(signatureFault(signCheckpoint(head, second), board, keys)).toContain("a key that is not ours")

  // Whoever exchanged it on purpose gives both.
  const both = readKeys([`${published()}${second.publicKey.export({ type: "spki", format: "pem" })}`])
  expect(signatureFault(signCheckpoint(head, second), board, both)).toBeUndefined()
})

it("refuses a file without a key, and a private key", () => {
  expect(() => readKeys(["nothing"])).toThrow("holds no public key")
  expect(() => readKeys(["-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----"])).toThrow(
    "holds no public key",
  )
})
