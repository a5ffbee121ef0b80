/** What was taken back or said no to while nobody waited for it, with the words that were typed, until it is dismissed. */
import type { Answer, Command } from "../../shared/command/command.ts"
import type { Refusal } from "../../shared/errors.ts"
import type { ServerFrames } from "../../shared/wire/frames.ts"
import type { External, RefusedEdit } from "./board-session.ts"
import { cell } from "./external.ts"

export class RefusedEdits {
  readonly list: External<readonly RefusedEdit[]>
  readonly #list = cell<readonly RefusedEdit[]>([])
  #count = 0

  constructor() {
    this.list = this.#list
  }

  edit(refused: ServerFrames["refused"]): void {
    this.#add({
      refusal: { rule: refused.rule, ...(refused.data ? { data: refused.data as Refusal["data"] & {} } : {}) },
      detail: refused.detail,
      ...(refused.root === "cards" ? { card: refused.thing } : {}),
      ...(refused.key === undefined ? {} : { key: refused.key }),
      ...(refused.value === undefined ? {} : { value: refused.value }),
    })
  }

  /** The answer to a command of an earlier visit. */
  command(command: Command, answer: Answer): void {
    if (answer.ok) return
    const rule = answer.code === "refused" ? (answer.rule as Refusal["rule"]) : "P1"
    const written = "text" in command ? command.text : "readBack" in command ? command.readBack : undefined
    const value = written === undefined ? {} : { value: written }
    const card = "card" in command ? { card: command.card } : {}
    this.#add({ refusal: { rule }, detail: answer.detail, ...card, ...value })
  }

  dismiss(id: number): void {
    this.#list.set(this.#list.get().filter((edit) => edit.id !== id))
  }

  /** Of several moves of one card that came too late only the last is worth making again. */
  #add(edit: Omit<RefusedEdit, "id">): void {
    const isRepeat = (other: RefusedEdit) => edit.refusal.rule === "E8" && isLateMoveOf(other, edit.card)
    this.#list.set([...this.#list.get().filter((other) => !isRepeat(other)), { ...edit, id: ++this.#count }])
  }
}

const isLateMoveOf = ({ refusal, card }: RefusedEdit, of: string | undefined): boolean =>
  refusal.rule === "E8" && card === of
