/**
 * What was taken back or said no to while nobody waited for it, with the words that were typed, until it is dismissed. What
 * the relay took back it tells again on every connection until it hears that it was dismissed; the no to a command of an
 * earlier visit is told once, so this browser keeps it.
 */
import type { Answer, Command } from "../../shared/command/command.ts"
import type { Refusal } from "../../shared/errors.ts"
import type { ServerFrames } from "../../shared/wire/frames.ts"
import type { External, RefusedEdit } from "./board-session.ts"
import { cell } from "./external.ts"

export interface KeptRefusals {
  /** Refused commands that were not dismissed. */
  readonly commands: readonly RefusedEdit[]
  /** Numbers of refused edits that were dismissed, when the relay may not have heard of it. */
  readonly dismissed: readonly number[]
}

export interface RefusalLine {
  /** Tells the relay; it may be out of reach. */
  dismiss(no: number): void
  keep(refusals: KeptRefusals): void
}

/** More than the relay keeps for one person. */
const MOST_DISMISSED = 500

export class RefusedEdits {
  readonly list: External<readonly RefusedEdit[]>
  readonly #list = cell<readonly RefusedEdit[]>([])
  readonly #line: RefusalLine
  /** Ids of our own, far below the numbers of the relay. */
  #commands = new Set<number>()
  #dismissed = new Set<number>()
  #count = 0

  constructor(line: RefusalLine) {
    this.list = this.#list
    this.#line = line
  }

  restore({ commands, dismissed }: KeptRefusals): void {
    this.#dismissed = new Set([...dismissed, ...this.#dismissed])
    for (const { id: _, ...command } of commands) this.#addCommand(command)
  }

  edit({ no, ...refused }: ServerFrames["refused"]): void {
    if (this.#dismissed.has(no)) this.#line.dismiss(no)
    else if (!this.#list.get().some(({ id }) => id === no))
      this.#add({
        id: no,
        refusal: { rule: refused.rule, ...(refused.data ? { data: refused.data as Refusal["data"] & {} } : {}) },
        detail: refused.detail,
        ...(refused.root === "cards" ? { card: refused.thing } : {}),
        ...(refused.key === undefined ? {} : { key: refused.key }),
        ...(refused.value === undefined ? {} : { value: refused.value }),
      })
  }

  /** The answer to a command of an earlier visit. */
  command(command: Command, answer: Answer): void {
    // An acceptance keeps its words on its own sheet, which says what became of it.
    if (answer.ok || command.kind === "handoff.accept") return
    const rule = answer.code === "refused" ? (answer.rule as Refusal["rule"]) : "P1"
    const written = "text" in command ? command.text : "readBack" in command ? command.readBack : undefined
    const value = written === undefined ? {} : { value: written }
    const card = "card" in command && typeof command.card === "string" ? { card: command.card } : {}
    this.#addCommand({ refusal: { rule }, detail: answer.detail, ...card, ...value })
    this.#keep()
  }

  dismiss(id: number): void {
    if (!this.#list.get().some((edit) => edit.id === id)) return
    this.gone(id)
    if (!this.#commands.delete(id)) {
      this.#dismissed.add(id)
      this.#line.dismiss(id)
    }
    this.#keep()
  }

  /** Dismissed on another screen of ours. */
  gone(id: number): void {
    this.#list.set(this.#list.get().filter((edit) => edit.id !== id))
  }

  #addCommand(edit: Omit<RefusedEdit, "id">): void {
    const id = ++this.#count
    this.#commands.add(id)
    this.#add({ id, ...edit })
  }

  /** Of several moves of one card that came too late only the last is worth making again. */
  #add(edit: RefusedEdit): void {
    const isRepeat = ({ refusal, card }: RefusedEdit) =>
      edit.refusal.rule === "E8" && refusal.rule === "E8" && card === edit.card
    for (const { id } of this.#list.get().filter(isRepeat)) this.dismiss(id)
    this.#list.set([...this.#list.get(), edit])
  }

  #keep(): void {
    this.#dismissed = new Set([...this.#dismissed].slice(-MOST_DISMISSED))
    this.#line.keep({
      commands: this.#list.get().filter(({ id }) => this.#commands.has(id)),
      dismissed: [...this.#dismissed],
    })
  }
}
