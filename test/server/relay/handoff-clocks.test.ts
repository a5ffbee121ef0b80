import { describe, expect, it } from "vitest"
import type { ActorId, UserId } from "../../../shared/ids.ts"
import type { Json } from "../../../shared/json.ts"
import { accept, READ_BACK, Stage, stageParts, TESTERS } from "./handoff-stage.ts"
import { eventually } from "./harness.ts"

const H = "h-card-1"
const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** 4W, routine: four hours to accept, a step every two hours after that. */
const ACCEPT_MS = 4 * HOUR
const STEP_MS = 2 * HOUR

// biome-ignore lint/suspicious/noThenProperty: a line of an if-then field has a part of that name
const IF_THEN = { if: "payments fail", then: "switch it off", who: "Dev" }

const expiries = async (stage: Stage) =>
  (await stage.entries("handoff.expired")).map(({ at, data }) => [at, data?.level])
const until = (stage: Stage, count: number) => eventually(async () => (await expiries(stage)).length >= count)

describe("the time to accept", () => {
  it("takes each step once, widens nothing else, and leaves the sender accountable", async () => {
    const stage = await Stage.open()
    await stage.ask("ana", { kind: "card.take", card: "card-1" })
    await stage.offer("ana", "card-1", TESTERS)
    const offeredAt = stage.now
    stage.pass(ACCEPT_MS - 1)
    await stage.ticks()
    expect(await expiries(stage)).toEqual([])
    stage.pass(1)
    await until(stage, 1)
    await stage.ticks()
    stage.pass(STEP_MS)
    await until(stage, 2)
    await stage.ticks()
    expect(await expiries(stage)).toEqual([
      [offeredAt + ACCEPT_MS, 1],
      [offeredAt + ACCEPT_MS + STEP_MS, 2],
    ])
    const { cards, handoffs } = await stage.promises()
    expect(cards["card-1"]?.accountable).toBe("user:ana")
    expect(handoffs[H]).toMatchObject({ state: "expired", escalation: 2 })
  })

  it("is the one of the two lanes where a lead has set one, and the template's otherwise", async () => {
    const stage = await Stage.open({ seed: stageParts(["card-1", "card-2", "card-3"]) })
    const { relay, board } = stage.harness
    const minutes = (to: string, times: Json) =>
      relay.edit(board, { actor: "user:lea" as ActorId, role: "lead" }, [
        { kind: "set", root: "lanes", id: "dev", key: `w:${to}`, from: null, to: times },
      ])
    expect((await minutes("test", { routine: 20 })).ok).toBe(true)
    expect((await minutes("dev", { routine: 7, critical: 2 })).ok).toBe(true)
    const TO_TEST = { kind: "lane", id: "test" } as const
    await stage.offer("ana", "card-1", TO_TEST)
    await stage.offer("ana", "card-2", TESTERS)
    const WATCH = { severity: "watch", "i:w1": { field: "watch_out", rank: "a", ...IF_THEN } }
    await stage.offer("ana", "card-3", TO_TEST, WATCH)
    const { handoffs } = await stage.promises()
    const within = (id: string) => (handoffs[id]!.acceptBy! - stage.now) / MINUTE
    expect([within(H), within("h-card-2"), within("h-card-3")]).toEqual([20, 7, 60])
    stage.pass(20 * MINUTE)
    await until(stage, 2)
    await stage.ask("ana", { kind: "handoff.reassign", handoff: H, to: TESTERS })
    expect(((await stage.promises()).handoffs[H]!.acceptBy! - stage.now) / MINUTE, "within the lane").toBe(7)
  })

  it("[C9] is over for nobody: an acceptance right after it counts, and stops the clock", async () => {
    const stage = await Stage.open()
    await stage.offer("ana", "card-1", TESTERS)
    const bo = await stage.person("bo")
    stage.pass(ACCEPT_MS)
    await until(stage, 1)
    expect(await bo.ask(accept(H))).toMatchObject({ ok: true })
    stage.pass(10 * STEP_MS)
    await stage.ticks()
    expect(await expiries(stage)).toHaveLength(1)
    expect(await stage.harness.store.journal.listAlarms()).toEqual([])
  })

  it("[C9] in the same moment either comes first, and the other still holds", async () => {
    const stage = await Stage.open()
    await stage.offer("ana", "card-1", TESTERS)
    const bo = await stage.person("bo")
    stage.pass(ACCEPT_MS)
    const answer = await bo.ask(accept(H))
    await stage.ticks()
    expect(answer).toMatchObject({ ok: true })
    expect((await expiries(stage)).length).toBeLessThanOrEqual(1)
    expect((await stage.promises()).handoffs[H]).toMatchObject({ state: "accepted", receiver: "user:bo" })
  })

  it("stands still on a board in the archive, over a restart too, and takes each step once after it is brought back", async () => {
    const stage = await Stage.open()
    await stage.offer("ana", "card-1", TESTERS)
    const archive = (archivedAt: number | null) =>
      stage.harness.store.boards.updateBoard(stage.harness.board, { archivedAt })
    await archive(stage.now)
    stage.pass(ACCEPT_MS)
    await stage.ticks()
    await stage.restart()
    await stage.ticks()
    expect(await expiries(stage)).toEqual([])
    await archive(null)
    await stage.harness.relay.restored(stage.harness.board)
    await until(stage, 1)
    await stage.harness.relay.restored(stage.harness.board)
    await stage.ticks()
    expect((await expiries(stage)).map(([, level]) => level)).toEqual([1])
    stage.pass(STEP_MS)
    await until(stage, 2)
  })

  it("[C17] survives a restart in the middle: overdue steps are taken once each, also on a board that nobody opens", async () => {
    const stage = await Stage.open()
    await stage.offer("ana", "card-1", TESTERS)
    stage.pass(ACCEPT_MS)
    await until(stage, 1)
    await stage.restart()
    expect(stage.harness.relay.counts.rooms).toBe(0)
    stage.pass(2 * STEP_MS)
    await until(stage, 3)
    await stage.restart()
    await stage.ticks()
    expect((await expiries(stage)).map(([, level]) => level)).toEqual([1, 2, 3])
    stage.pass(10 * STEP_MS)
    await until(stage, 4)
    await stage.ticks()
    expect((await expiries(stage)).map(([, level]) => level)).toEqual([1, 2, 3, 4])
    expect(await stage.harness.store.journal.listAlarms()).toEqual([])
  })

  it("is kept with the commit that started it, and forgotten with the one that ends it", async () => {
    const stage = await Stage.open()
    const { store, board } = stage.harness
    await stage.offer("ana", "card-1", TESTERS)
    expect(await store.journal.listAlarms()).toEqual([{ board, at: stage.now + ACCEPT_MS }])
    stage.pass(HOUR)
    await stage.offer("ana", "card-2", TESTERS)
    expect(await store.journal.listAlarms()).toEqual([{ board, at: stage.now - HOUR + ACCEPT_MS }])
    await stage.ask("ana", { kind: "handoff.withdraw", handoff: H, reason: "Mine" })
    expect(await store.journal.listAlarms()).toEqual([{ board, at: stage.now + ACCEPT_MS }])
  })

  it("waits for a store that fails, and is then noted once", async () => {
    const stage = await Stage.open()
    await stage.offer("ana", "card-1", TESTERS)
    stage.harness.faults.failWith = "unavailable"
    stage.pass(ACCEPT_MS)
    await eventually(() => stage.harness.reloads.length > 0)
    stage.harness.faults.failWith = undefined
    await until(stage, 1)
    await stage.ticks()
    expect(await expiries(stage)).toHaveLength(1)
  })
})

describe("an open loop", () => {
  it("is reminded of once, also across a restart", async () => {
    const stage = await Stage.open({ seed: stageParts() })
    // biome-ignore lint/suspicious/noThenProperty: a line of an if-then field has a part of that name
    const plan = [{ if: "payments fail", then: "switch it off", who: "Dev" }]
    await stage.offer("ana", "card-1", TESTERS, { severity: "critical", "f:watch_out": plan })
    expect(await stage.ask("bo", { ...accept(H), readBack: READ_BACK })).toMatchObject({ ok: true })
    stage.pass(10 * MINUTE)
    await eventually(async () => (await stage.entries("handoff.reminded")).length === 1)
    await stage.restart()
    stage.pass(HOUR)
    await stage.ticks()
    expect(await stage.entries("handoff.reminded")).toHaveLength(1)
    expect((await stage.promises()).handoffs[H]).toMatchObject({ loopOpen: true, receiver: "user:bo" })
  })
})

describe("a receiver who is gone", () => {
  const TO_BO = { kind: "person", id: "user:bo" } as const
  const remove = (stage: Stage, name: string) =>
    stage.harness.store.boards.removeMember(stage.harness.board, name as UserId)

  it("[C12] brings the offer back to its sender, as soon as the right is taken away", async () => {
    const stage = await Stage.open()
    await stage.offer("ana", "card-1", TO_BO)
    await stage.offer("ana", "card-2", TESTERS)
    await remove(stage, "bo")
    await stage.harness.relay.crewChanged(stage.harness.board)
    const { handoffs } = await stage.promises()
    expect(handoffs[H]).toMatchObject({ state: "returned" })
    // Raj is still there for what went to the testers.
    expect(handoffs["h-card-2"]).toMatchObject({ state: "offered" })
    expect(await stage.entries("handoff.returned")).toEqual([
      expect.objectContaining({ actor: "system", reason: "no-receiver", card: "card-1" }),
    ])
  })

  it("[C12] is noticed when the time runs out, at the latest", async () => {
    const stage = await Stage.open()
    await stage.offer("ana", "card-1", TO_BO)
    await remove(stage, "bo")
    stage.pass(ACCEPT_MS)
    await eventually(async () => (await stage.entries("handoff.returned")).length === 1)
    await stage.ticks()
    expect(await expiries(stage)).toEqual([])
  })

  it("[C12] cannot accept any more, whatever they could when it was offered", async () => {
    const stage = await Stage.open()
    await stage.offer("ana", "card-1", TESTERS)
    const { relay, board } = stage.harness
    const asker = { actor: "user:bo" as never, role: "member" as const, crewRoles: [] }
    expect(await relay.execute(board, asker, { id: "command-late-bo", ...accept(H) })).toMatchObject({
      ...{ ok: false, rule: "H6" },
    })
  })

  it("[H16] takes no offer that nobody could accept", async () => {
    const stage = await Stage.open()
    expect(await stage.offer("ana", "card-1", { kind: "role", id: "nobody" })).toMatchObject({ ok: false, rule: "H16" })
  })

  it("[H16] takes no offer to a lane that is not on the board, and brings one back whose lane went", async () => {
    const stage = await Stage.open()
    const { relay, board } = stage.harness
    expect(await stage.offer("ana", "card-1", { kind: "lane", id: "nowhere" })).toMatchObject({ rule: "H16" })
    await stage.offer("ana", "card-2", { kind: "lane", id: "test" })
    const lead = { actor: "user:lea" as ActorId, role: "lead" } as const
    const archived = { kind: "set", root: "lanes", id: "test", key: "archived", from: null, to: true } as const
    expect((await relay.edit(board, lead, [archived])).ok).toBe(true)
    expect(await stage.ask("bo", accept("h-card-2"))).toMatchObject({ ok: false, rule: "H6" })
    stage.pass(ACCEPT_MS)
    await eventually(async () => (await stage.promises()).handoffs["h-card-2"]?.state === "returned")
    expect((await stage.promises()).cards["card-2"]?.accountable).toBe("user:ana")
  })
})
