/** What people do on the board. A refusal is told in the rule's words; what happened is undone from the toast or by keys. */
import type { Change } from "../../shared/change/change.ts"
import { type Refusal, RULES } from "../../shared/errors.ts"
import { placeOf, type Severity } from "../../shared/model/card.ts"
import { type LaneKind, laneOf } from "../../shared/model/lane.ts"
import { can } from "../../shared/rules/permission.ts"
import { handOverWish } from "../handoff/wish.ts"
import type { BoardSession } from "../sync/board-session.ts"
import { toast } from "../ui/toast.ts"
import { board as words } from "../words/en/board.ts"
import { handoffRules } from "../words/en/handoff-rules.ts"
import { openCard } from "./board-address.ts"
import type { BoardUi } from "./board-ui.ts"
import { indexOfSlot, moveTo, type Slot } from "./drag/slot.ts"
import * as edits from "./edits.ts"
import { jitter } from "./jitter.ts"
import { mainDifference } from "./undo-difference.ts"

export class BoardActions {
  readonly #session: BoardSession
  readonly #ui: BoardUi

  constructor(session: BoardSession, ui: BoardUi) {
    this.#session = session
    this.#ui = ui
  }

  get canEdit(): boolean {
    return can(this.#session.me.get()?.role ?? "member", "board.edit")
  }

  /** True when it was written. */
  edit(changes: readonly Change[]): boolean {
    if (!this.canEdit) {
      toast.say(words.viewerOnly)
      return false
    }
    this.#ui.isOwnEdit = true
    const refusal = changes.length > 0 ? this.#session.edit(changes) : undefined
    this.#ui.isOwnEdit = false
    if (refusal) this.#tellRefusal(refusal, changes)
    return !refusal
  }

  /** What a gate misses is named, with a way to get it; any other rule is told in its own words. */
  #tellRefusal(refusal: Refusal, changes: readonly Change[]): void {
    const moved = changes.find((change) => change.kind === "set" && change.root === "cards" && change.key === "place")
    const isGate = refusal.rule.startsWith("G") && moved?.kind === "set"
    if (isGate) this.#ui.dialog.set({ kind: "gate", card: moved.id, refusal, changes })
    else toast.problem(words.refused(handoffRules[refusal.rule]?.({}) ?? RULES[refusal.rule]))
  }

  titleOf(card: string): string {
    const title = this.#session.model.card(card)?.title
    return typeof title === "string" && title !== "" ? title : words.untitled
  }
  laneName(lane: string): string {
    return lane === "" ? words.unplaced : laneOf(lane, this.#session.model.lane(lane) ?? {}).name || words.unnamedLane
  }
  laneIdOf(card: string): string {
    const lane = placeOf(this.#session.model.card(card) ?? {})?.[0] ?? ""
    return this.#session.model.laneIds().includes(lane) ? lane : ""
  }

  setTitle = (card: string, title: string) => this.edit(edits.setTitle(this.#session.model, card, title))
  setNext = (card: string, next: string) => this.edit(edits.setNext(this.#session.model, card, next))
  setSeverity = (card: string, severity: Severity) => this.edit(edits.setSeverity(this.#session.model, card, severity))
  toggleLabel = (card: string, label: string) => this.edit(edits.toggleLabel(this.#session.model, card, label))
  block = (card: string, reason: string) => this.edit(edits.block(this.#session.model, card, reason))
  unblock = (card: string) => this.edit(edits.unblock(this.#session.model, card))

  /**
   * Puts a card where the slot is; false when it was refused. `seenLane`: the lane in which the person saw it when they
   * began. When somebody else took it to another one meanwhile, theirs stands, as at the relay (E8).
   */
  move(card: string, slot: Slot, seenLane?: string): boolean {
    const lane = this.laneIdOf(card)
    if (seenLane !== undefined && lane !== seenLane && lane !== slot.lane) {
      this.#ui.late.set({ card, slot })
      return false
    }
    const isMoved = this.edit(moveTo(this.#session.model, card, slot, jitter))
    if (isMoved) this.#ui.setTabStop(slot.lane, card)
    return isMoved
  }
  positionOf(card: string, slot: Slot): { readonly lane: string; readonly at: number; readonly of: number } {
    const ids = this.#ui.visible.cardIds(slot.lane)
    const others = ids.filter((id) => id !== card).length
    return { lane: this.laneName(slot.lane), at: indexOfSlot(slot, ids, card) + 1, of: others + 1 }
  }

  archive(card: string): void {
    const title = this.titleOf(card)
    if (!this.edit(edits.archiveCard(this.#session.model, card))) return
    toast.undo(words.archivedCard(title), () => this.edit(edits.restoreCard(this.#session.model, card)))
    this.#ui.say(words.archivedCard(title))
  }
  restoreCard = (card: string) => this.edit(edits.restoreCard(this.#session.model, card))

  addCards(lane: string, titles: readonly string[]): readonly string[] {
    const changes = edits.addCards(this.#session.model, lane, titles, this.#session.newId, jitter)
    if (!this.edit(changes)) return []
    const ids = changes.flatMap((change) => ("id" in change ? [change.id] : []))
    this.#ui.say(words.addedCards(ids.length, this.laneName(lane)))
    return ids
  }

  /** The panel opens with the choice of a sheet. */
  handOver(card: string): void {
    handOverWish(this.#session).set(card)
    openCard(card)
  }

  async take(card: string): Promise<void> {
    const answer = await this.#session.command({ kind: "card.take", card })
    if (answer.ok) this.#ui.say(words.taken(this.titleOf(card)))
    else toast.problem(words.refused(answer.detail))
  }
  async putDown(card: string): Promise<void> {
    const answer = await this.#session.command({ kind: "card.release", card })
    if (answer.ok) this.#ui.say(words.putDown(this.titleOf(card)))
    else toast.problem(words.refused(answer.detail))
  }

  addLane(name: string, kind: LaneKind): string | undefined {
    const id = this.#session.newId()
    return this.edit(edits.addLane(this.#session.model, name, kind, id, jitter)) ? id : undefined
  }
  renameLane = (lane: string, name: string) => this.edit(edits.renameLane(this.#session.model, lane, name))
  setLaneGate = (lane: string, form: edits.LaneGateForm) =>
    this.edit(edits.setLaneGate(this.#session.model, lane, form))
  setLaneForm = (lane: string, form: edits.LaneForm) => this.edit(edits.setLaneForm(this.#session.model, lane, form))
  moveLane(lane: string, by: -1 | 1): void {
    if (!this.edit(edits.moveLane(this.#session.model, lane, by, jitter))) return
    const lanes = this.#session.model.laneIds()
    this.#ui.say(words.laneMoved(this.laneName(lane), lanes.indexOf(lane) + 1, lanes.length))
  }
  archiveLane(lane: string): void {
    const name = this.laneName(lane)
    if (!this.edit(edits.archiveLane(this.#session.model, lane))) return
    toast.undo(words.archivedLane(name), () => this.restoreLane(lane))
  }
  restoreLane = (lane: string) => this.edit(edits.restoreLane(this.#session.model, lane))
  renameBoard = (name: string) => this.edit(edits.renameBoard(this.#session.model, name))

  undo = (): void => this.#back("undo")
  redo = (): void => this.#back("redo")

  #back(which: "undo" | "redo"): void {
    const before = this.#session.model.view()
    const outcome = this.#session[which]()
    const told =
      outcome === "done"
        ? words.wentBack(which, mainDifference(before, this.#session.model.view()))
        : words.couldNot(which, outcome)
    toast.say(told)
  }
}
