/** The counts that the rules ask for, kept up to date change by change, so that judging never scans the board. */

import { present } from "../../shared/change/apply.ts"
import type { Change } from "../../shared/change/change.ts"
import type { Json } from "../../shared/json.ts"
import type { BoardView, Registers } from "../../shared/model/board-view.ts"
import { placeOf } from "../../shared/model/card.ts"
import type { JudgedBoard } from "../../shared/rules/judge.ts"

/** Where a card stands; the lane of one that is put away is remembered. */
interface Standing {
  readonly lane: string
  readonly isLive: boolean
}

const laneIn = (registers: Registers): string => placeOf(registers)?.[0] ?? ""

export class BoardCounts implements JudgedBoard {
  liveCards = 0
  lanes = 0
  readonly #checks = new Map<string, number>()
  readonly #rows = new Map<string, number>()
  readonly #standing = new Map<string, Standing>()
  readonly #inLane = new Map<string, number>()

  constructor(view: BoardView) {
    for (const [id, value] of view.cards) this.#card(id, value, 1)
    for (const value of view.lanes.values()) this.#lane(value, 1)
    for (const [id, value] of view.sheets) this.#sheet(id, value, 1)
  }

  checksOf(cardId: string): number {
    return this.#checks.get(cardId) ?? 0
  }

  rowsOf(sheetId: string): number {
    return this.#rows.get(sheetId) ?? 0
  }

  /** Live cards in a lane. */
  cardsIn(lane: string): number {
    return this.#inLane.get(lane) ?? 0
  }

  apply(change: Change): void {
    switch (change.kind) {
      case "created":
        this.#thing(change.root, change.id, present(change.value), 1)
        return
      case "removed":
        this.#thing(change.root, change.id, change.value, -1)
        return
      case "set":
        this.#set(change)
        return
      default:
        return
    }
  }

  #thing(root: string, id: string, value: Registers, by: 1 | -1): void {
    if (root === "cards") this.#card(id, value, by)
    if (root === "lanes") this.#lane(value, by)
    if (root === "sheets") this.#sheet(id, value, by)
  }

  #card(id: string, value: Registers, by: 1 | -1): void {
    if (value.archived !== true) this.liveCards += by
    this.#stand(id, by === 1 ? { lane: laneIn(value), isLive: value.archived !== true } : undefined)
    const checks = Object.keys(value).filter((key) => key.startsWith("c:")).length
    if (checks > 0) this.#addChecks(id, by * checks)
  }

  #sheet(id: string, value: Registers, by: 1 | -1): void {
    const rows = Object.keys(value).filter((key) => key.startsWith("i:")).length
    if (rows > 0) this.#rows.set(id, this.rowsOf(id) + by * rows)
  }

  #lane(value: Registers, by: 1 | -1): void {
    if (value.archived !== true) this.lanes += by
  }

  #stand(id: string, where: Standing | undefined): void {
    const before = this.#standing.get(id)
    if (before?.isLive) this.#inLane.set(before.lane, this.cardsIn(before.lane) - 1)
    if (where) this.#standing.set(id, where)
    else this.#standing.delete(id)
    if (where?.isLive) this.#inLane.set(where.lane, this.cardsIn(where.lane) + 1)
  }

  #restand(id: string, key: string, to: Json): void {
    const { lane, isLive } = this.#standing.get(id) ?? { lane: "", isLive: true }
    if (key === "place") this.#stand(id, { lane: laneIn({ place: to }), isLive })
    if (key === "archived") this.#stand(id, { lane, isLive: to !== true })
  }

  #set(change: Change & { kind: "set" }): void {
    if (change.root === "cards") this.#restand(change.id, change.key, change.to)
    if (change.key === "archived") {
      const by = Number(change.from === true) - Number(change.to === true)
      if (change.root === "cards") this.liveCards += by
      if (change.root === "lanes") this.lanes += by
    }
    if (change.root === "cards" && change.key.startsWith("c:"))
      this.#addChecks(change.id, Number(change.to !== null) - Number(change.from !== null))
    if (change.root === "sheets" && change.key.startsWith("i:"))
      this.#rows.set(change.id, this.rowsOf(change.id) + Number(change.to !== null) - Number(change.from !== null))
  }

  #addChecks(id: string, by: number): void {
    this.#checks.set(id, this.checksOf(id) + by)
  }
}
