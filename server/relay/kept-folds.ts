/**
 * The state of all promises as it was at some entry, kept so that a board with a long ledger need not be folded from its first
 * entry whenever it is opened. It is a convenience and never the truth: only the very build that made it believes it, only
 * with the signature of a key that is not in the database, and only while the ledger still has that entry. Whatever else is
 * found there is passed over, and the ledger is folded. A check of the ledger never looks at it.
 */
import { createHash, sign, verify } from "node:crypto"
import type { BoardId } from "../../shared/ids.ts"
import { canonicalJson } from "../../shared/json.ts"
import type { Promises } from "../../shared/promises/fold.ts"
import type { CheckpointKey } from "../ledger/checkpoint.ts"
import type { FoldRow, Journal } from "../store/store.ts"
import { NO_LOG, type RelayLog } from "./notices.ts"

export class KeptFolds {
  readonly #journal: Journal
  readonly #key: CheckpointKey | undefined
  readonly #version: string | undefined
  readonly #log: RelayLog

  /** `version` changes whenever the fold may have; without it, or without a key, nothing is kept. */
  constructor(journal: Journal, key: CheckpointKey | undefined, version: string | undefined, log = NO_LOG) {
    this.#journal = journal
    this.#key = key
    this.#version = version
    this.#log = log
  }

  get isOn(): boolean {
    return this.#key !== undefined && this.#version !== undefined
  }

  async read(board: BoardId): Promise<Promises | undefined> {
    const row = this.isOn ? await this.#journal.loadFold(board) : undefined
    if (!row || row.version !== this.#version) return undefined
    if (!this.#isGenuine(board, row)) {
      this.#log.warn("kept fold passed over", { board, why: "not as it was kept" })
      return undefined
    }
    const promises = JSON.parse(row.body) as Promises
    const [entry] = await this.#journal.readEntries(board, { since: row.seq - 1, limit: 1 })
    return entry?.seq === promises.seq && entry.hash === promises.hash ? promises : undefined
  }

  async keep(board: BoardId, promises: Promises): Promise<void> {
    if (this.#key === undefined || this.#version === undefined) return
    const row = { seq: promises.seq, version: this.#version, body: JSON.stringify(promises) }
    const signature = sign(null, signedText(board, row), this.#key.privateKey).toString("base64url")
    await this.#journal.keepFold(board, { ...row, signature })
  }

  #isGenuine(board: BoardId, row: FoldRow): boolean {
    const signature = Buffer.from(row.signature, "base64url")
    return this.#key !== undefined && verify(null, signedText(board, row), this.#key.publicKey, signature)
  }
}

const signedText = (board: BoardId, { seq, version, body }: Omit<FoldRow, "signature">): Buffer =>
  Buffer.from(
    canonicalJson({
      ...{ kind: "throughline/fold/v1", board, seq, version },
      body: createHash("sha256").update(body).digest("hex"),
    }),
  )
