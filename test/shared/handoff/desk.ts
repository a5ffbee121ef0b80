/**
 * A small board around the kernel, without relay or document: people, lanes, cards, sheets and a clock that the test moves.
 * `say` is what the relay does with a command: decide, seal, fold.
 */
import type { Command } from "../../../shared/command/command.ts"
import { type Deciding, decide } from "../../../shared/command/decide.ts"
import type { Refusal } from "../../../shared/errors.ts"
import type { Handoff, Target } from "../../../shared/handoff/handoff.ts"
import { isEligible, type Someone } from "../../../shared/handoff/parties.ts"
import { sheetOf } from "../../../shared/handoff/sheet.ts"
import { rowsOf, tickRow } from "../../../shared/handoff/sheet-rows.ts"
import { templateFor } from "../../../shared/handoff/templates/templates.ts"
import { agendaOf } from "../../../shared/huddle/agenda.ts"
import type { ActorId, BoardId } from "../../../shared/ids.ts"
import type { Registers } from "../../../shared/model/board-view.ts"
import type { Severity } from "../../../shared/model/card.ts"
import type { Entry, EntryDraft } from "../../../shared/model/entry.ts"
import { type CardPromise, fold, noPromises, type Promises } from "../../../shared/promises/fold.ts"
import { promiseQuestions } from "../../../shared/promises/questions.ts"
import { supersededBy } from "../../../shared/promises/superseded.ts"
import type { Result } from "../../../shared/result.ts"
import type { BoardRole } from "../../../shared/rules/permission.ts"
import { MINUTE_MS } from "../../../shared/time.ts"

/** A command without its id, which `say` makes up. */
export type Ask = Command extends infer C ? (C extends Command ? Omit<C, "id"> : never) : never
export type Said = Result<readonly Entry[], Refusal>

export const PEOPLE = {
  ana: { role: "member", crewRoles: ["design"] },
  bo: { role: "member", crewRoles: ["test"] },
  raj: { role: "member", crewRoles: ["test"] },
  dev: { role: "member", crewRoles: ["dev"] },
  lea: { role: "lead", crewRoles: [] },
  vic: { role: "viewer", crewRoles: ["test"] },
  system: { role: "lead", crewRoles: [] },
  "rule:r1@1": { role: "lead", crewRoles: ["test"] },
  /** A program with a key: every right of a lead, and no word to give. */
  "key:ci": { role: "lead", crewRoles: ["test"] },
} as const satisfies Record<string, { readonly role: BoardRole; readonly crewRoles: readonly string[] }>
export type Name = keyof typeof PEOPLE
export const NAMES = Object.keys(PEOPLE) as Name[]

export const READ_BACK = "I take it tonight, I ring the laboratory first and call if it rises."

/** A 4W brief without holes at any severity. */
export const WHOLE_BRIEF: Registers = {
  next: "Open the branch",
  "f:who": ["Mina asked for it"],
  "f:what": "The checkout, all but the error page",
  "f:done_when": [{ id: "d1", text: "A guest can pay" }],
  "f:when": "Friday, or the campaign slips",
  "f:why": "Guests leave at the sign-in",
  // biome-ignore lint/suspicious/noThenProperty: a line of an if-then field has a part of that name
  "f:watch_out": [{ if: "payments fail", then: "switch it off", who: "Dev" }],
}

export class Desk {
  now = 1_000_000
  promises: Promises = noPromises()
  readonly ledger: Entry[] = []
  readonly sheets = new Map<string, Registers>()
  readonly crew = new Map<string, readonly string[]>()
  readonly checks = new Map<string, { readonly roles: readonly string[]; readonly textHash: string }>()
  readonly gone = new Set<string>()
  readonly roles = new Set(["design", "dev", "test"])
  meta: Registers = {}
  readonly laneCrew: Record<string, readonly string[]> = { test: ["test"] }
  exit: Deciding["exit"]
  #ids = 0

  constructor(...cards: readonly string[]) {
    for (const card of cards) this.write({ actor: "ana" as ActorId, kind: "card.created", card })
  }

  write(draft: EntryDraft): Entry {
    const seq = this.promises.seq + 1
    // The ledger stores JSON: what the fold sees has been through it.
    const sealed = { ...draft, v: 1, board: "board" as BoardId, seq, at: this.now, prevHash: "", hash: `h${seq}` }
    const entry = JSON.parse(JSON.stringify(sealed)) as Entry
    fold(this.promises, entry)
    this.ledger.push(entry)
    return entry
  }

  decide(name: Name, ask: Ask, id = `command-${++this.#ids}`): Result<readonly EntryDraft[], Refusal> {
    return decide({ ...ask, id } as Command, someone(name), this.deciding())
  }

  say(name: Name, ask: Ask): Said {
    const decided = this.decide(name, ask)
    if (decided.ok) return { ok: true, value: decided.value.map((draft) => this.write(draft)) }
    this.lose(name, ask, decided.error)
    return decided
  }

  /** The line of a promise that came too late, if it leaves one. */
  lose(name: Name, ask: Ask, refusal: Refusal): Entry | undefined {
    const command = { ...ask, id: `command-${this.#ids}` } as Command
    const lost = supersededBy(command, someone(name), refusal, this.deciding())
    return lost && "draft" in lost ? this.write(lost.draft) : undefined
  }

  /** Says it and insists on a yes. */
  must(name: Name, ask: Ask): readonly Entry[] {
    const said = this.say(name, ask)
    if (!said.ok) throw new Error(`${name} ${ask.kind}: ${said.error.rule} ${JSON.stringify(said.error.data)}`)
    return said.value
  }

  rule(name: Name, ask: Ask): string {
    const said = this.say(name, ask)
    return said.ok ? "yes" : said.error.rule
  }

  deciding(): Deciding {
    return {
      ...promiseQuestions(this.promises),
      now: this.now,
      promises: this.promises,
      crewOf: (card) => this.crew.get(card) ?? [],
      crewRolesOf: (lane) => this.laneCrew[lane] ?? [],
      hasCard: (card) => Object.hasOwn(this.promises.cards, card),
      template: (ref) => templateFor({}, ref),
      sheet: (id) => {
        const template = templateFor({}, this.promises.handoffs[id]?.template ?? "four-w")
        const registers = this.sheets.get(id)
        return template && registers && sheetOf(registers, {}, template)
      },
      candidates: (target, without) =>
        NAMES.filter((name) => !without.includes(name) && !this.gone.has(name) && !isMachineName(name)).filter((name) =>
          isEligible(someone(name), target, {
            ...promiseQuestions(this.promises),
            crewOf: () => [],
            crewRolesOf: (lane) => this.laneCrew[lane] ?? [],
          }),
        ).length,
      agenda: () => agendaOf(this.meta),
      hasCrewRole: (role) => this.roles.has(role),
      check: (card, check) => this.checks.get(`${card}/${check}`),
      ...(this.exit ? { exit: this.exit } : {}),
    }
  }

  handoff(id = "h1"): Handoff {
    return this.promises.handoffs[id]!
  }

  card(id = "c1"): CardPromise {
    return this.promises.cards[id]!
  }

  /** A draft with a whole sheet. */
  draft(by: Name, to: Target, { id = "h1", card = "c1", severity = "routine" as Severity } = {}): void {
    this.sheets.set(id, { card, to, severity, ...WHOLE_BRIEF })
    this.must(by, { kind: "handoff.create", handoff: id, card, template: "four-w" })
  }

  offer(by: Name, to: Target, options: { id?: string; card?: string; severity?: Severity } = {}): void {
    this.draft(by, to, options)
    this.must(by, { kind: "handoff.offer", handoff: options.id ?? "h1" })
  }

  /** Ticks what the work is done by, as its people do on the sheet. */
  tick(id = "h1"): void {
    const registers = this.sheets.get(id) ?? {}
    const changes = rowsOf(registers, "done_when").flatMap((row) =>
      tickRow({ id, registers }, "done_when", row.id, true),
    )
    for (const change of changes)
      if (change.kind === "set") this.sheets.set(id, { ...this.sheets.get(id), [change.key]: change.to })
  }

  /** Ticked, and called done. */
  finish(by: Name, id = "h1"): void {
    this.tick(id)
    this.must(by, { kind: "handoff.finish", handoff: id })
  }

  accept(by: Name, id = "h1"): Said {
    return this.say(by, acceptOf(this.handoff(id)))
  }

  /** What the relay writes when a field that counts is edited after the offer. */
  edit(by: Name, material: boolean, id = "h1"): void {
    const handoff = this.handoff(id)
    const data = { handoff: id, sheet: id, material, version: handoff.version + (material ? 1 : 0) }
    this.write({ actor: by as string as ActorId, kind: "sheet.edited", card: handoff.card, key: "f:why", data })
  }

  minutes(count: number): void {
    this.now += count * MINUTE_MS
  }
}

const isMachineName = (name: Name) => name === "system" || name.startsWith("rule:")
export const someone = (name: Name): Someone => ({ actor: name as string as ActorId, ...PEOPLE[name] })
export const to = (name: Name): Target => ({ kind: "person", id: name })
export const TESTERS: Target = { kind: "role", id: "test" }

export const acceptOf = (handoff: Handoff, version = handoff.version): Ask => ({
  kind: "handoff.accept",
  handoff: handoff.id,
  version,
  channel: "call",
  readBack: READ_BACK,
  ticked: [],
})
