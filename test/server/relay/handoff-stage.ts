/** A board with people who hand over to each other, each on a real socket, and a clock that the test moves. */
import { expect } from "vitest"
import * as Y from "yjs"
import type { Principal } from "../../../server/auth/principal.ts"
import type { Change } from "../../../shared/change/change.ts"
import type { Answer, Command } from "../../../shared/command/command.ts"
import { writeTextJson } from "../../../shared/doc/rich-text.ts"
import type { Target } from "../../../shared/handoff/handoff.ts"
import { textIdOf } from "../../../shared/handoff/sheet.ts"
import type { ActorId, UserId } from "../../../shared/ids.ts"
import type { Json } from "../../../shared/json.ts"
import type { Registers } from "../../../shared/model/board-view.ts"
import type { Entry } from "../../../shared/model/entry.ts"
import { openEntry } from "../../../shared/model/entry.ts"
import type { Promises } from "../../../shared/promises/fold.ts"
import { SUPERSEDED } from "../../../shared/promises/superseded-line.ts"
import { err, ok } from "../../../shared/result.ts"
import type { RawClient } from "../../support/raw-client.ts"
import { eventually, type Harness, type StartOptions, startRelay } from "./harness.ts"

/** A command without its id, which is made up. */
export type Ask = Command extends infer C ? (C extends Command ? Omit<C, "id"> : never) : never

const CREW: Readonly<Record<string, readonly string[]>> = { ana: ["design"], bo: ["test"], raj: ["test"], dev: ["dev"] }

export const READ_BACK = "I take it tonight, ring the laboratory first, and call you if it rises."
/** The one check by which the work is done. */
export const DONE_WHEN = (isTicked: boolean): Registers => ({
  "i:d1": { field: "done_when", rank: "a", text: "A guest can pay", ...(isTicked ? { done: true } : {}) },
})

export const SHORT_BRIEF: Registers = {
  "f:who": ["Mina"],
  ...DONE_WHEN(true),
  "f:when": "Friday",
  "f:what": "The checkout, all but the error page",
  "f:why": "Guests leave at the sign-in",
  next: "Open the branch",
}

export const OPEN_GATE = { signatures: false, handoff: false, fields: [], wip: "off" } as const

export function stageParts(cards: readonly string[] = ["card-1", "card-2"], gate: Json = null): readonly Change[] {
  const lane = (id: string, rank: string, more: Registers = {}): Change => ({
    ...{ kind: "created", root: "lanes", id },
    value: { name: id, rank, kind: "active", ...more },
  })
  return [
    { kind: "set-meta", key: "name", from: null, to: "Board" },
    lane("dev", "a", gate === null ? {} : { gate }),
    lane("test", "b", { crew: ["test"], wip: 2 }),
    lane("done", "c"),
    ...cards.map(
      (id, i): Change => ({
        ...{ kind: "created", root: "cards", id },
        value: { title: id, place: ["dev", `a${i}`] },
      }),
    ),
  ]
}

export interface Person {
  readonly client: RawClient
  readonly actor: ActorId
  ask(command: Ask, id?: string): Promise<Answer>
  /** What has been answered to a command of this id. */
  answer(id: string): Promise<Answer>
}

let made = 0
const newId = () => `command-${++made}-${Math.random().toString(36).slice(2, 8)}`

interface Clock {
  now: number
  reads: number
}

export class Stage {
  harness: Harness
  now: number
  readonly #clock: Clock

  /** The board as it came up, with its people as members. */
  constructor(harness: Harness, clock: Clock) {
    this.harness = harness
    this.#clock = clock
    this.now = clock.now
  }

  static async open(options: StartOptions = {}): Promise<Stage> {
    const clock: Clock = { now: 1_000_000, reads: 0 }
    const harness = await startRelay({
      seed: stageParts(),
      now() {
        clock.reads++
        return clock.now
      },
      ...options,
      limits: { alarmMs: 5, ...options.limits },
      async authenticate(request) {
        const who = new URL(request.url ?? "", "http://x").searchParams
        const name = who.get("as")
        if (!name) return err("unauthenticated")
        const role = who.get("role") as Principal["role"]
        return ok({ actor: `user:${name}` as ActorId, name, role, crewRoles: CREW[name] ?? [] })
      },
    })
    const { store, board } = harness
    for (const [name, crewRoles] of Object.entries(CREW)) {
      const userId = name as UserId
      const account = { owner: false, passwordHash: "", createdAt: 1, disabledAt: null }
      await store.accounts.createUser({ id: userId, login: name, name, ...account })
      await store.boards.putMember({ board, userId, role: "member", crewRoles })
    }
    return new Stage(harness, clock)
  }

  pass(ms: number): void {
    this.#clock.now += ms
    this.now = this.#clock.now
  }

  /** Resolves when the relay has looked at its clock many times, and is done with what it found. */
  async ticks(): Promise<void> {
    const until = this.#clock.reads + 20
    await eventually(() => this.#clock.reads >= until)
    await this.promises()
  }

  async restart(): Promise<void> {
    this.harness = await this.harness.restart()
  }

  async person(name: string, role: Principal["role"] = "member"): Promise<Person> {
    const client = await this.harness.client(name, role)
    const answer = async (id: string) => {
      const find = () => client.frames.find((frame) => frame.type === "answer" && frame.body.id === id)
      await client.until(() => find() !== undefined)
      return find()?.body as Answer
    }
    return {
      ...{ client, actor: `user:${name}` as ActorId, answer },
      ask(command, id = newId()) {
        client.command({ id, ...command })
        return answer(id)
      },
    }
  }

  /** A command of somebody who is not connected. */
  ask(name: string, command: Ask, id = newId()): Promise<Answer> {
    const asker = { actor: `user:${name}` as ActorId, role: "member" as const, crewRoles: CREW[name] ?? [] }
    return this.harness.relay.execute(this.harness.board, asker, { id, ...command } as Command)
  }

  /** A whole sheet, and the offer of its card. */
  async offer(name: string, card: string, to: Target, more: Registers = {}, handoff = `h-${card}`): Promise<Answer> {
    await this.draft(name, card, to, more, handoff)
    return this.ask(name, { kind: "handoff.offer", handoff })
  }

  async draft(name: string, card: string, to: Target, more: Registers = {}, handoff = `h-${card}`): Promise<void> {
    const asker = { actor: `user:${name}` as ActorId, role: "member" as const }
    const value = { card, template: "four-w", ...SHORT_BRIEF, to, ...more }
    const made = await this.harness.relay.edit(this.harness.board, asker, [
      { kind: "created", root: "sheets", id: handoff, value },
    ])
    expect(made.ok).toBe(true)
    expect(await this.ask(name, { kind: "handoff.create", handoff, card, template: "four-w" })).toMatchObject({
      ok: true,
    })
  }

  async promises(): Promise<Promises> {
    const snapshot = await this.harness.relay.snapshot(this.harness.board)
    if (!snapshot) throw new Error("no board")
    return snapshot.promises
  }

  async place(card: string): Promise<Json | undefined> {
    return (await this.harness.relay.snapshot(this.harness.board))?.view.cards.get(card)?.place
  }

  async entries(...kinds: readonly string[]): Promise<readonly Entry[]> {
    const { store, board } = this.harness
    return (await store.journal.readEntries(board, { kinds, limit: 5_000 })).map(openEntry)
  }

  /** Of each promise that came too late: what counted and whose it was, and what did not and whose. */
  async bothLines(): Promise<readonly (readonly [string, string, string, string])[]> {
    const { store, board } = this.harness
    const entries = (await store.journal.readEntries(board, { limit: 5_000 })).map(openEntry)
    return entries
      .filter(({ kind }) => kind === SUPERSEDED)
      .map(({ actor, cause, data }) => {
        const counted = entries[Number(cause) - 1]!
        return [counted.kind, counted.actor, String(data?.promise), actor]
      })
  }

  /** Types into a long field of a sheet. */
  async text(name: string, handoff: string, field: string): Promise<{ type(words: string): Promise<void> }> {
    const client = await this.harness.client(name, "member", { text: textIdOf(handoff, field) })
    return {
      async type(words) {
        writeTextJson(client.doc, [{ type: "paragraph", content: [{ type: "text", text: words }] }])
        await client.allSaved()
      },
    }
  }
}

export const sheetOn = (doc: Y.Doc, id: string): Y.Map<unknown> => {
  const sheet = doc.getMap("sheets").get(id)
  if (!(sheet instanceof Y.Map)) throw new Error(`no sheet ${id}`)
  return sheet
}

export const TESTERS: Target = { kind: "role", id: "test" }
export const accept = (handoff: string, version = 1) =>
  ({ kind: "handoff.accept", handoff, version, channel: "call" }) as const
