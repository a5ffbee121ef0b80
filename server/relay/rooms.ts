/** The boards that are loaded: each once, on demand, and let go when nobody has used it for a while. */
import type { BoardId } from "../../shared/ids.ts"
import type { StoredDamage } from "../../shared/model/damage.ts"
import type { RelayLog } from "./notices.ts"
import type { Room } from "./room.ts"

export interface RoomsParts {
  load(board: BoardId): Promise<Room | undefined>
  /** Whether all that is stored of a board can be read now. */
  isWhole(board: BoardId): Promise<boolean>
  /** So often a board of which something cannot be read is looked at again. */
  readonly lookEveryMs: number
  readonly log: RelayLog
}

export class Rooms {
  readonly #loaded = new Map<BoardId, Room>()
  readonly #loading = new Map<BoardId, Promise<Room | undefined>>()
  /** As each board was when it was last open. */
  readonly #damage = new Map<BoardId, StoredDamage>()
  readonly #lookedMs = new WeakMap<Room, number>()
  readonly #parts: RoomsParts

  constructor(parts: RoomsParts) {
    this.#parts = parts
  }

  get all(): Iterable<Room> {
    return this.#loaded.values()
  }

  get(board: BoardId): Room | undefined {
    return this.#loaded.get(board)
  }

  /** What of a board could not be read when it was last open; nothing is known of one that never was. */
  damageOf(board: BoardId): StoredDamage | undefined {
    const room = this.#loaded.get(board)
    return room ? room.pipeline.damage : this.#damage.get(board)
  }

  /** Undefined when there is no such board. Rejects when the store cannot say. */
  async open(board: BoardId): Promise<Room | undefined> {
    const known = this.#loaded.get(board)
    known?.touch()
    if (known) return known
    const loading = this.#loading.get(board) ?? this.#begin(board)
    return loading
  }

  sweep(nowMs: number): void {
    for (const [id, room] of this.#loaded) {
      if (room.sweep(nowMs)) this.#letGo(id, room)
      else if (room.pipeline.damage) this.#lookAgain(id, room, nowMs)
    }
  }

  #letGo(id: BoardId, room: Room): void {
    const { damage } = room.pipeline
    if (damage) this.#damage.set(id, damage)
    else this.#damage.delete(id)
    this.#loaded.delete(id)
    room.close()
  }

  /** People may sit before a damaged board for hours: when it has been repaired they come back to the whole one. */
  #lookAgain(id: BoardId, room: Room, nowMs: number): void {
    const { isWhole, lookEveryMs, log } = this.#parts
    const lookedMs = this.#lookedMs.get(room)
    if (lookedMs === undefined || nowMs - lookedMs >= lookEveryMs) this.#lookedMs.set(room, nowMs)
    if (lookedMs === undefined || nowMs - lookedMs < lookEveryMs) return
    isWhole(id)
      .then((whole) => {
        if (!whole || this.#loaded.get(id) !== room) return
        log.info("board whole again", { board: id })
        this.#letGo(id, room)
        this.#damage.delete(id)
        for (const connection of room.connections) connection.close("room-reloaded")
      })
      .catch((error: unknown) =>
        log.warn("damaged board not looked at", { board: id, why: error instanceof Error ? error.name : undefined }),
      )
  }

  #begin(board: BoardId): Promise<Room | undefined> {
    const startedAt = performance.now()
    const { load, log } = this.#parts
    const loading = load(board)
      .then((room) => {
        if (room) this.#loaded.set(board, room)
        if (room) log.info("board loaded", { board, ms: Math.round(performance.now() - startedAt) })
        return room
      })
      .finally(() => this.#loading.delete(board))
    this.#loading.set(board, loading)
    return loading
  }
}
