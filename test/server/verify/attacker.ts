/** Whoever owns the database file: takes off what protects the ledger and rewrites it as they like. */
import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { entryHash, genesisHash } from "../../../server/ledger/chain.ts"
import { signCheckpoint } from "../../../server/ledger/checkpoint.ts"
import { checkpointKeyOf } from "../../../server/ledger/checkpoint-key.ts"
import { type Database, openDatabase } from "../../../server/store/sqlite-database.ts"
import type { Checkpoint } from "../../../server/store/store.ts"
import type { BoardId } from "../../../shared/ids.ts"
import { canonicalJson } from "../../../shared/json.ts"
import type { PlayedBoard } from "./played-board.ts"

interface Row {
  readonly seq: number
  readonly body: string
  readonly prevHash: string
  readonly hash: string
}

export class Attacker {
  readonly played: PlayedBoard
  readonly #database: Database
  readonly #board: BoardId

  constructor(path: string, played: PlayedBoard) {
    this.played = played
    this.#board = played.board as BoardId
    this.#database = openDatabase(path)
    this.#database.exec("pragma foreign_keys = off")
    const triggers = this.#database.prepare("select name from sqlite_master where type = 'trigger'").all()
    for (const { name } of triggers as { name: string }[]) this.#database.exec(`drop trigger "${name}"`)
  }

  /** SQL with `?1` as the board. */
  run(text: string, ...values: readonly (string | number)[]): void {
    this.#database.prepare(text).run(this.#board, ...values)
  }

  row(seq: number): Row {
    return this.#database.prepare("select * from entry where board = ? and seq = ?").get(this.#board, seq) as never
  }

  /** Says something else in an entry that was there, as canonical as before. */
  editBody(seq: number): void {
    const body = { ...(JSON.parse(this.row(seq).body) as object), actor: "user:somebody-else" }
    this.run(
      "update entry set body = ?2, actor = ?3 where board = ?1 and seq = ?4",
      canonicalJson(body),
      body.actor,
      seq,
    )
  }

  /** Makes all hashes from an entry on fit again, the head too. */
  rehashFrom(first: number): void {
    let prevHash = first === 1 ? genesisHash(this.#board) : this.row(first - 1).hash
    for (let seq = first; seq <= this.played.entries; seq++) {
      const hash = entryHash(prevHash, seq, this.row(seq).body)
      this.run("update entry set prevHash = ?2, hash = ?3 where board = ?1 and seq = ?4", prevHash, hash, seq)
      prevHash = hash
    }
    this.run("update head set hash = ?2 where board = ?1", prevHash)
  }

  cutAfter(seq: number): void {
    this.run("delete from words where board = ?1 and seq > ?2", seq)
    this.run("delete from entry where board = ?1 and seq > ?2", seq)
  }

  moveHead(seq: number): void {
    this.run("update head set seq = ?2, hash = ?3 where board = ?1", seq, this.row(seq).hash)
  }

  /** Renumbers all rows from an entry on, whatever their content says. */
  shiftFrom(first: number, by: number): void {
    for (const table of ["entry", "words"]) {
      this.run(`update ${table} set seq = -seq where board = ?1 and seq >= ?2`, first)
      this.run(`update ${table} set seq = -seq + ?2 where board = ?1 and seq < 0`, by)
    }
  }

  /** Signs the heads of all checkpoints from one on as they are now. */
  signAgain(first: number, privateKey: KeyObject): void {
    const key = checkpointKeyOf(privateKey)
    for (const old of this.played.checkpoints.filter(({ seq }) => seq >= first)) {
      const signed: Checkpoint = signCheckpoint({ ...old, hash: this.row(old.seq).hash }, key)
      const { hash, keyId, signature } = signed
      const text = "update checkpoint set hash = ?2, keyId = ?3, signature = ?4 where board = ?1 and seq = ?5"
      this.run(text, hash, keyId, signature, old.seq)
    }
  }

  get stolenKey(): KeyObject {
    return createPrivateKey(readFileSync(join(this.played.original, "..", "ledger.key")))
  }

  get otherKey(): KeyObject {
    return generateKeyPairSync("ed25519").privateKey
  }

  done(): void {
    this.#database.exec("pragma wal_checkpoint(truncate)")
    this.#database.close()
  }
}
