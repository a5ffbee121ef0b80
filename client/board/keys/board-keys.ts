/** What keys do on the board. Text fields, dialogs and menus keep their keys to themselves. */
import { navigate } from "wouter/use-browser-location"
import { toHuddle } from "../../huddle/to-huddle.ts"
import { numbersAddress } from "../../numbers/numbers-address.ts"
import type { BoardSession } from "../../sync/board-session.ts"
import type { BoardActions } from "../board-actions.ts"
import { closeCard, openCard, setFilter } from "../board-address.ts"
import type { BoardUi } from "../board-ui.ts"
import type { Hand } from "../drag/hand.ts"
import { isMoverKey, type MoverKey, neighbourOf } from "../drag/key-mover.ts"
import { NO_FILTER } from "../filter/filter.ts"
import { keepsKeys } from "./keeps-keys.ts"
import { arePlainKeysOn } from "./plain-keys.ts"
import { isPlainCharacter, type ShortcutId, shortcutOf } from "./shortcuts.ts"

const FOCUS_KEYS: Partial<Record<ShortcutId, MoverKey>> = {
  up: "ArrowUp",
  down: "ArrowDown",
  left: "ArrowLeft",
  right: "ArrowRight",
  "first-card": "Home",
  "last-card": "End",
  "page-up": "PageUp",
  "page-down": "PageDown",
}

export class BoardKeys {
  readonly #session: BoardSession
  readonly #ui: BoardUi
  readonly #actions: BoardActions
  readonly #hand: Hand

  constructor(session: BoardSession, ui: BoardUi, actions: BoardActions, hand: Hand) {
    this.#session = session
    this.#ui = ui
    this.#actions = actions
    this.#hand = hand
  }

  onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.key === undefined) return
    const target = event.target instanceof Element ? event.target : undefined
    const held = this.#ui.held.get()
    if (held?.by === "keys") this.#carry(event)
    else if (!held && !keepsKeys(target)) this.#press(event, target)
  }

  #press(event: KeyboardEvent, target: Element | undefined): void {
    const shortcut = shortcutOf(event)
    if (!shortcut || (isPlainCharacter(event) && !arePlainKeysOn.get())) return
    const card = target?.closest<HTMLElement>("[data-card]")?.dataset.card
    const isControl = target?.closest("button, a[href]") !== null && target !== undefined
    if (isControl && (event.key === "Enter" || event.key === " ")) return
    if (this.#global(shortcut) || (card !== undefined && this.#onCard(shortcut, card))) event.preventDefault()
  }

  #carry(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key !== "Tab") event.preventDefault()
    if (event.key === "Tab") this.#hand.cancel()
    else if (isMoverKey(event.key)) this.#hand.carryBy(event.key)
    else if (event.key === " " || event.key === "Enter") this.#hand.drop()
    else if (event.key === "Escape") this.#hand.cancel()
  }

  #global(shortcut: ShortcutId): boolean {
    switch (shortcut) {
      case "search":
        this.#ui.searching.set(this.#ui.searching.get() + 1)
        return true
      case "new-card":
        return this.#compose()
      case "undo":
        this.#actions.undo()
        return true
      case "redo":
        this.#actions.redo()
        return true
      case "inbox":
        this.#ui.dialog.set({ kind: "inbox" })
        return true
      case "huddle":
        toHuddle(this.#session)
        return true
      case "numbers":
        navigate(numbersAddress(this.#session.boardId))
        return true
      case "hand-over-many":
        if (!this.#actions.canEdit) return false
        this.#ui.dialog.set({ kind: "hand-over-many", scope: { kind: "mine" } })
        return true
      case "help":
        this.#ui.dialog.set({ kind: "shortcuts" })
        return true
      case "clear-filter":
        return this.#escape()
      default:
        return false
    }
  }

  #escape(): boolean {
    if (new URLSearchParams(location.search).has("card")) closeCard()
    else if (this.#ui.matched.get()) setFilter(NO_FILTER)
    else return false
    return true
  }

  /** In the lane where the person is, else in the first. */
  #compose(): boolean {
    const here = document.activeElement?.closest<HTMLElement>("[data-lane]")?.dataset.lane
    const lane = here || this.#session.model.laneIds()[0]
    if (lane === undefined || !this.#actions.canEdit) return false
    this.#ui.composing.set(lane)
    this.#ui.showLane(lane)
    return true
  }

  #onCard(shortcut: ShortcutId, card: string): boolean {
    const key = FOCUS_KEYS[shortcut]
    if (key) return this.#focus(card, key)
    if (shortcut === "open") openCard(card)
    else if (shortcut === "menu") this.openMenu(card)
    else if (shortcut === "lift") this.#hand.lift(card, "keys")
    else if (!this.#actions.canEdit) return false
    else if (shortcut === "edit") this.#ui.editing.set({ card, field: "title" })
    else if (shortcut === "edit-next") this.#ui.editing.set({ card, field: "next" })
    else if (shortcut === "hand-over") this.#actions.handOver(card)
    else if (shortcut === "take") this.#takeOrPutDown(card)
    else if (shortcut === "block") this.#blockOrUnblock(card)
    else if (shortcut === "move") this.#ui.dialog.set({ kind: "move", card })
    else if (shortcut === "archive") this.#archive(card)
    else return false
    return true
  }

  #focus(card: string, key: MoverKey): boolean {
    const lane = this.#actions.laneIdOf(card)
    const to = neighbourOf(lane, card, key, this.#ui.visible)
    if (to === undefined) return true
    const toLane = this.#actions.laneIdOf(to)
    this.#ui.showLane(toLane)
    this.#ui.focusCard(toLane, to)
    return true
  }

  openMenu(card: string): void {
    const box = document.querySelector(`[data-card="${CSS.escape(card)}"]`)?.getBoundingClientRect()
    if (box) this.#ui.dialog.set({ kind: "card-menu", card, x: box.right - 8, y: box.top + 30 })
  }

  #takeOrPutDown(card: string): void {
    const mine = this.#session.me.get()?.actor
    if (this.#session.model.promise(card)?.accountable === mine) void this.#actions.putDown(card)
    else void this.#actions.take(card)
  }

  #blockOrUnblock(card: string): void {
    if (this.#session.model.card(card)?.blocked) this.#actions.unblock(card)
    else this.#ui.dialog.set({ kind: "block", card })
  }

  /** The focus goes on to a neighbour, so that the next key has a card to act on. */
  #archive(card: string): void {
    const lane = this.#actions.laneIdOf(card)
    const next =
      neighbourOf(lane, card, "ArrowDown", this.#ui.visible) ?? neighbourOf(lane, card, "ArrowUp", this.#ui.visible)
    this.#actions.archive(card)
    if (next !== undefined) this.#ui.focusCard(lane, next)
  }
}
