/**
 * Handoffs under everything at once, from a seed: partitions, restarts of the relay, a store that fails, clocks that strike,
 * two who want the same, and clients that lie. Whatever happened, the ledger keeps the laws, and nobody's words are gone.
 * A seed that ever failed stays in the list.
 */
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import type { Answer } from "../../../shared/command/command.ts"
import type { Handoff } from "../../../shared/handoff/handoff.ts"
import { type Entry, openEntry } from "../../../shared/model/entry.ts"
import { fold, noPromises, type Promises } from "../../../shared/promises/fold.ts"
import { lawBroken } from "../../support/handoff-laws.ts"
import type { RawClient } from "../../support/raw-client.ts"
import { seededBelow } from "../../support/seeded.ts"
import { type Ask, READ_BACK, SHORT_BRIEF, Stage, stageParts, TESTERS } from "./handoff-stage.ts"
import { cardsOf, eventually } from "./harness.ts"

const CARDS = ["card-1", "card-2", "card-3"]
const TARGETS = [TESTERS, { kind: "lane", id: "test" }, { kind: "person", id: "user:raj" }] as const
const LANES = ["dev", "test", "done"]

/** Somebody honest: asks again under the same id after every reconnect, and knows what the relay has told them. */
class Player {
  readonly doc = new Y.Doc()
  readonly name: string
  readonly answers = new Map<string, Answer>()
  promises: Promises = noPromises()
  #client: RawClient | undefined
  readonly #waiting = new Map<string, Ask>()

  constructor(name: string) {
    this.name = name
  }

  get isHere(): boolean {
    return this.#client !== undefined && this.#client.closed === undefined
  }

  async come(stage: Stage): Promise<void> {
    const client = await stage.harness.client(this.name, "member", { doc: this.doc })
    this.#client = client
    client.onFrame = (frame) => {
      if (frame.type === "state") this.promises = structuredClone(frame.body.promises)
      if (frame.type === "entries")
        for (const entry of frame.body.entries) if (entry.seq === this.promises.seq + 1) fold(this.promises, entry)
      if (frame.type !== "answer") return
      this.answers.set(frame.body.id, frame.body)
      this.#waiting.delete(frame.body.id)
    }
    client.follow(0)
    for (const [id, ask] of this.#waiting) client.command({ id, ...ask })
  }

  leave(): void {
    this.#client?.terminate()
    this.#client = undefined
  }

  ask(id: string, ask: Ask): void {
    this.#waiting.set(id, ask)
    if (this.isHere) this.#client?.command({ id, ...ask })
  }

  async settled(): Promise<void> {
    await this.#client?.allSaved()
    await this.#client?.until(() => this.#waiting.size === 0)
  }
}

class Play {
  readonly players = ["ana", "bo", "raj", "dev"].map((name) => new Player(name))
  readonly asked = new Map<string, string>()
  /** Everything that anybody wrote, each once in the world. */
  readonly words: string[] = []
  readonly #stage: Stage
  readonly #random: (below: number) => number
  #count = 0

  constructor(stage: Stage, seed: number) {
    this.#stage = stage
    this.#random = seededBelow(seed)
  }

  pick<T>(list: readonly T[]): T {
    return list[this.#random(list.length)]!
  }

  async step(): Promise<void> {
    const player = this.pick(this.players)
    const { doc } = player
    switch (this.#random(18)) {
      case 0:
        return player.isHere ? player.leave() : player.come(this.#stage)
      case 1:
        return this.#stage.pass(this.pick([60_000, 3_600_000, 5 * 3_600_000]))
      case 2:
        return this.#upsetStore()
      case 3:
        return this.#lie()
      case 4:
        return this.#write(doc)
      case 5:
        cardsOf(doc)
          .get(this.pick(CARDS))
          ?.set("place", [this.pick(LANES), `m${this.#random(99)}`])
        return
      case 6:
        if (this.#random(6) === 0) await this.restart()
        return
      case 7:
      case 8:
        return this.#offer(player)
      case 9:
      case 10:
        return this.#goOn(player)
      default:
        return this.#ask(player)
    }
  }

  async restart(): Promise<void> {
    this.calm()
    for (const player of this.players) player.leave()
    await this.#stage.restart()
    for (const player of this.players) if (this.#random(3) > 0) await player.come(this.#stage)
  }

  calm(): void {
    const { faults } = this.#stage.harness
    faults.failWith = undefined
    faults.failAfterStoring = false
  }

  #upsetStore(): void {
    this.calm()
    const { faults } = this.#stage.harness
    const mood = this.#random(6)
    if (mood === 0) faults.failWith = "full"
    if (mood === 1) faults.failAfterStoring = true
  }

  #say(player: Player, ask: Ask): void {
    const id = `asked-${++this.#count}-by-${player.name}`
    this.asked.set(id, `user:${player.name}`)
    player.ask(id, ask)
  }

  /** A check of its own for every word, so that none is written over. */
  #write(doc: Y.Doc): void {
    const text = `written ${++this.#count}`
    const card = cardsOf(doc).get(this.pick(CARDS))
    card?.set(`c:w${this.#count}`, { list: "l", text, rank: `a${this.#count}`, roles: [] })
    if (card) this.words.push(text)
  }

  #offer(player: Player): void {
    const handoff = `h${++this.#count}`
    const card = this.pick(CARDS)
    const sheet = { card, template: "four-w", ...SHORT_BRIEF, to: this.pick(TARGETS) }
    player.doc.getMap("sheets").set(handoff, new Y.Map(Object.entries(sheet)))
    this.#say(player, { kind: "handoff.create", handoff, card, template: "four-w" })
    this.#say(player, { kind: "handoff.offer", handoff })
  }

  /** A step that is likely, asked by anybody; and of an open offer mostly the race for it. */
  #ask(player: Player): void {
    const known = Object.values(player.promises.handoffs).filter(({ state }) => state !== "verified")
    if (known.length === 0) return
    const open = known.filter(({ state }) => state === "offered" || state === "expired" || state === "questioned")
    const handoff = this.pick(open.length > 0 && this.#random(3) > 0 ? open : known)
    const rivals = open.includes(handoff) && this.#random(3) === 0 ? this.players : [player]
    const step = this.#random(12)
    if (step < 8) this.#say(player, this.#stepOf(step, handoff.id))
    else for (const rival of rivals) this.#accept(rival, handoff)
  }

  #stepOf(step: number, handoff: string): Ask {
    const about = { handoff, reason: "because" }
    const asks: readonly Ask[] = [
      { kind: "handoff.withdraw", ...about },
      { kind: "handoff.decline", ...about },
      { kind: "handoff.question", handoff, field: "why", text: this.#word("asked") },
      { kind: "handoff.send-back", ...about },
      { kind: "handoff.back-up", handoff },
      { kind: "handoff.watch", handoff },
      { kind: "handoff.recall", ...about },
      { kind: "handoff.cancel", ...about },
    ]
    return asks[step]!
  }

  /** Whoever has something goes on with it, as far as they know. */
  #goOn(player: Player): void {
    const me = `user:${player.name}`
    for (const { id: handoff, state, receiver, sender } of Object.values(player.promises.handoffs)) {
      if (state === "accepted" && receiver === me) this.#say(player, { kind: "handoff.finish", handoff })
      if (state === "done" && sender === me) this.#say(player, { kind: "handoff.verify", handoff })
    }
  }

  #accept(player: Player, { id, version, card }: Handoff): void {
    const stale = this.#random(8) === 0 ? 1 : 0
    const read = { version: Math.max(0, version - stale), channel: "call", readBack: READ_BACK } as const
    this.#say(player, { kind: "handoff.accept", handoff: id, ...read })
    // What an honest client does with the words of whoever loses: they stay on the card as a note.
    const text = this.#word("read back")
    this.words.push(text)
    this.#say(player, { kind: "comment.add", card, text })
  }

  #word = (what: string) => `${what} ${++this.#count}`

  /** What only the relay may do, what a viewer may not, and another's promise, all at its own door. */
  #lie(): void {
    const { harness } = this.#stage
    const ids = this.players.flatMap(({ promises }) => Object.keys(promises.handoffs))
    const handoff = ids.length === 0 ? "h1" : this.pick(ids)
    const lies: readonly object[] = [
      { kind: "handoff.expire", handoff, level: 1 + this.#random(3) },
      { kind: "handoff.remind", handoff },
      { kind: "handoff.confirm", handoff },
      { kind: "handoff.accept", handoff, version: 1, channel: "call", actor: "user:bo" },
      { kind: "card.take", card: this.pick(CARDS), as: "user:ana" },
      { kind: "handoff.accept", handoff, version: 1, channel: "call" },
    ]
    const role = this.#random(2) === 0 ? "viewer" : "member"
    const name = role === "viewer" ? "vic" : "eve"
    const lie = this.pick(lies)
    const id = `lie-${++this.#count}-${name}`
    if (role === "member") this.asked.set(id, "user:eve")
    void harness
      .client(name, role)
      .then((client) => {
        client.command({ id, ...lie })
        // Under the id of somebody else's question, too.
        const [others] = this.asked.keys()
        if (others) client.command({ id: others, ...lie })
        cardsOf(client.doc).get(this.pick(CARDS))?.set("accountable", `user:${name}`)
      })
      .catch(() => undefined)
  }
}

async function play(seed: number): Promise<{ readonly entries: readonly Entry[]; readonly game: Play }> {
  const limits = { retryMs: 5, retryMaxMs: 20, messageBurst: 1e6, alarmMs: 5 }
  const stage = await Stage.open({ seed: stageParts(CARDS), inMemory: true, limits })
  const game = new Play(stage, seed)
  for (const player of game.players) await player.come(stage)
  for (let step = 0; step < 220; step++) {
    await game.step()
    if (step % 4 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  game.calm()
  for (const player of game.players) if (!player.isHere) await player.come(stage)
  for (const player of game.players) await player.settled()
  await stage.ticks()
  const { store, board } = stage.harness
  const sealed = await store.journal.readEntries(board, { limit: 50_000 })
  const entries = sealed.map(openEntry)
  await eventually(async () => (await stage.promises()).seq >= entries.length)
  return { entries, game }
}

/** Words that are in no entry. */
function lostWords(words: readonly string[], entries: readonly Entry[]): readonly string[] {
  const told = new Set(entries.flatMap(({ text, to }) => [text, (to as { text?: string } | null | undefined)?.text]))
  return words.filter((word) => !told.has(word))
}

const reached = new Set<string>()

describe("handoffs, whatever happens", () => {
  it.each([1, 2, 3, 4, 5, 6])(
    "[L6] keep every law at every entry, and nobody's words are lost (seed %i)",
    async (seed) => {
      const { entries, game } = await play(seed)
      expect(lawBroken(entries, game.asked)).toBeUndefined()
      expect(lostWords(game.words, entries)).toEqual([])
      // A yes is a fact, once; a no is none.
      const caused = new Set(entries.map(({ cause }) => cause))
      for (const { answers } of game.players)
        for (const [id, { ok }] of answers) if (!ok) expect(caused.has(id), `${id} was refused`).toBe(false)
      // A no to a promise that came too late names the line that tells of it.
      for (const { answers, name } of game.players)
        for (const answer of answers.values())
          if (!answer.ok && "seq" in answer)
            expect(entries[Number(answer.seq) - 1]).toMatchObject({ kind: "promise.superseded", actor: `user:${name}` })
      for (const { kind } of entries) reached.add(kind)
    },
    60_000,
  )

  it("came far enough to prove something", () => {
    for (const kind of [
      "offered",
      "accepted",
      "withdrawn",
      "expired",
      "finished",
      "verified",
      "questioned",
      "declined",
    ])
      expect(reached, kind).toContain(`handoff.${kind}`)
    for (const kind of ["card.moved", "promise.superseded"]) expect(reached).toContain(kind)
  })
})

describe("the laws", () => {
  /** A ledger with one thing wrong in it, numbered and folded as if nothing were. */
  const with_ = (entries: readonly Entry[], change: (list: Entry[]) => void): readonly Entry[] => {
    const list = [...entries]
    change(list)
    // What came too late goes on naming the entry that it named; without that one there is no such line.
    const isLine = ({ kind }: Entry) => kind === "promise.superseded"
    const kept = list.filter((entry) => !isLine(entry) || list.some(({ seq }) => seq === Number(entry.cause)))
    const nowAt = (cause: string | undefined) => String(kept.findIndex(({ seq }) => seq === Number(cause)) + 1)
    return kept.map((entry, index) => ({
      ...entry,
      ...(isLine(entry) ? { cause: nowAt(entry.cause) } : {}),
      seq: index + 1,
    }))
  }
  const at = (entries: readonly Entry[], kind: string) => entries.findIndex((entry) => entry.kind === kind)

  it("find each fault that is planted", async () => {
    const { entries, game } = await play(7)
    const broken = (change: (list: Entry[]) => void) => lawBroken(with_(entries, change), game.asked)
    expect(lawBroken(entries, game.asked)).toBeUndefined()
    const accepted = at(entries, "handoff.accepted")
    const { handoff, card } = { handoff: entries[accepted]?.data?.handoff, card: entries[accepted]?.card }
    const isOfferOfIt = ({ kind, data }: Entry) => kind === "handoff.offered" && data?.handoff === handoff
    expect(broken((list) => list.splice(list.findIndex(isOfferOfIt), 1))).toContain("accepted without an offer")
    const expired = at(entries, "handoff.expired")
    expect(broken((list) => list.splice(expired, 0, list[expired]!))).toContain("escalated to")
    const forged = { ...entries[accepted]!, actor: "user:eve" as never }
    expect(broken((list) => list.splice(accepted, 1, forged))).toContain("never asked for")
    expect(broken((list) => list.splice(accepted + 1, 0, list[accepted]!))).toContain("one command, two facts")
    const winner = entries[accepted]!
    const [command, loser] = [...game.asked].find(([, person]) => person !== winner.actor)!
    const late: Entry = {
      ...{ ...winner, kind: "promise.superseded", actor: loser as never, seq: entries.length + 1 },
      ...{ cause: String(winner.seq), data: { promise: "handoff.accept", handoff: handoff!, command } },
    }
    const planted = (...lines: readonly Entry[]) => broken((list) => list.push(...lines))
    expect(planted(late)).toBeUndefined()
    expect(planted(late, { ...late, seq: late.seq + 1 })).toContain("one loss, two lines")
    expect(planted({ ...late, cause: String(late.seq) })).toContain("lost against nothing")
    expect(planted({ ...late, actor: winner.actor })).toContain("lost against oneself")
    expect(planted({ ...late, data: { ...late.data, command: "x" } })).toContain("never asked for")
    const gone = { ...entries[0]!, kind: "card.taken", actor: "user:eve" as never, card: card!, cause: "x" }
    expect(broken((list) => list.push(gone))).toContain("never asked for")
    expect(lostWords(["written nowhere"], entries)).toEqual(["written nowhere"])
  }, 60_000)
})
