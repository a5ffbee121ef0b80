import { describe, expect, it } from "vitest"
import type { Change } from "../../../shared/change/change.ts"
import type { Json } from "../../../shared/json.ts"
import { accept, OPEN_GATE, type Person, Stage, stageParts, TESTERS } from "./handoff-stage.ts"
import { cardsOf, LEAD } from "./harness.ts"

const SIGNED = { ...OPEN_GATE, signatures: true }
const set = (key: string, to: Json): Change => ({ kind: "set", root: "cards", id: "card-1", key, from: null, to })
const CHECKS = [
  set("h:list", { name: "Ready", rank: "a" }),
  set("c:states", { list: "list", text: "Error states", rank: "a", roles: ["test"] }),
]

async function stageWith(gate: Json, changes: readonly Change[] = []): Promise<Stage> {
  const stage = await Stage.open({ seed: stageParts(["card-1", "card-2", "card-3", "card-4"], gate) })
  if (changes.length > 0) await stage.harness.relay.edit(stage.harness.board, LEAD, changes)
  return stage
}

const move = ({ client }: Person, to: string, card = "card-1") => cardsOf(client.doc).get(card)?.set("place", [to, "m"])
const placeIn = ({ client }: Person, card = "card-1") => cardsOf(client.doc).get(card)?.get("place")
const refusals = ({ client }: Person) =>
  client.frames.flatMap((frame) => (frame.type === "refused" ? [frame.body] : []))
const sign = { kind: "check.sign", card: "card-1", check: "states", role: "test" } as const

describe("a gate", () => {
  it("[G1] takes a move back; others never see it, and the author learns whose name is missing", async () => {
    const stage = await stageWith(SIGNED, CHECKS)
    const [ana, bo] = [await stage.person("ana"), await stage.person("bo")]
    const seen: unknown[] = []
    cardsOf(bo.client.doc).observeDeep(() => seen.push(JSON.stringify(placeIn(bo))))
    move(ana, "test")
    await ana.client.until(() => refusals(ana).length === 1)
    expect(refusals(ana)[0]).toMatchObject({
      ...{ rule: "G1", root: "cards", thing: "card-1", key: "place", value: ["test", "m"] },
      data: { checks: ["states"], texts: ["Error states"], roles: ["test"] },
    })
    await ana.client.until(() => JSON.stringify(placeIn(ana)) === '["dev","a0"]')
    // Something later from the same author: all before it has arrived with it.
    cardsOf(ana.client.doc).get("card-2")?.set("next", "Later")
    await bo.client.until(() => cardsOf(bo.client.doc).get("card-2")?.get("next") === "Later")
    expect(new Set(seen)).toEqual(new Set(['["dev","a0"]']))
    expect(await stage.entries("card.moved")).toEqual([])
  })

  it("[G1] opens when the role has signed", async () => {
    const stage = await stageWith(SIGNED, CHECKS)
    const [ana, bo] = [await stage.person("ana"), await stage.person("bo")]
    expect(await ana.ask(sign)).toMatchObject({ ok: false, rule: "S1" })
    expect(await bo.ask(sign)).toMatchObject({ ok: true })
    move(ana, "test")
    await ana.client.allSaved()
    expect(await stage.place("card-1")).toEqual(["test", "m"])
    expect(refusals(ana)).toEqual([])
  })

  it("[G1] does not fall to an edit and a move in one update: other words void the name under them first", async () => {
    const stage = await stageWith(SIGNED, CHECKS)
    const [ana, bo] = [await stage.person("ana"), await stage.person("bo")]
    await bo.ask(sign)
    const card = cardsOf(ana.client.doc).get("card-1")
    ana.client.doc.transact(() => {
      move(ana, "test")
      card?.set("c:states", { list: "list", text: "Happy path", rank: "a", roles: ["test"] })
    })
    await ana.client.until(() => refusals(ana).length === 1)
    expect(refusals(ana)[0]).toMatchObject({ rule: "G1" })
    const edits = await stage.entries("card.edited", "check.voided")
    expect(edits.slice(-2)).toMatchObject([
      { kind: "card.edited", actor: "user:ana", key: "c:states" },
      { kind: "check.voided", actor: "system", data: { check: "states" } },
    ])
    expect(edits.at(-1)?.cause).toBe(String(edits.at(-2)?.seq))
    expect((await stage.promises()).cards["card-1"]?.signatures).toEqual({})
  })

  it("keeps names when an item is moved, and when it gets the words it has", async () => {
    const stage = await stageWith(SIGNED, CHECKS)
    const [ana, bo] = [await stage.person("ana"), await stage.person("bo")]
    await bo.ask(sign)
    const item = { list: "list", text: "Error states", rank: "b", roles: ["test"] }
    cardsOf(ana.client.doc).get("card-1")?.set("c:states", item)
    await ana.client.allSaved()
    expect((await stage.promises()).cards["card-1"]?.signatures.states).toHaveLength(1)
  })

  it("is no longer in the way of one card when a lead says so, with a reason, once", async () => {
    const stage = await stageWith(SIGNED, CHECKS)
    const lea = await stage.person("lea", "lead")
    await lea.ask({ kind: "gate.override", card: "card-1", lane: "test", reason: "Tia is ill" })
    move(lea, "test")
    await lea.client.allSaved()
    expect(await stage.place("card-1")).toEqual(["test", "m"])
    move(lea, "dev")
    move(lea, "test")
    await lea.client.until(() => refusals(lea).length === 1)
  })

  it("cannot be gone around by a lane that is not there", async () => {
    const stage = await stageWith(SIGNED, CHECKS)
    const ana = await stage.person("ana")
    move(ana, "nowhere")
    await ana.client.until(() => refusals(ana).length === 1)
    expect(refusals(ana)[0]).toMatchObject({ rule: "E1" })
    expect(await stage.place("card-1")).toEqual(["dev", "a0"])
  })

  it("[G3] counts the cards that are in the next lane, as they come and go", async () => {
    const stage = await stageWith({ ...OPEN_GATE, wip: "hard" })
    const ana = await stage.person("ana")
    for (const card of ["card-1", "card-2", "card-3"]) move(ana, "test", card)
    await ana.client.until(() => refusals(ana).length === 1)
    expect(refusals(ana)[0]).toMatchObject({ rule: "G3", thing: "card-3" })
    cardsOf(ana.client.doc).get("card-1")?.set("archived", true)
    move(ana, "test", "card-3")
    await ana.client.allSaved()
    expect(await stage.place("card-3")).toEqual(["test", "m"])
  })

  it("[G3] soft: lets the card through and puts it on record", async () => {
    const stage = await stageWith({ ...OPEN_GATE, wip: "soft" })
    const ana = await stage.person("ana")
    for (const card of ["card-1", "card-2", "card-3"]) move(ana, "test", card)
    await ana.client.allSaved()
    const moved = await stage.entries("card.moved")
    expect(moved.map(({ card, data }) => [card, data?.overLimit])).toEqual([
      ["card-1", undefined],
      ["card-2", undefined],
      ["card-3", true],
    ])
  })

  it("[G4] is passed by the acceptance itself: the card moves in the same commit, and everybody sees both", async () => {
    const stage = await stageWith({ ...OPEN_GATE, handoff: true })
    const [ana, bo] = [await stage.person("ana"), await stage.person("bo")]
    move(ana, "test")
    await ana.client.until(() => refusals(ana).length === 1)
    expect(refusals(ana)[0]).toMatchObject({ rule: "G4" })
    await stage.offer("ana", "card-1", { kind: "lane", id: "test" })
    const before = stage.harness.faults.appends
    expect(await bo.ask(accept("h-card-1"))).toMatchObject({ ok: true })
    expect(stage.harness.faults.appends - before).toBe(1)
    await ana.client.until(() => (placeIn(ana) as string[])[0] === "test")
    await bo.client.until(() => (placeIn(bo) as string[])[0] === "test")
    const facts = await stage.entries("handoff.accepted", "card.moved")
    expect(facts).toMatchObject([
      { kind: "handoff.accepted", actor: "user:bo" },
      { kind: "card.moved", actor: "user:bo", card: "card-1", from: ["dev", "a0"] },
    ])
    expect(facts[1]?.cause).toBe(facts[0]?.cause)
    expect((await stage.promises()).cards["card-1"]).toMatchObject({ accountable: "user:bo" })
  })

  it("[H17] keeps a card on the board while it is on its way to somebody", async () => {
    const stage = await stageWith(null)
    await stage.offer("ana", "card-1", TESTERS)
    const ana = await stage.person("ana")
    cardsOf(ana.client.doc).get("card-1")?.set("archived", true)
    await ana.client.until(() => refusals(ana).length === 1)
    expect(refusals(ana)[0]).toMatchObject({ rule: "H17", data: { handoff: "h-card-1" } })
  })
})
