/** What the routes stand on. One object, made in app.ts, so that every route says what it needs by taking from it. */

import type { Change } from "../../shared/change/change.ts"
import type { Answer, Command } from "../../shared/command/command.ts"
import type { Asker } from "../../shared/command/decide.ts"
import type { Refusal } from "../../shared/errors.ts"
import type { ActorId, BoardId } from "../../shared/ids.ts"
import type { BoardSeed } from "../../shared/import/seed.ts"
import type { BoardView } from "../../shared/model/board-view.ts"
import type { Entry } from "../../shared/model/entry.ts"
import type { Promises } from "../../shared/promises/fold.ts"
import type { Result } from "../../shared/result.ts"
import type { Instant } from "../../shared/time.ts"
import type { Access } from "../auth/access.ts"
import type { LiveAccess } from "../auth/live-access.ts"
import type { Passwords } from "../auth/passwords.ts"
import type { Sessions } from "../auth/sessions.ts"
import type { SetUp } from "../auth/set-up.ts"
import type { Throttle } from "../auth/throttle.ts"
import type { Tickets } from "../auth/tickets.ts"
import type { Feeds } from "../feed/feeds.ts"
import type { Metrics } from "../metrics.ts"
import type { Store } from "../store/store.ts"

/** A board as it stands at `seq`, from one moment. */
export interface BoardSnapshot {
  readonly view: BoardView
  readonly promises: Promises
}

/** What HTTP needs of the relay: every write goes through the same door as a write from a socket. */
export interface BoardRelay {
  here(board: BoardId): readonly { readonly actor: ActorId; readonly name: string }[]
  execute(board: BoardId, asker: Asker, command: Command): Promise<Answer>
  edit(board: BoardId, asker: Asker, changes: readonly Change[]): Promise<Result<{ readonly seq: number }, Refusal>>
  snapshot(board: BoardId): Promise<BoardSnapshot | undefined>
  /** Entries after they are on disk, in order. Returns the way to stop. */
  subscribe(board: BoardId, listener: (entries: readonly Entry[]) => void): () => void
}

export interface Parts {
  readonly store: Store
  readonly relay: BoardRelay
  readonly feeds: Feeds
  readonly access: Access
  readonly live: LiveAccess
  readonly passwords: Passwords
  readonly sessions: Sessions
  readonly setUp: SetUp
  readonly throttle: Throttle
  readonly tickets: Tickets
  readonly metrics: Metrics
  readonly version: string
  now(): Instant
  /** Writes a new board's first journal: document, texts and ledger, in one commit. */
  plant(board: BoardId, seed: BoardSeed, actor: ActorId): Promise<void>
  /** The address that people type, for links; made from the request where none is configured. */
  publicUrl(request: { readonly protocol: string; readonly host: string }): string
  isSecure(request: { readonly protocol: string }): boolean
}
