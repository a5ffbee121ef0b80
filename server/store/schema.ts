/** The tables as the query layer sees them. Columns carry the names of the rows in store.ts; flags are 0 or 1 in both engines. */
import type { Kysely } from "kysely"
import type { ActorId, BoardId, UserId } from "../../shared/ids.ts"
import type { SealedEntry } from "../../shared/model/entry.ts"
import type {
  BoardRow,
  Checkpoint,
  Head,
  LinkRow,
  MailRow,
  MemberRow,
  PersonRow,
  PinRow,
  SessionRow,
  UserRow,
} from "./store.ts"

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

interface DocAt {
  board: BoardId
  doc: string
  position: number
  bytes: Uint8Array
}

export interface Tables {
  board: Mutable<BoardRow>
  head: Mutable<Head> & { board: BoardId }
  update: DocAt
  snapshot: DocAt
  entry: Mutable<Omit<SealedEntry, "words" | "salt">>
  /** Beside the ledger, so that words can go while the chain stays. `salt` is empty once they are erased. */
  words: { board: BoardId; seq: number; salt: string; words: string | null }
  command: { board: BoardId; id: string; seq: number }
  client: { board: BoardId; clientId: number; actor: ActorId }
  checkpoint: Mutable<Checkpoint>
  alarm: { board: BoardId; at: number }
  fold: { board: BoardId; seq: number; version: string; body: string; signature: string }
  typed: { board: BoardId; text: string; actor: ActorId }
  refusal: { board: BoardId; no: number; actor: ActorId; at: number; body: string }
  account: Mutable<Omit<UserRow, "owner">> & { owner: number }
  session: Mutable<SessionRow>
  link: Mutable<LinkRow>
  member: Mutable<Omit<MemberRow, "crewRoles">> & { userId: UserId; crewRoles: string }
  person: Mutable<PersonRow>
  mail: Mutable<Omit<MailRow, "atOnce" | "told">> & { atOnce: number; told: string }
  pin: Mutable<PinRow>
  setting: { key: string; value: string }
  probe: { id: number; at: number }
  migration: { version: number; name: string; at: number }
}

export type Db = Kysely<Tables>
export type Engine = "sqlite" | "postgres"
