import { describe, expect, it } from "vitest"
import { TEXT_ROOT } from "../../../shared/doc/layout.ts"
import { writeTextJson } from "../../../shared/doc/rich-text.ts"
import { ABANDONED_MS, WHEEL_KEPT_MS } from "../../../shared/huddle/clocks.ts"
import { notesIdOf } from "../../../shared/huddle/notes.ts"
import { recordOf } from "../../../shared/huddle/record.ts"
import { openEntry } from "../../../shared/model/entry.ts"
import { fold, noPromises } from "../../../shared/promises/fold.ts"
import { type Person, Stage } from "./handoff-stage.ts"
import { eventually } from "./harness.ts"

const HUDDLE = "hud1"
const start = { kind: "huddle.start", huddle: HUDDLE } as const
const take = (from: string | null) => ({ kind: "huddle.take", huddle: HUDDLE, from }) as const
const next = (from: number) => ({ kind: "huddle.step", huddle: HUDDLE, from, to: from + 1 }) as const

const driver = async (stage: Stage) => (await stage.promises()).huddle.open?.driver
/** Closes the socket and waits until the relay has seen it go. */
async function leave(stage: Stage, { client, actor }: Person): Promise<void> {
  client.terminate()
  await eventually(() => !stage.harness.relay.here(stage.harness.board).some((one) => one.actor === actor))
}

describe("the wheel of a huddle", () => {
  it("[C14] of two who take it at once from two sockets one has it, and only that one steers", async () => {
    const stage = await Stage.open()
    const people = await Promise.all(["ana", "bo", "raj"].map((name) => stage.person(name)))
    const [ana, bo, raj] = people as [Person, Person, Person]
    await ana.ask(start)
    for (let round = 0; round < 20; round++) {
      const before = (await driver(stage)) as string
      const takers = [bo, raj, ana].filter(({ actor }) => actor !== before)
      const answers = await Promise.all(takers.map((person) => person.ask(take(before))))
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
      const winner = takers[answers.findIndex(({ ok }) => ok)]
      expect(answers.find(({ ok }) => !ok)).toMatchObject({ rule: "U5", data: { person: winner?.actor } })
      expect(await driver(stage)).toBe(winner?.actor)
      const steers = await Promise.all(people.map((person) => person.ask({ kind: "huddle.extend", huddle: HUDDLE })))
      expect(steers.map(({ ok }) => ok)).toEqual(people.map((person) => person === winner))
    }
    const wheel = await stage.entries("huddle.started", "huddle.taken")
    for (const [index, { data }] of wheel.slice(1).entries()) expect(data?.from).toBe(wheel[index]?.actor)
  })

  it("is free ten seconds after whoever held it is gone, not before, and once", async () => {
    const stage = await Stage.open()
    const [ana, bo] = [await stage.person("ana"), await stage.person("bo")]
    await ana.ask(start)
    await leave(stage, ana)
    stage.pass(WHEEL_KEPT_MS - 1)
    await stage.ticks()
    expect(await driver(stage)).toBe("user:ana")
    stage.pass(1)
    await eventually(async () => (await driver(stage)) === null)
    await stage.ticks()
    expect(await stage.entries("huddle.freed")).toMatchObject([{ actor: "system", data: { driver: "user:ana" } }])
    expect(await bo.ask(take(null))).toMatchObject({ ok: true })
  })

  it("stays with somebody who comes back in time, and with whoever has another window open", async () => {
    const stage = await Stage.open()
    const ana = await stage.person("ana")
    await ana.ask(start)
    await leave(stage, ana)
    stage.pass(WHEEL_KEPT_MS - 1)
    const [again, second] = [await stage.person("ana"), await stage.person("ana")]
    stage.pass(10 * WHEEL_KEPT_MS)
    await stage.ticks()
    again.client.terminate()
    await stage.ticks()
    stage.pass(10 * WHEEL_KEPT_MS)
    await stage.ticks()
    expect(await driver(stage)).toBe("user:ana")
    await leave(stage, second)
    stage.pass(WHEEL_KEPT_MS)
    await eventually(async () => (await driver(stage)) === null)
    expect(await stage.entries("huddle.freed")).toHaveLength(1)
  })

  it("[C17] is freed over a restart, also on a board that nobody opens again", async () => {
    const stage = await Stage.open()
    const ana = await stage.person("ana")
    await ana.ask(start)
    stage.pass(60_000)
    await stage.restart()
    expect(stage.harness.relay.counts.rooms).toBe(0)
    await stage.ticks()
    expect(await driver(stage)).toBe("user:ana")
    stage.pass(WHEEL_KEPT_MS)
    await eventually(async () => (await driver(stage)) === null)
    expect(await stage.entries("huddle.freed")).toHaveLength(1)
  })

  it("[C17] survives a restart with whoever comes back within ten seconds", async () => {
    const stage = await Stage.open()
    await (await stage.person("ana")).ask(start)
    await stage.restart()
    stage.pass(WHEEL_KEPT_MS - 1)
    const ana = await stage.person("ana")
    stage.pass(10 * WHEEL_KEPT_MS)
    await stage.ticks()
    expect(await ana.ask(next(0))).toMatchObject({ ok: true })
    expect(await stage.entries("huddle.freed")).toEqual([])
  })

  it("is handed over to somebody of the board; whoever is not there has ten seconds to come", async () => {
    const stage = await Stage.open()
    const ana = await stage.person("ana")
    await ana.ask(start)
    const handOver = (to: string) => ana.ask({ kind: "huddle.hand-over", huddle: HUDDLE, to })
    expect(await handOver("user:stranger")).toMatchObject({ ok: false, rule: "U7" })
    expect(await handOver("user:bo")).toMatchObject({ ok: true })
    expect(await ana.ask(next(0))).toMatchObject({ ok: false, rule: "U2", data: { person: "user:bo" } })
    stage.pass(WHEEL_KEPT_MS)
    await eventually(async () => (await driver(stage)) === null)
  })

  it("waits for a store that fails, and is then freed once", async () => {
    const stage = await Stage.open()
    const ana = await stage.person("ana")
    await ana.ask(start)
    await leave(stage, ana)
    stage.harness.faults.failWith = "unavailable"
    stage.pass(WHEEL_KEPT_MS)
    await eventually(() => stage.harness.reloads.length > 0)
    stage.harness.faults.failWith = undefined
    await eventually(async () => (await stage.entries("huddle.freed")).length > 0)
    await stage.ticks()
    expect(await stage.entries("huddle.freed")).toHaveLength(1)
  })
})

describe("a huddle", () => {
  it("[C16] what was asked while the relay was away is decided when it is back, against what happened meanwhile", async () => {
    const stage = await Stage.open()
    const [ana, bo] = [await stage.person("ana"), await stage.person("bo")]
    await ana.ask(start)
    await leave(stage, ana)
    stage.pass(WHEEL_KEPT_MS)
    await eventually(async () => (await driver(stage)) === null)
    await bo.ask(take(null))
    await bo.ask(next(0))
    const back = await stage.person("ana")
    expect(await back.ask(next(0))).toMatchObject({ ok: false, rule: "U2", data: { person: "user:bo" } })
    expect(await back.ask({ kind: "huddle.decide", huddle: HUDDLE, text: "We ship it" })).toMatchObject({ ok: true })
    await bo.ask({ kind: "huddle.close", huddle: HUDDLE })
    expect(await back.ask({ kind: "huddle.decide", huddle: HUDDLE, text: "Late" })).toMatchObject({ rule: "U4" })
  })

  it("has one record in the ledger, with the relay's times, and the same after a restart", async () => {
    const stage = await Stage.open()
    const ana = await stage.person("ana")
    await ana.ask(start)
    stage.pass(40_000)
    await ana.ask(next(0))
    await ana.ask({
      kind: "huddle.act",
      huddle: HUDDLE,
      text: "Ring Kim",
      person: "user:bo",
      due: "2026-11-27",
      card: "card-1",
    })
    stage.pass(2_000)
    await ana.ask({ kind: "huddle.close", huddle: HUDDLE })
    const before = await stage.promises()
    await stage.restart()
    expect(await stage.promises()).toEqual(before)
    const [closed, ...more] = await stage.entries("huddle.closed")
    expect(more).toEqual([])
    expect(recordOf(closed!)).toEqual(before.huddle.last)
    expect(before.huddle.last?.steps.map(({ ms }) => ms).slice(0, 2)).toEqual([40_000, 2_000])
    expect(before.actions).toMatchObject([{ text: "Ring Kim", person: "user:bo", state: "open", card: "card-1" }])
    const { store, board } = stage.harness
    expect(await store.journal.listAlarms()).not.toContainEqual(expect.objectContaining({ board }))
  })

  it("is ended by the relay when everybody has left it, also over a restart", async () => {
    const stage = await Stage.open()
    await stage.ask("ana", start)
    await stage.restart()
    stage.pass(ABANDONED_MS + WHEEL_KEPT_MS)
    await eventually(async () => (await stage.entries("huddle.closed")).length === 1)
    expect((await stage.promises()).huddle).toMatchObject({ open: null, last: { huddle: HUDDLE } })
    expect(await stage.ask("bo", { kind: "huddle.start", huddle: "hud2" })).toMatchObject({ ok: true })
  })

  it("[P1] is steered by nobody who only looks", async () => {
    const stage = await Stage.open()
    const vic = await stage.person("vic", "viewer")
    expect(await vic.ask(start)).toMatchObject({ ok: false, code: "forbidden" })
  })
})

describe("the notes of a huddle", () => {
  it("are a text of their own for everybody who edits, noted in the ledger and kept", async () => {
    const stage = await Stage.open()
    await stage.ask("ana", start)
    const text = notesIdOf(HUDDLE)
    const [ana, bo] = await Promise.all(["ana", "bo"].map((name) => stage.harness.client(name, "member", { text })))
    writeTextJson(ana!.doc, [{ type: "paragraph", content: [{ type: "text", text: "Ask the lab" }] }])
    await ana!.allSaved()
    await bo!.until(() => bo!.doc.getXmlFragment(TEXT_ROOT).toString().includes("Ask the lab"))
    expect(await stage.harness.relay.readText(stage.harness.board, text)).toMatchObject([
      { type: "paragraph", content: [{ text: "Ask the lab" }] },
    ])
    expect(await stage.entries("text.edited")).toMatchObject([{ actor: "user:ana", data: { text, huddle: HUDDLE } }])
    await expect(stage.harness.client("bo", "member", { text: "huddle~" })).rejects.toThrow()
  })
})

it("the fold that the relay keeps is the fold of what it wrote", async () => {
  const stage = await Stage.open()
  const ana = await stage.person("ana")
  await ana.ask(start)
  await ana.ask({ kind: "huddle.spotlight", huddle: HUDDLE, card: "card-1" })
  await leave(stage, ana)
  stage.pass(WHEEL_KEPT_MS)
  await eventually(async () => (await driver(stage)) === null)
  const { store, board } = stage.harness
  const entries = (await store.journal.readEntries(board, { limit: 5_000 })).map(openEntry)
  expect(entries.map(({ kind }) => kind)).toContain("huddle.freed")
  expect(entries.reduce(fold, noPromises())).toEqual(await stage.promises())
})
