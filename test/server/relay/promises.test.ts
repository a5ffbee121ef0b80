import { describe, expect, it } from "vitest"
import type { Command } from "../../../shared/command/command.ts"
import type { ActorId } from "../../../shared/ids.ts"
import { cardsOf, eventually, LEAD, startRelay } from "./harness.ts"

const answers = (frames: readonly { type: string; body: unknown }[]) =>
  frames.filter(({ type }) => type === "answer").map(({ body }) => body)

describe("commands", () => {
  it("give the card to the first who asks, and tell the second whose it is", async () => {
    const { client } = await startRelay()
    const [anna, ben] = [await client("anna"), await client("ben")]
    anna.command({ id: "command-1", kind: "card.take", card: "card-1" })
    await anna.until(() => answers(anna.frames).length === 1)
    ben.command({ id: "command-2", kind: "card.take", card: "card-1" })
    await ben.until(() => answers(ben.frames).length === 1)
    expect(answers(anna.frames)).toEqual([{ id: "command-1", ok: true, seq: 6, hash: expect.any(String) }])
    expect(answers(ben.frames)).toEqual([
      expect.objectContaining({ ok: false, code: "refused", rule: "H1", data: { person: "user:anna" } }),
    ])
  })

  it("are decided behind the edits that were sent before them", async () => {
    const { client } = await startRelay()
    const anna = await client("anna")
    const { Map: YMap } = await import("yjs")
    cardsOf(anna.doc).set("fresh", new YMap(Object.entries({ title: "Fresh", place: ["todo", "c"] })))
    anna.command({ id: "command-1", kind: "card.take", card: "fresh" })
    await anna.until(() => answers(anna.frames).length === 1)
    expect(answers(anna.frames)).toMatchObject([{ ok: true, seq: 7 }])
  })

  it("happen once, however often they are asked, also after a restart", async () => {
    const first = await startRelay()
    const anna = await first.client("anna")
    const command = { id: "command-1", kind: "comment.add", card: "card-1", text: "Once" } as const
    anna.command(command)
    anna.command(command)
    await anna.until(() => answers(anna.frames).length === 2)
    const second = await first.restart()
    const third = await second.relay.execute(second.board, { ...LEAD, actor: "user:anna" as ActorId }, command)
    expect(new Set([...answers(anna.frames), third].map((answer) => JSON.stringify(answer))).size).toBe(1)
    const comments = await first.store.journal.readEntries(first.board, { kinds: ["comment.added"], limit: 10 })
    expect(comments).toHaveLength(1)
  })

  it("of two people under one id are two, at once and after a restart", async () => {
    const first = await startRelay()
    const [anna, ben] = [await first.client("anna"), await first.client("ben")]
    anna.command({ id: "command-1", kind: "card.take", card: "card-1" })
    await anna.until(() => answers(anna.frames).length === 1)
    ben.command({ id: "command-1", kind: "card.take", card: "card-1" })
    await ben.until(() => answers(ben.frames).length === 1)
    expect(answers(ben.frames)).toMatchObject([{ id: "command-1", ok: false, rule: "H1" }])
    const second = await first.restart()
    const cy = { ...LEAD, actor: "user:cy" as ActorId }
    const comment = { id: "command-1", kind: "comment.add", card: "card-1", text: "Mine" } as const
    expect(await second.relay.execute(second.board, cy, comment)).toMatchObject({ ok: true })
    const comments = await first.store.journal.readEntries(first.board, { kinds: ["comment.added"], limit: 10 })
    expect(comments).toMatchObject([{ actor: "user:cy" }])
  })

  it.each([
    ["a viewer's", "viewer", { id: "command-1", kind: "card.take", card: "card-1" }, "forbidden"],
    ["an unknown kind", "member", { id: "command-1", kind: "card.explode", card: "card-1" }, "bad-request"],
    [
      "one with more than it should have",
      "member",
      { id: "command-1", kind: "card.take", card: "card-1", x: 1 },
      "bad-request",
    ],
  ] as const)("answer %s with no", async (_what, role, command, code) => {
    const { client } = await startRelay()
    const anna = await client("anna", role)
    anna.command(command)
    await anna.until(() => answers(anna.frames).length === 1)
    expect(answers(anna.frames)).toMatchObject([{ id: "command-1", ok: false, code }])
  })
})

describe("following the ledger", () => {
  it("gives the fold first, then every entry, in order and without a gap", async () => {
    const { client, relay, board } = await startRelay()
    const anna = await client("anna")
    anna.follow()
    await anna.until(() => anna.frames.some(({ type }) => type === "state"))
    for (let edit = 0; edit < 20; edit++) cardsOf(anna.doc).get("card-1")?.set("next", `Step ${edit}`)
    anna.command({ id: "command-1", kind: "card.take", card: "card-1" })
    await anna.until(() => answers(anna.frames).length === 1)
    const entries = () => anna.frames.flatMap((frame) => (frame.type === "entries" ? frame.body.entries : []))
    await anna.until(() => entries().length === 21)
    expect(entries().map(({ seq }) => seq)).toEqual(Array.from({ length: 21 }, (_, index) => index + 6))
    const back = await client("anna")
    back.follow(20)
    await back.until(() => back.frames.some(({ type }) => type === "entries"))
    const resumed = back.frames.flatMap((frame) => (frame.type === "entries" ? frame.body.entries : []))
    expect(resumed.map(({ seq }) => seq)).toEqual([21, 22, 23, 24, 25, 26])
    expect(resumed).toEqual(entries().slice(-6))
    expect((await relay.snapshot(board))?.promises.cards["card-1"]?.accountable).toBe("user:anna")
  })

  it("gives the fold again to somebody who knows more than there is", async () => {
    const { client } = await startRelay()
    const anna = await client("anna")
    anna.follow(10_000)
    await anna.until(() => anna.frames.some(({ type }) => type === "state"))
  })

  it("reaches subscribers in this process, until they stop", async () => {
    const { relay, board } = await startRelay()
    const seen: string[] = []
    const stop = relay.subscribe(board, (entries) => void seen.push(...entries.map(({ kind }) => kind)))
    const take = { kind: "card.take", card: "card-1" } as const
    await relay.execute(board, LEAD, { id: "command-1", ...take })
    await eventually(() => seen.length === 1)
    stop()
    await relay.execute(board, LEAD, { id: "command-2", kind: "card.release", card: "card-1" })
    expect(seen).toEqual(["card.taken"])
  })
})

describe("a program with a key", () => {
  const named = { handoff: "h-1" } as const
  it.each<Omit<Command, "id">>([
    { kind: "handoff.accept", ...named, version: 1, channel: "call" } as never,
    { kind: "handoff.read-again", ...named, readBack: "word for word" } as never,
    { kind: "handoff.confirm", ...named } as never,
    { kind: "handoff.verify", ...named } as never,
    { kind: "handoff.take-over", ...named, reason: "because" } as never,
    { kind: "handoff.back-up", ...named } as never,
    { kind: "check.sign", card: "card-1", check: "check-1", role: "test" } as never,
    { kind: "check.unsign", card: "card-1", check: "check-1" } as never,
  ])("[H6] gives nobody's word: $kind", async (command) => {
    const { relay, board } = await startRelay({ inMemory: true })
    const key = { actor: "key:ci" as ActorId, role: "lead", crewRoles: ["test"] } as const
    const answer = await relay.execute(board, key, { id: "command-1", ...command } as Command)
    expect(answer).toMatchObject({ ok: false, rule: "H6" })
  })

  it("comments under its own name", async () => {
    const { relay, board } = await startRelay({ inMemory: true })
    const key = { actor: "key:ci" as ActorId, role: "lead", crewRoles: [] } as const
    const comment = { id: "command-1", kind: "comment.add", card: "card-1", text: "Built." } as const
    expect(await relay.execute(board, key, comment)).toMatchObject({ ok: true })
  })
})
