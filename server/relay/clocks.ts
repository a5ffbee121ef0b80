/** All clocks of one board: those that the ledger knows, and the one that runs while whoever drives the huddle is gone. */
import type { Command } from "../../shared/command/command.ts"
import { earliest, firstStrikeAt } from "../../shared/promises/alarms.ts"
import type { Promises } from "../../shared/promises/fold.ts"
import type { Instant } from "../../shared/time.ts"
import { dueCommands } from "./due.ts"
import { Wheel, type WheelParts } from "./wheel.ts"

export interface ClocksParts extends WheelParts {
  /** When the board is to be rung next, as things stand; null for never. */
  alarm(at: Instant | null): void
}

export class Clocks {
  readonly #parts: ClocksParts
  readonly #wheel: Wheel
  #strikesAt: Instant | null = null

  constructor(parts: ClocksParts) {
    this.#parts = parts
    this.#wheel = new Wheel(parts)
  }

  /** Whoever drove the huddle is gone, and the wheel waits for them a little. */
  get isWheelWaiting(): boolean {
    return this.#wheel.freeAt !== null
  }

  /** The promises as they are stored now. */
  moved(promises: Promises): void {
    this.#strikesAt = firstStrikeAt(promises)
    this.#wheel.heldIn(promises.huddle.open)
    this.#tell()
  }

  /** Somebody came or went. */
  look(): void {
    this.#wheel.look()
    this.#tell()
  }

  /** What is due by now. */
  due(promises: Promises): readonly Command[] {
    return [...dueCommands(promises, this.#parts.now()), ...this.#wheel.due()]
  }

  #tell(): void {
    this.#parts.alarm(earliest(this.#strikesAt, this.#wheel.freeAt))
  }
}
