/**
 * A relay in memory for one session: commands run the real `decide`, entries the real `fold`, clocks the real alarms. So a
 * whole handoff between several people can be played in a test or on a scratch page, without a server.
 */
import type * as Y from "yjs"
import type { WithoutId } from "../../../client/sync/board-session.ts"
import { PromiseBook, type PromisesChanged } from "../../../client/sync/promise-book.ts"
import type { Change } from "../../../shared/change/change.ts"
import { draftOf } from "../../../shared/change/entries.ts"
import type { Answer, Command } from "../../../shared/command/command.ts"
import { type Deciding, decide } from "../../../shared/command/decide.ts"
import { readTextJson } from "../../../shared/doc/rich-text.ts"
import { RULES } from "../../../shared/errors.ts"
import { nextAlarm } from "../../../shared/handoff/clocks.ts"
import type { Target } from "../../../shared/handoff/handoff.ts"
import { isEligible, type Someone } from "../../../shared/handoff/parties.ts"
import { materialChange, sheetOf, textIdOf } from "../../../shared/handoff/sheet.ts"
import { isTakenOff, isTick } from "../../../shared/handoff/sheet-rows.ts"
import type { Sheet } from "../../../shared/handoff/step.ts"
import { templateFor } from "../../../shared/handoff/templates/templates.ts"
import { agendaOf } from "../../../shared/huddle/agenda.ts"
import type { ActorId, BoardId } from "../../../shared/ids.ts"
import type { BoardView } from "../../../shared/model/board-view.ts"
import { checklistsOf } from "../../../shared/model/card.ts"
import type { Entry, EntryDraft } from "../../../shared/model/entry.ts"
import { plainText } from "../../../shared/model/rich-text.ts"
import { partyBoard } from "../../../shared/promises/needs-me.ts"
import { promiseQuestions } from "../../../shared/promises/questions.ts"
import type { Person } from "../../../shared/wire/http.ts"

export interface LocalBoard {
  readonly crew: readonly Person[]
  view(): BoardView
  now(): number
  text(id: string): Y.Doc
  changed(what: PromisesChanged | undefined): void
  told(entries: readonly Entry[]): void
}

const SYSTEM: Someone = { actor: "system" as ActorId, role: "lead", crewRoles: [] }

export class LocalRelay {
  readonly book: PromiseBook
  readonly entries: Entry[] = []
  readonly #board: LocalBoard
  #made = 0

  constructor(board: LocalBoard) {
    this.#board = board
    this.book = new PromiseBook({ changed: board.changed, entries: board.told, lost: () => {} })
  }

  /** Somebody asks for a promise. */
  ask(asked: WithoutId<Command> | Command, actor: string): Answer {
    const id = "id" in asked ? asked.id : `command-${++this.#made}`
    const decided = decide({ ...asked, id } as Command, this.someone(actor), this.#deciding())
    if (!decided.ok) {
      const { rule, data } = decided.error
      return { id, ok: false, code: "refused", rule, ...(data ? { data } : {}), detail: RULES[rule] }
    }
    this.write(decided.value)
    return { id, ok: true, seq: this.book.seq, hash: "" }
  }

  /** What the relay's own clocks have to do by now. */
  tick(): void {
    for (const id of this.book.handoffIds()) {
      const alarm = nextAlarm(this.book.handoff(id)!)
      if (!alarm || alarm.at > this.#board.now()) continue
      const base = { id: `alarm-${++this.#made}`, handoff: id }
      const command: Command =
        alarm.action === "expire"
          ? { ...base, kind: "handoff.expire", level: alarm.level }
          : { ...base, kind: "handoff.remind" }
      const decided = decide(command, SYSTEM, this.#deciding())
      if (decided.ok) this.write(decided.value)
    }
  }

  /** Edits of the document, as the relay sees them. */
  observe(changes: readonly Change[], actor: string): void {
    this.write(changes.flatMap((change) => [this.#draftOf(change, actor), ...this.#voided(change)]))
  }

  write(drafts: readonly EntryDraft[]): void {
    const entries = drafts.map(
      (draft, i): Entry => ({
        ...{ v: 1, board: "fakeboardfakeboardfake" as BoardId, prevHash: "", hash: "" },
        ...{ seq: this.book.seq + 1 + i, at: this.#board.now() },
        ...draft,
      }),
    )
    this.entries.push(...entries)
    this.book.take(entries)
  }

  someone(actor: string): Someone {
    const person = this.#board.crew.find((one) => one.actor === actor)
    return { actor: actor as ActorId, role: person?.role ?? "viewer", crewRoles: person?.crewRoles ?? [] }
  }

  #draftOf(change: Change, actor: string): EntryDraft {
    const draft = draftOf(change, actor as ActorId)
    if (change.kind !== "set" || change.root !== "sheets") return draft
    const handoff = this.book.handoff(change.id)
    if (handoff && (isTick(change) || isTakenOff(change))) return { ...draft, card: handoff.card }
    const template = handoff && templateFor(this.#board.view().meta, handoff.template)
    const edit = template && materialChange(change, handoff, template)
    if (!edit) return draft
    return { ...draft, card: handoff.card, data: { handoff: handoff.id, sheet: handoff.id, ...edit } }
  }

  /** An edit of an item's text takes the names under it away. */
  #voided(change: Change): EntryDraft[] {
    if (change.kind !== "set" || change.root !== "cards" || !change.key.startsWith("c:")) return []
    const text = (value: unknown) => (value as { text?: string } | null)?.text
    if (text(change.from) === text(change.to)) return []
    const check = change.key.slice(2)
    const isSigned = this.book.card(change.id)?.signatures[check] !== undefined
    return isSigned ? [{ ...SYSTEM, kind: "check.voided", card: change.id, data: { check } }] : []
  }

  #deciding(): Deciding {
    const { now, crew } = this.#board
    const view = this.#board.view()
    const promises = this.book.whole()
    const board: Deciding = {
      ...partyBoard(promises, view),
      ...promiseQuestions(promises),
      promises,
      now: now(),
      hasCard: (id) => view.cards.has(id),
      template: (ref) => templateFor(view.meta, ref),
      sheet: (id) => this.#sheet(id),
      candidates: (target: Target, without) =>
        crew.filter(({ actor }) => !without.includes(actor) && isEligible(this.someone(actor), target, board)).length,
      agenda: () => agendaOf(view.meta),
      hasCrewRole: (role) => view.meta[`r:${role}`] !== undefined,
      check: (card, check) => {
        const items = checklistsOf(view.cards.get(card) ?? {}).flatMap(({ checks }) => checks)
        const found = items.find(({ id }) => id === check)
        return found && { roles: found.roles, textHash: found.text }
      },
    }
    return board
  }

  #sheet(id: string): Sheet | undefined {
    const view = this.#board.view()
    const registers = view.sheets.get(id)
    const template = templateFor(view.meta, this.book.handoff(id)?.template ?? "")
    if (!registers || !template) return undefined
    const longs = template.fields.filter(({ type }) => type === "long")
    const words = (key: string) => plainText(readTextJson(this.#board.text(textIdOf(id, key))))
    return sheetOf(registers, Object.fromEntries(longs.map(({ key }) => [key, words(key)])), template)
  }
}
