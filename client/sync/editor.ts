/**
 * The one way in which this browser writes to the board document: with true `from` sides, judged first by the rules that
 * the referee uses too, as one transaction and one step of undo.
 */
import type * as Y from "yjs"
import { apply, present } from "../../shared/change/apply.ts"
import type { Change } from "../../shared/change/change.ts"
import { write } from "../../shared/doc/write.ts"
import type { Refusal } from "../../shared/errors.ts"
import { equalJson } from "../../shared/json.ts"
import { type BoardView, EMPTY_BOARD, type Registers } from "../../shared/model/board-view.ts"
import { judgeGate } from "../../shared/rules/gate.ts"
import { judge } from "../../shared/rules/judge.ts"
import type { BoardRole } from "../../shared/rules/permission.ts"
import { gateBoardOf } from "./gate-board.ts"
import type { BoardModel } from "./read-model.ts"
import { type Registry, UndoHistory } from "./undo.ts"

/** The origin of our own transactions. */
const OWN_EDIT = "own-edit"

export class BoardEditor {
  readonly history: UndoHistory
  readonly #doc: Y.Doc
  readonly #model: BoardModel
  readonly #role: () => BoardRole | undefined

  constructor(doc: Y.Doc, model: BoardModel, role: () => BoardRole | undefined) {
    this.#doc = doc
    this.#model = model
    this.#role = role
    this.history = new UndoHistory(registryOf(model), (changes) => this.#write(changes) === undefined)
  }

  edit(changes: readonly Change[]): Refusal | undefined {
    this.#model.flush()
    const real = withTrueSides(changes, registryOf(this.#model))
    if (real.length === 0) return undefined
    const refusal = this.#write(real)
    if (!refusal) this.history.push(real)
    return refusal
  }

  undo() {
    this.#model.flush()
    return this.history.undo()
  }
  redo() {
    this.#model.flush()
    return this.history.redo()
  }

  #write(changes: readonly Change[]): Refusal | undefined {
    const refusal = judgeAll(changes, this.#role() ?? "member", this.#model)
    if (refusal) return refusal
    write(this.#doc, changes, OWN_EDIT)
    this.#model.flush()
    return undefined
  }
}

const registryOf = (model: BoardModel): Registry => ({
  meta: model.meta,
  thing: (root, id) => (root === "cards" ? model.card(id) : root === "lanes" ? model.lane(id) : model.sheet(id)),
})

/** Fills in what each register holds at that point and leaves out what changes nothing. */
function withTrueSides(changes: readonly Change[], registry: Registry): Change[] {
  let view: BoardView = EMPTY_BOARD
  const real: Change[] = []
  const thingOf = (change: Exclude<Change, { kind: "set-meta" }>): Registers | undefined =>
    view[change.root].get(change.id) ?? registry.thing(change.root, change.id)
  for (const change of changes) {
    const sided = withTrueSide(change, change.kind === "set-meta" ? metaOf(view, registry) : thingOf(change))
    if (!sided) continue
    real.push(sided)
    view = apply(holding(view, sided, registry), sided)
  }
  return real
}

const metaOf = (view: BoardView, registry: Registry) => (view.meta === EMPTY_BOARD.meta ? registry.meta() : view.meta)

function withTrueSide(change: Change, now: Registers | undefined): Change | undefined {
  if (change.kind === "created") return now ? undefined : { ...change, value: present(change.value) }
  if (change.kind === "removed" || !now) return change.kind === "removed" ? change : undefined
  const from = now[change.key] ?? null
  return equalJson(from, change.to) ? undefined : { ...change, from }
}

/** The view with the thing that the change speaks of in it, so that the change can be applied. */
function holding(view: BoardView, change: Change, registry: Registry): BoardView {
  if (change.kind === "set-meta") return { ...view, meta: metaOf(view, registry) }
  const thing = view[change.root].get(change.id) ?? registry.thing(change.root, change.id)
  return thing ? { ...view, [change.root]: new Map(view[change.root]).set(change.id, thing) } : view
}

/** Judges changes one after the other, with the counts as they will be by then. */
function judgeAll(changes: readonly Change[], role: BoardRole, model: BoardModel): Refusal | undefined {
  let liveCards = model.liveCards
  let lanes = model.lanes
  const checks = new Map<string, number>()
  const checksOf = (card: string) => checks.get(card) ?? model.checksOf(card)
  const rows = new Map<string, number>()
  const rowsOf = (sheet: string) => rows.get(sheet) ?? model.rowsOf(sheet)
  const gates = gateBoardOf(model)
  for (const change of changes) {
    const refusal = judge(change, role, { liveCards, lanes, checksOf, rowsOf }) ?? judgeGate(change, gates, role)
    if (refusal) return refusal
    if (change.kind === "created" && change.root === "cards") liveCards++
    if (change.kind === "created" && change.root === "lanes") lanes++
    if (change.kind === "set" && change.root === "sheets" && change.key.startsWith("i:"))
      rows.set(change.id, rowsOf(change.id) + (change.from === null ? 1 : 0) - (change.to === null ? 1 : 0))
    if (change.kind !== "set" || change.root !== "cards") continue
    if (change.key === "archived") liveCards += change.to === true ? -1 : 1
    if (change.key.startsWith("c:"))
      checks.set(change.id, checksOf(change.id) + (change.from === null ? 1 : 0) - (change.to === null ? 1 : 0))
  }
  return undefined
}
