/**
 * What the person is doing on this screen, outside React: the card in hand, which card is edited in place, which dialog is
 * open. Each is a small cell, and a component reads only its own part of it, so that nothing else is drawn again.
 */
import { useCallback, useSyncExternalStore } from "react"
import type { Change } from "../../shared/change/change.ts"
import type { Refusal } from "../../shared/errors.ts"
import type { ManyScope } from "../handoff/many/scope.ts"
import { perSession } from "../hooks/per-session.ts"
import type { BoardSession, External } from "../sync/board-session.ts"
import { cell } from "../sync/external.ts"
import type { Visible } from "./drag/key-mover.ts"
import type { Slot } from "./drag/slot.ts"

export interface Held {
  readonly card: string
  readonly by: "pointer" | "keys"
  readonly from: Slot
  readonly slot: Slot
}
/** A move that was not made, because somebody else had moved the card to another lane after it was picked up. */
export interface LateMove {
  readonly card: string
  readonly slot: Slot
}
export type EditedField = "title" | "next"
export type Dialog =
  | { readonly kind: "card-menu"; readonly card: string; readonly x: number; readonly y: number }
  | { readonly kind: "move" | "block"; readonly card: string }
  | { readonly kind: "lane"; readonly lane: string }
  /** A move that a gate refused, so that it can be made once what was missing is there. */
  | { readonly kind: "gate"; readonly card: string; readonly refusal: Refusal; readonly changes: readonly Change[] }
  | {
      readonly kind:
        | "shortcuts"
        | "archived"
        | "settings"
        | "share"
        | "screen"
        | "shared-screen"
        | "inbox"
        | "catch-up"
        | "past-huddles"
    }
  | { readonly kind: "hand-over-many"; readonly scope: ManyScope }
  /** Without a card: of the whole board. */
  | { readonly kind: "history"; readonly card?: string }

/** A lane that is on the screen: brings a card into view, whether it is drawn or not. */
export interface LaneView {
  show(card: string): void
}

const FOCUS_FRAMES = 5

export class BoardUi {
  readonly held = cell<Held | undefined>(undefined)
  readonly editing = cell<{ readonly card: string; readonly field: EditedField } | undefined>(undefined)
  /** The lane whose composer is open. */
  readonly composing = cell<string | undefined>(undefined)
  readonly dialog = cell<Dialog | undefined>(undefined)
  /** Counts the wishes to search: each puts the focus into the search field. */
  readonly searching = cell(0)
  readonly isFilterOpen = cell(false)
  /** What is read out. */
  readonly live = cell("")
  /** The cards that pass the filter; undefined while there is none. */
  readonly matched = cell<ReadonlySet<string> | undefined>(undefined)
  /** Per lane the card that Tab goes to. */
  readonly tabStops = cell<ReadonlyMap<string, string>>(new Map())
  /** Cards that somebody else has just moved, and who. */
  readonly movedBy = cell<ReadonlyMap<string, string>>(new Map())
  readonly late = cell<LateMove | undefined>(undefined)
  /** True while an edit of our own is written: what it moves needs no glide, the person has just put it there. */
  isOwnEdit = false
  readonly lanes = new Map<string, LaneView>()
  readonly visible: Visible
  #wished: string | undefined

  constructor(session: BoardSession) {
    const { model } = session
    this.visible = {
      laneIds: () => (model.cardIds("").length > 0 ? ["", ...model.laneIds()] : model.laneIds()),
      cardIds: (lane) => {
        const matched = this.matched.get()
        const ids = model.cardIds(lane)
        return matched ? ids.filter((id) => matched.has(id)) : ids
      },
    }
  }

  /** The same words twice are still read twice. */
  say(words: string): void {
    this.live.set(this.live.get() === words ? `${words}\u00a0` : words)
  }

  setTabStop(lane: string, card: string): void {
    if (this.tabStops.get().get(lane) !== card) this.tabStops.set(new Map(this.tabStops.get()).set(lane, card))
  }

  /** Focuses a card by its id; one outside the drawn range is brought in first. */
  focusCard(lane: string, card: string): void {
    this.setTabStop(lane, card)
    this.lanes.get(lane)?.show(card)
    this.#wished = card
    this.#focusFor(card, FOCUS_FRAMES)
  }

  /** A card that moved is drawn elsewhere a moment later, so the wish stands for a few frames, or until there is another. */
  #focusFor(card: string, frames: number): void {
    if (this.#wished !== card) return
    const tile = tileOf(card)
    const at = document.activeElement
    const isFree = at === null || at === document.body || at.matches("[data-card]")
    if (tile && at !== tile && isFree) tile.focus({ preventScroll: true })
    if (frames > 0) requestAnimationFrame(() => this.#focusFor(card, frames - 1))
    else this.#wished = undefined
  }

  /** Brings a lane into view, where the board is wider than the screen. */
  showLane(lane: string, isCentred = false): void {
    const column = document.querySelector(`[data-lane="${CSS.escape(lane)}"]`)
    column?.scrollIntoView({ inline: isCentred ? "center" : "nearest", block: "nearest" })
  }

  close = (): void => this.dialog.set(undefined)
}

export const tileOf = (card: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-card="${CSS.escape(card)}"]`)

export const boardUi = perSession((session) => new BoardUi(session))

/** One part of a cell; renders again only when that part differs. The part must be the same object while it is the same. */
export function useSelected<T, S>(external: External<T>, select: (value: T) => S): S {
  const subscribe = useCallback((listener: () => void) => external.subscribe(listener), [external])
  return useSyncExternalStore(subscribe, () => select(external.get()))
}
