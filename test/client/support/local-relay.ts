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
import type { Brief } from "../../../shared/handoff/brief.ts"
import { nextAlarm } from "../../../shared/handoff/clocks.ts"
import { isOpen, type Target } from "../../../shared/handoff/handoff.ts"
import { isEligible, type Someone } from "../../../shared/handoff/parties.ts"
import type { Sheet } from "../../../shared/handoff/step.ts"
import type { HandoffTemplate } from "../../../shared/handoff/template.ts"
import type { ActorId, BoardId } from "../../../shared/ids.ts"
import type { BoardView, Registers } from "../../../shared/model/board-view.ts"
import { cardOf, checklistsOf, prefixedOf, type Severity } from "../../../shared/model/card.ts"
import type { Entry, EntryDraft } from "../../../shared/model/entry.ts"
import { plainText } from "../../../shared/model/rich-text.ts"
import type { Person } from "../../../shared/wire/http.ts"

export interface LocalBoard {
  readonly crew: readonly Person[]
  readonly templates: readonly HandoffTemplate[]
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
    if (!handoff || handoff.version === 0) return draft
    const field = change.key.startsWith("f:") ? change.key.slice(2) : undefined
    const material = field === undefined || (handoff.materialFields ?? []).includes(field)
    const version = material ? handoff.version + 1 : handoff.version
    return { ...draft, card: handoff.card, data: { handoff: handoff.id, sheet: handoff.id, material, version } }
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
    const { view, now, templates, crew } = this.#board
    const handoffsOf = (card: string) => this.book.handoffsOf(card).map((id) => this.book.handoff(id)!)
    const board: Deciding = {
      promises: this.book.whole(),
      now: now(),
      handoff: (id) => this.book.handoff(id),
      openHandoff: (card) => handoffsOf(card).find(isOpen),
      heldBy: (card) => handoffsOf(card).findLast(({ state }) => state === "accepted")?.id,
      hasCard: (id) => view().cards.has(id),
      template: (ref) => templates.find(({ id, version }) => ref === id || ref === `${id}@${version}`),
      sheet: (id) => this.#sheet(id),
      accountable: (card) => this.book.card(card)?.accountable ?? null,
      crewOf: (card) => cardOf(card, view().cards.get(card) ?? {}).crew.map(({ person }) => person),
      crewRolesOf: (lane) => (view().lanes.get(lane)?.crew as readonly string[] | undefined) ?? [],
      candidates: (target: Target, without) =>
        crew.filter(
          (person) => !without.includes(person.actor) && isEligible(this.someone(person.actor), target, board),
        ).length,
      check: (card, check) => {
        const items = checklistsOf(view().cards.get(card) ?? {}).flatMap(({ checks }) => checks)
        const found = items.find(({ id }) => id === check)
        return found && { roles: found.roles, textHash: found.text }
      },
    }
    return board
  }

  #sheet(id: string): Sheet | undefined {
    const registers = this.#board.view().sheets.get(id)
    const handoff = this.book.handoff(id)
    const template =
      handoff && this.#board.templates.find(({ id: t, version }) => handoff.template === `${t}@${version}`)
    if (!registers || !template) return undefined
    return {
      template,
      to: registers.to as Target | undefined,
      severity: (registers.severity as Severity | undefined) ?? "routine",
      brief: this.#brief(id, registers, template),
    }
  }

  #brief(id: string, registers: Registers, template: HandoffTemplate): Brief {
    const longs = template.fields.filter(({ type }) => type === "long")
    const texts = longs.map(({ key }) => [key, plainText(readTextJson(this.#board.text(`${id}.${key}`)))] as const)
    const written = texts.filter(([, text]) => text.trim() !== "")
    return { ...Object.fromEntries(prefixedOf(registers, "f")), ...Object.fromEntries(written) }
  }
}
