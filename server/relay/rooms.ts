/** The boards that are loaded: each once, on demand, and let go when nobody has used it for a while. */
import type { BoardId } from "../../shared/ids.ts"
import type { RelayLog } from "./notices.ts"
import type { Room } from "./room.ts"

export class Rooms {
  readonly #loaded = new Map<BoardId, Room>()
  readonly #loading = new Map<BoardId, Promise<Room | undefined>>()
  readonly #load: (board: BoardId) => Promise<Room | undefined>
  readonly #log: RelayLog

  constructor(load: (board: BoardId) => Promise<Room | undefined>, log: RelayLog) {
    this.#load = load
    this.#log = log
  }

  get all(): Iterable<Room> {
    return this.#loaded.values()
  }

  get(board: BoardId): Room | undefined {
    return this.#loaded.get(board)
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
      if (!room.sweep(nowMs)) continue
      this.#loaded.delete(id)
      room.close()
    }
  }

  #begin(board: BoardId): Promise<Room | undefined> {
    const startedAt = performance.now()
    const loading = this.#load(board)
      .then((room) => {
        if (room) this.#loaded.set(board, room)
        if (room) this.#log.info("board loaded", { board, ms: Math.round(performance.now() - startedAt) })
        return room
      })
      .finally(() => this.#loading.delete(board))
    this.#loading.set(board, loading)
    return loading
  }
}
