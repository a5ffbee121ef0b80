/**
 * Promises that were asked for, in order, until they are answered. They are kept in this browser and asked again under
 * the same id after every reconnect, so that each happens once, even when the answer was lost.
 */
import type { Answer, Command } from "../../shared/command/command.ts"
import { encodeCommand } from "../../shared/wire/frames.ts"
import type { External, WithoutId } from "./board-session.ts"
import { cell } from "./external.ts"

export interface CommandLine {
  /** Sends a frame; false when there is no connection behind which it would be in order. */
  send(frame: Uint8Array): boolean
  newId(): string
  keep(commands: readonly Command[]): void
  /** An answer to a command of an earlier visit, that no screen waits for any more. */
  lateAnswer(command: Command, answer: Answer): void
}

export class CommandQueue {
  readonly pending: External<readonly Command[]>
  readonly #pending = cell<readonly Command[]>([])
  readonly #askers = new Map<string, (answer: Answer) => void>()
  readonly #line: CommandLine

  constructor(line: CommandLine) {
    this.#line = line
    this.pending = this.#pending
  }

  ask(asked: WithoutId<Command>): Promise<Answer> {
    const command = { ...asked, id: this.#line.newId() } as Command
    this.#set([...this.#pending.get(), command])
    this.#line.send(encodeCommand(command))
    return new Promise((resolve) => this.#askers.set(command.id, resolve))
  }

  /** Commands kept by an earlier visit stand before those of this one. */
  restore(kept: readonly Command[]): void {
    const known = new Set(this.#pending.get().map((command) => command.id))
    this.#set([...kept.filter((command) => !known.has(command.id)), ...this.#pending.get()])
  }

  /** Asks everything again, behind the edits that were just sent. */
  resend(): void {
    for (const command of this.#pending.get()) this.#line.send(encodeCommand(command))
  }

  answered(answer: Answer): void {
    const command = this.#pending.get().find((one) => one.id === answer.id)
    if (!command) return
    this.#set(this.#pending.get().filter((one) => one !== command))
    const asker = this.#askers.get(answer.id)
    this.#askers.delete(answer.id)
    if (asker) asker(answer)
    else this.#line.lateAnswer(command, answer)
  }

  #set(commands: readonly Command[]): void {
    if (commands.length === 0 && this.#pending.get().length === 0) return
    this.#pending.set(commands)
    this.#line.keep(commands)
  }
}
