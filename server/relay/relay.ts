/**
 * The relay: everything live. A board is loaded when somebody looks at it; whatever changes it, from a socket or over HTTP,
 * goes through its room's one pipeline.
 */
import type { IncomingMessage } from "node:http"
import type { Duplex } from "node:stream"
import { WebSocketServer } from "ws"
import type { Change } from "../../shared/change/change.ts"
import type { Answer, Command } from "../../shared/command/command.ts"
import type { Asker } from "../../shared/command/decide.ts"
import { readBoard } from "../../shared/doc/read.ts"
import { readTextJson } from "../../shared/doc/rich-text.ts"
import type { ErrorCode } from "../../shared/errors.ts"
import type { ActorId, BoardId } from "../../shared/ids.ts"
import type { BoardView } from "../../shared/model/board-view.ts"
import type { StoredDamage } from "../../shared/model/damage.ts"
import type { Entry, Via } from "../../shared/model/entry.ts"
import type { RichText } from "../../shared/model/rich-text.ts"
import type { Promises } from "../../shared/promises/fold.ts"
import type { Instant } from "../../shared/time.ts"
import type { Authenticate } from "../auth/principal.ts"
import { Compactor } from "../compaction/compactor.ts"
import type { CheckpointKey } from "../ledger/checkpoint.ts"
import type { Author } from "../referee/referee.ts"
import type { Store } from "../store/store.ts"
import { Alarms } from "./alarms.ts"
import { Arrivals, type Whose } from "./arrivals.ts"
import { BoardRows } from "./board-rows.ts"
import { isWhole } from "./board-state.ts"
import { Connection } from "./connection.ts"
import { crewOf } from "./crew.ts"
import { returnCommands } from "./due.ts"
import { type EditMore, editInPieces } from "./edit-in-pieces.ts"
import { hydrate } from "./hydrate.ts"
import { KeptFolds } from "./kept-folds.ts"
import { RELAY_LIMITS, type RelayLimits } from "./limits.ts"
import { NO_LOG, NO_METRICS, type RelayLog, type RelayMetrics, throttledLog } from "./notices.ts"
import { Room } from "./room.ts"
import { Rooms } from "./rooms.ts"
import { Shares } from "./shares.ts"
import { SocketCounts } from "./socket-counts.ts"
import { type Guest, handleUpgrade } from "./upgrade.ts"
import type { EditResult } from "./work.ts"

export interface RelayDeps {
  readonly store: Store
  readonly authenticate: Authenticate
  readonly limits?: Partial<RelayLimits>
  readonly now?: () => Instant
  readonly log?: RelayLog
  readonly metrics?: RelayMetrics
  /** Without a key the ledger has no checkpoints. */
  readonly checkpointKey?: CheckpointKey
  /** Changes with every deployment, so that clients know to load themselves anew. */
  readonly build?: string
  /** Changes whenever the fold of the ledger may have; without it every board is folded from its first entry. */
  readonly foldVersion?: string | undefined
  /** The address that the per-address limit counts; behind a trusted proxy it is not the socket's. */
  readonly addressOf?: (request: IncomingMessage) => string
  readonly broadcastBeforeCommit?: boolean
  /** Told of every entry of every board after it is stored. */
  readonly onEntries?: (board: BoardId, entries: readonly Entry[]) => void
}

/** A board as it is stored at `seq`, from one moment. */
export interface BoardSnapshot {
  readonly view: BoardView
  readonly promises: Promises
  readonly seq: number
  readonly hash: string
  readonly readOnly: boolean
  /** What of it is stored and cannot be read: the rest is shown. */
  readonly damage?: StoredDamage | undefined
}

export interface Relay {
  /** For the HTTP server's "upgrade" event. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Who is connected to a board, each once. */
  here(board: BoardId): readonly { readonly actor: ActorId; readonly name: string }[]
  /** What of a board could not be read when it was last open. */
  damageOf(board: BoardId): StoredDamage | undefined
  /**
   * A command that did not come over a socket; the same door, the same order, the same answer. `via`: at whose session the
   * asker stood. Rejects: no such board.
   */
  execute(board: BoardId, asker: Asker, command: Command, via?: Via): Promise<Answer>
  /** Writes changes for somebody. Up to `editChunk` changes stand or fall together; larger edits are written in pieces. */
  edit(board: BoardId, asker: Author, changes: readonly Change[], more?: EditMore): Promise<EditResult>
  snapshot(board: BoardId): Promise<BoardSnapshot | undefined>
  readText(board: BoardId, textId: string): Promise<RichText>
  /** Entries after they are stored, in order, each once. Returns the way to stop. */
  subscribe(board: BoardId, listener: (entries: readonly Entry[]) => void): () => void
  /** Rights were taken away, on one board or anywhere: what nobody there can accept any more comes back to its sender. */
  crewChanged(board?: BoardId): Promise<void>
  /** A board was brought back from the archive: its clocks go on. */
  restored(board: BoardId): Promise<void>
  revokeWhere(whose: Whose, code?: ErrorCode): void
  readonly counts: { readonly sockets: number; readonly rooms: number }
  /** Stores what is under way, then closes every socket with 1012. */
  drain(graceMs?: number): Promise<void>
}

const SWEEP_MS = 1_000

export function createRelay(deps: RelayDeps): Relay {
  const { store } = deps
  const limits: RelayLimits = { ...RELAY_LIMITS, ...deps.limits }
  const metrics = deps.metrics ?? NO_METRICS
  const log = throttledLog(deps.log ?? NO_LOG, () => performance.now())
  const now = deps.now ?? Date.now
  const listeners = new Map<BoardId, Set<(entries: readonly Entry[]) => void>>()
  const counts = new SocketCounts(limits)
  const shares = new Shares(limits)
  const arrivals = new Arrivals()
  const compactor = new Compactor(store.journal, log)
  const rows = new BoardRows(store, now, log)
  const folds = new KeptFolds(store.journal, deps.checkpointKey, deps.foldVersion, log)
  const startedAt = now()
  let isDraining = false

  const rooms = new Rooms({
    ...{ log, lookEveryMs: limits.damagedRoomMs },
    isWhole: (board) => isWhole(store, board, folds),
    load: (board) =>
      Room.open({
        ...{ board, store, limits, log, metrics, now, startedAt, folds },
        build: deps.build ?? "dev",
        checkpointKey: deps.checkpointKey,
        broadcastBeforeCommit: deps.broadcastBeforeCommit ?? false,
        crew: (connected) => crewOf(store, board, connected, now()),
        alarm: (at) => alarms.set(board, at),
        wantsCompaction: (channel) => compactor.request(board, channel),
        stored(entries) {
          rows.changed(board, entries)
          for (const listener of listeners.get(board) ?? []) tell(listener, entries, log)
          if (deps.onEntries) tell((told) => deps.onEntries?.(board, told), entries, log)
        },
      }),
  })
  const alarms = new Alarms({
    ...{ journal: store.journal, log, now, everyMs: limits.alarmMs },
    async ring(board) {
      // What is put away keeps its clocks in the ledger; they go on when it is brought back.
      if ((await store.boards.getBoard(board))?.archivedAt) return alarms.set(board, null)
      const room = await rooms.open(board)
      if (room) await room.ring()
      else alarms.set(board, null)
    },
  })
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.messageBytes + 64,
    maxFragments: limits.fragments,
    maxBufferedChunks: limits.bufferedChunks,
    maxPendingAutoPongs: limits.pendingPongs,
    closeTimeout: 1_500,
  } as ConstructorParameters<typeof WebSocketServer>[0])

  const door = {
    ...{ server, counts, arrivals, log, metrics, authenticate: deps.authenticate },
    isDraining: () => isDraining,
    addressOf: deps.addressOf ?? ((request: IncomingMessage) => request.socket.remoteAddress ?? ""),
    open: (board: BoardId) => rooms.open(board),
    admitted({ socket, raw, room, channel, principal, release }: Guest) {
      socket.once("close", release)
      rows.came(room.id, principal)
      room.join(new Connection({ socket, raw, room, channel, principal, limits, shares, metrics, log }))
    },
  }

  const heartbeats = setInterval(() => {
    for (const room of rooms.all) room.heartbeat()
  }, limits.heartbeatMs)
  const pings = setInterval(() => {
    for (const room of rooms.all) for (const connection of room.connections) connection.checkAlive(performance.now())
  }, limits.pingMs)
  const sweeps = setInterval(() => {
    rooms.sweep(performance.now())
    shares.sweep(performance.now())
  }, SWEEP_MS)
  for (const timer of [heartbeats, pings, sweeps]) timer.unref()

  async function opened(board: BoardId): Promise<Room> {
    const room = await rooms.open(board)
    if (!room) throw new Error("there is no such board")
    return room
  }

  function revokeWhere(whose: Whose, code: ErrorCode = "revoked"): void {
    arrivals.end(whose, code)
    for (const room of rooms.all)
      for (const connection of [...room.connections]) if (whose(connection.principal, room.id)) connection.expel(code)
  }

  return {
    handleUpgrade: (request, socket, head) => handleUpgrade(door, request, socket, head),
    here: (board) => rooms.get(board)?.here() ?? [],
    damageOf: (board) => rooms.damageOf(board),
    async execute(board, asker, command, via) {
      const room = await opened(board)
      return new Promise((answer, fail) =>
        room.pipeline.push({ kind: "command", asker, command, via, connection: undefined, answer, fail }),
      )
    },
    async edit(board, asker, changes, more = {}) {
      const room = await opened(board)
      return editInPieces(room, asker, changes, more, limits.editChunk)
    },
    async snapshot(board) {
      const room = await rooms.open(board)
      return room && new Promise((resolve) => room.pipeline.whenSettled(() => resolve(snapshotOf(room))))
    },
    async readText(board, textId) {
      const open = rooms.get(board)?.pipeline.channels.get(textId)
      if (open) return readTextJson(open.doc)
      const { doc } = hydrate(await store.journal.loadDoc(board, textId), "text")
      const text = readTextJson(doc)
      doc.destroy()
      return text
    },
    subscribe(board, listener) {
      const of = listeners.get(board) ?? new Set()
      listeners.set(board, of.add(listener))
      return () => {
        of.delete(listener)
        if (of.size === 0 && listeners.get(board) === of) listeners.delete(board)
      }
    },
    async crewChanged(board) {
      const boards = board === undefined ? alarms.boards : [board]
      await Promise.all(
        boards.map(async (id) => (await rooms.open(id))?.askAsRelay((promises) => returnCommands(promises, now()))),
      )
    },
    revokeWhere,
    async restored(board) {
      const room = await rooms.open(board)
      room?.lookAtClocks()
    },
    get counts() {
      return { sockets: counts.all, rooms: [...rooms.all].length }
    },
    async drain(graceMs = 5_000) {
      isDraining = true
      alarms.close()
      for (const timer of [heartbeats, pings, sweeps]) clearInterval(timer)
      const all = [...rooms.all]
      await Promise.all(all.map((room) => room.pipeline.stop(graceMs)))
      for (const room of all) {
        const connections = [...room.connections]
        for (const connection of connections) connection.close("draining")
        room.close()
      }
      await compactor.close()
    },
  }
}

/** A listener that throws is a bug of its own; the board and the other listeners go on. */
function tell(listener: (entries: readonly Entry[]) => void, entries: readonly Entry[], log: RelayLog): void {
  try {
    listener(entries)
  } catch (error) {
    log.error("a listener failed", { why: error instanceof Error ? error.message : undefined })
  }
}

function snapshotOf(room: Room): BoardSnapshot {
  const { chain, promises } = room.pipeline.state
  const { seq, hash } = chain.head
  const view = readBoard(room.pipeline.board.doc)
  const { isReadOnly, damage } = room.pipeline
  return { view, promises: structuredClone(promises), seq, hash, readOnly: isReadOnly, damage }
}
