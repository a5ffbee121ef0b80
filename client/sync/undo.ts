/**
 * Undo of keys: a step holds the changes that lead back, and happens only while every register it would write still holds
 * what we wrote. Somebody else's later edit is never undone; the step is then dropped and "changed since" is the answer.
 * What was created is put away (archived), never removed.
 */
import { type Change, reverse } from "../../shared/change/change.ts"
import { losesCarried } from "../../shared/handoff/sheet-rows.ts"
import { equalJson, type Json } from "../../shared/json.ts"
import type { Registers } from "../../shared/model/board-view.ts"
import { cell } from "./external.ts"

/** Reads what the board holds now. */
export interface Registry {
  meta(): Registers
  thing(root: "lanes" | "cards" | "sheets", id: string): Registers | undefined
}

export type UndoOutcome = "done" | "nothing" | "changed-since"
interface Step {
  /** In the order in which they are written. */
  readonly changes: readonly Change[]
  /** Things that must still be exactly so: what we created, before we put it away again. */
  readonly untouched: ReadonlyMap<string, Registers>
}

const DEEPEST = 200
/** Derived registers: whoever edits the text keeps them, so they are no step of their own. */
const isDerived = (change: Change) => change.kind === "set" && change.key === "excerpt"
/** A saved template is a version that handoffs may begin with from then on: another one follows it, none is taken back. */
const isTemplate = (change: Change) => change.kind === "set-meta" && change.key.startsWith("t:")
/** Lines that came along from an earlier handoff stay, or go with a reason. */
const isCarried = (change: Change) =>
  change.kind === "set" && change.root === "sheets" && losesCarried(change.to, change.from)
const staysDone = (change: Change) => isDerived(change) || isTemplate(change) || isCarried(change)

export class UndoHistory {
  readonly canUndo = cell(false)
  readonly canRedo = cell(false)
  readonly #registry: Registry
  readonly #write: (changes: readonly Change[]) => boolean
  #undos: Step[] = []
  #redos: Step[] = []

  /** `write` says whether the changes were allowed and written. */
  constructor(registry: Registry, write: (changes: readonly Change[]) => boolean) {
    this.#registry = registry
    this.#write = write
  }

  /** Remembers an edit that was just written, with true `from` sides. */
  push(changes: readonly Change[]): void {
    const step = stepBack(changes)
    if (step.changes.length === 0) return
    this.#undos = [...this.#undos, step].slice(-DEEPEST)
    this.#redos = []
    this.#tell()
  }

  undo(): UndoOutcome {
    return this.#run(this.#undos, this.#redos)
  }
  redo(): UndoOutcome {
    return this.#run(this.#redos, this.#undos)
  }

  #run(from: Step[], to: Step[]): UndoOutcome {
    const step = from.pop()
    if (!step) return "nothing"
    const isWritten = this.#holds(step) && this.#write(step.changes)
    if (isWritten) to.push({ changes: step.changes.map(reverse).reverse(), untouched: new Map() })
    this.#tell()
    return isWritten ? "done" : "changed-since"
  }

  #holds(step: Step): boolean {
    for (const [key, value] of step.untouched) {
      const [root, id] = key.split("/") as ["lanes" | "cards" | "sheets", string]
      const now = this.#registry.thing(root, id)
      if (!now || !equalJson(withoutDerived(now), withoutDerived(value))) return false
    }
    const written = new Map<string, Json>()
    return step.changes.every((change) => {
      const address = addressOf(change)
      if (change.kind !== "set" && change.kind !== "set-meta") return false
      const now = written.has(address) ? written.get(address) : this.#valueOf(change)
      written.set(address, change.to)
      return now !== undefined && equalJson(now, change.from)
    })
  }

  #valueOf(change: Change & { kind: "set" | "set-meta" }): Json | undefined {
    if (change.kind === "set-meta") return this.#registry.meta()[change.key] ?? null
    const thing = this.#registry.thing(change.root, change.id)
    return thing && (thing[change.key] ?? null)
  }

  #tell(): void {
    this.canUndo.set(this.#undos.length > 0)
    this.canRedo.set(this.#redos.length > 0)
  }
}

const addressOf = (change: Change): string =>
  change.kind === "set-meta" ? `meta/${change.key}` : `${change.root}/${change.id}/${"key" in change ? change.key : ""}`

const withoutDerived = ({ excerpt: _, ...rest }: Registers): Registers => rest

function stepBack(changes: readonly Change[]): Step {
  const untouched = new Map<string, Registers>()
  const back: Change[] = []
  for (const change of changes) {
    if (change.kind === "removed" || staysDone(change)) continue
    if (change.kind === "created") {
      if (change.root === "sheets") continue
      untouched.set(`${change.root}/${change.id}`, change.value)
      back.unshift({ kind: "set", root: change.root, id: change.id, key: "archived", from: null, to: true })
      continue
    }
    const made = change.kind === "set" ? `${change.root}/${change.id}` : ""
    const value = untouched.get(made)
    if (value && change.kind === "set") untouched.set(made, withRegister(value, change.key, change.to))
    else back.unshift(reverse(change))
  }
  return { changes: back, untouched }
}

function withRegister(registers: Registers, key: string, value: Json): Registers {
  const { [key]: _, ...rest } = registers
  return value === null ? rest : { ...rest, [key]: value }
}
