/**
 * The card in hand, held by pointer, finger or keys: lifting, carrying, dropping and letting go are the same for all three.
 * Nothing is written until the drop, which is one transaction.
 */
import { placeOf } from "../../../shared/model/card.ts"
import type { BoardSession } from "../../sync/board-session.ts"
import { toast } from "../../ui/toast.ts"
import { board as words } from "../../words/en/board.ts"
import type { BoardActions } from "../board-actions.ts"
import type { BoardUi } from "../board-ui.ts"
import { type MoverKey, stepSlot } from "./key-mover.ts"
import { indexOfSlot, isSameSlot, type Slot, slotOf } from "./slot.ts"

export class Hand {
  readonly #session: BoardSession
  readonly #ui: BoardUi
  readonly #actions: BoardActions
  #stopWatching = () => {}

  constructor(session: BoardSession, ui: BoardUi, actions: BoardActions) {
    this.#session = session
    this.#ui = ui
    this.#actions = actions
  }

  get canLift(): boolean {
    return this.#actions.canEdit
  }

  lift(card: string, by: "pointer" | "keys"): boolean {
    if (!this.#actions.canEdit) {
      this.#ui.say(words.viewerOnly)
      return false
    }
    if (!this.#session.model.card(card)) return false
    const lane = this.#actions.laneIdOf(card)
    const from = slotOf(lane, this.#ui.visible.cardIds(lane), card)
    this.#ui.held.set({ card, by, from, slot: from })
    this.#stopWatching = this.#session.model.subscribe(`card:${card}`, () => this.#checkCard(card))
    this.#tell(from, card)
    if (by === "keys") this.#ui.say(words.lifted(this.#actions.titleOf(card), this.#actions.positionOf(card, from)))
    return true
  }

  carryTo(slot: Slot): void {
    const held = this.#ui.held.get()
    if (!held || isSameSlot(held.slot, slot)) return
    this.#ui.held.set({ ...held, slot })
    this.#tell(slot, held.card)
  }

  carryBy(key: MoverKey): void {
    const held = this.#ui.held.get()
    if (!held) return
    const slot = stepSlot(held.slot, held.card, key, this.#placed())
    if (isSameSlot(slot, held.slot)) {
      this.#ui.say(words.edge)
      return
    }
    this.carryTo(slot)
    const neighbour = slot.below ?? slot.above
    if (neighbour !== undefined) this.#ui.lanes.get(slot.lane)?.show(neighbour)
    this.#ui.showLane(slot.lane)
    this.#ui.say(words.carried(this.#actions.positionOf(held.card, slot)))
  }

  drop(): void {
    const held = this.#letGo()
    if (!held) return
    const title = this.#actions.titleOf(held.card)
    const isBack = isSameSlot(held.slot, held.from) && this.#actions.laneIdOf(held.card) === held.from.lane
    const isDone = !isBack && this.#actions.move(held.card, held.slot, held.from.lane)
    const position = this.#actions.positionOf(held.card, held.slot)
    this.#ui.say(isDone ? words.dropped(title, position) : words.cancelled(title))
    if (held.by === "keys") this.#ui.focusCard(this.#actions.laneIdOf(held.card), held.card)
  }

  cancel(): void {
    const held = this.#letGo()
    if (!held) return
    this.#ui.say(words.cancelled(this.#actions.titleOf(held.card)))
    if (held.by === "keys") this.#ui.focusCard(this.#actions.laneIdOf(held.card), held.card)
  }

  /** Cards cannot be put among the unplaced ones. */
  #placed() {
    return { laneIds: () => this.#session.model.laneIds(), cardIds: this.#ui.visible.cardIds }
  }

  #letGo() {
    const held = this.#ui.held.get()
    this.#stopWatching()
    this.#ui.held.set(undefined)
    if (held) this.#session.setPresence({ drag: undefined })
    return held
  }

  /** Somebody who archives the card takes it out of the hand; somebody who moves it does not. */
  #checkCard(card: string): void {
    const registers = this.#session.model.card(card)
    if (registers && registers.archived !== true && placeOf(registers)) return
    const { by } = this.#letGo() ?? {}
    toast.say(words.goneInHand(this.#actions.titleOf(card)))
    this.#ui.say(words.goneInHand(this.#actions.titleOf(card)))
    if (by === "pointer") endPointerDrag()
  }

  #tell(slot: Slot, card: string): void {
    const index = indexOfSlot(slot, this.#session.model.cardIds(slot.lane), card)
    this.#session.setPresence({ drag: { card, lane: slot.lane, index } })
  }
}

/** The drag library has no call for it: its sensors listen for Escape on the document. */
function endPointerDrag(): void {
  document.dispatchEvent(new KeyboardEvent("keydown", { code: "Escape" }))
}
