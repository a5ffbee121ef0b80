import { describe, expect, it } from "vitest"
import { encodeDismiss, type ServerFrames } from "../../../shared/wire/frames.ts"
import type { RawClient } from "../../support/raw-client.ts"
import { cardsOf, eventually, setTitle, startRelay, titleOf } from "./harness.ts"

type Told = ServerFrames["refused"]

const told = ({ frames }: RawClient): readonly Told[] =>
  frames.flatMap((frame) => (frame.type === "refused" ? [frame.body] : []))
const words = (client: RawClient) => told(client).map(({ value }) => value)
const tooLong = (first: string) => first.repeat(501)

/** Cuts the line while the edit is being stored: the relay's answer has nowhere to go. */
async function cutDuringCommit(harness: Awaited<ReturnType<typeof startRelay>>, client: RawClient, title: string) {
  const { faults } = harness
  let letGo = () => {}
  const isHeld = new Promise<void>((held) => {
    faults.beforeAppend = () =>
      new Promise<void>((resolve) => {
        letGo = resolve
        held()
      })
  })
  setTitle(client.doc, title)
  await isHeld
  client.terminate()
  await client.until(() => client.closed !== undefined)
  await eventually(() => harness.relay.counts.sockets === 0)
  faults.beforeAppend = undefined
  letGo()
  await eventually(async () => (await harness.store.journal.listRefusals(harness.board)).length > 0)
}

describe("[P10] what was taken back while its author was cut off", () => {
  it("is told when they come back, with the words, and only to them", async () => {
    const harness = await startRelay()
    const anna = await harness.client("anna")
    await cutDuringCommit(harness, anna, tooLong("x"))
    expect(told(anna)).toEqual([])
    const ben = await harness.client("ben")
    await anna.connect()
    expect(told(anna)).toEqual([
      expect.objectContaining({ rule: "E1", thing: "card-1", key: "title", value: tooLong("x") }),
    ])
    expect(titleOf(anna.doc)).toBe("First")
    expect(told(ben)).toEqual([])
  })

  it("survives the relay, and is told by another one", async () => {
    const harness = await startRelay()
    const anna = await harness.client("anna")
    await cutDuringCommit(harness, anna, tooLong("x"))
    const later = await harness.restart()
    expect(words(await later.client("anna"))).toEqual([tooLong("x")])
    expect(words(await later.client("ben"))).toEqual([])
  })

  it("is told on another screen of theirs that is open", async () => {
    const harness = await startRelay()
    const [laptop, phone] = [await harness.client("anna"), await harness.client("anna")]
    setTitle(laptop.doc, tooLong("x"))
    await laptop.until(() => told(laptop).length === 1)
    expect(told(phone)).toEqual([])
    laptop.terminate()
    await phone.until(() => told(phone).length === 1)
    expect(told(phone)).toEqual(told(laptop))
  })

  it("is told although the store's answer got lost after it had stored it", async () => {
    const { client, faults } = await startRelay()
    const anna = await client("anna")
    faults.failAfterStoring = true
    setTitle(anna.doc, tooLong("x"))
    await eventually(() => faults.appends > 1)
    faults.failAfterStoring = false
    await anna.allSaved()
    await anna.until(() => told(anna).length > 0)
    expect(new Set(told(anna).map(({ no }) => no)).size).toBe(1)
    expect(words(anna)[0]).toBe(tooLong("x"))
  })
})

describe("a refusal that its author dismisses", () => {
  it("is told no more, by this relay and the next, and their other screens hear of it", async () => {
    const harness = await startRelay()
    const [laptop, phone] = [await harness.client("anna"), await harness.client("anna")]
    setTitle(laptop.doc, tooLong("x"))
    await laptop.until(() => told(laptop).length === 1)
    const { no } = told(laptop)[0]!
    laptop.send(encodeDismiss(no))
    await phone.until(() => phone.frames.some((frame) => frame.type === "dismissed" && frame.body.no === no))
    expect(told(await harness.client("anna"))).toEqual([])
    const later = await harness.restart()
    expect(told(await later.client("anna"))).toEqual([])
    expect(await harness.store.journal.listRefusals(harness.board)).toEqual([])
  })

  it("stays when somebody else names its number", async () => {
    const { client } = await startRelay()
    const [anna, mallory] = [await client("anna"), await client("mallory")]
    setTitle(anna.doc, tooLong("x"))
    await anna.until(() => told(anna).length === 1)
    mallory.send(encodeDismiss(told(anna)[0]!.no))
    setTitle(mallory.doc, "Behind it")
    await mallory.allSaved()
    expect(words(await client("anna"))).toEqual([tooLong("x")])
  })
})

describe("what is kept of refusals", () => {
  it("has a limit for each person, and the newest stay", async () => {
    const harness = await startRelay({ limits: { refusalsPerPerson: 3 } })
    const [anna, ben] = [await harness.client("anna"), await harness.client("ben")]
    cardsOf(ben.doc).get("card-2")?.set("severity", "ben's")
    await ben.until(() => told(ben).length === 1)
    for (let edit = 0; edit < 5; edit++) {
      cardsOf(anna.doc).get("card-1")?.set("severity", `bad ${edit}`)
      await anna.until(() => told(anna).length === edit + 1)
    }
    anna.doc.transact(() => {
      for (const key of ["p", "q", "r", "s"]) cardsOf(anna.doc).get("card-1")?.set(key, key)
    })
    await anna.until(() => told(anna).length === 9)
    expect(words(await harness.client("anna"))).toEqual(["q", "r", "s"])
    expect(words(await harness.client("ben"))).toEqual(["ben's"])
    expect(await harness.store.journal.listRefusals(harness.board)).toHaveLength(4)
  })

  it("has a limit for the board: of many guests who fill it together those with most give way, not a colleague", async () => {
    const harness = await startRelay({ inMemory: true, limits: { refusalCharsPerBoard: 4_000 } })
    const ben = await harness.client("ben")
    cardsOf(ben.doc).get("card-2")?.set("severity", "ben's")
    await ben.until(() => told(ben).length === 1)
    for (const guest of ["g1", "g2", "g3", "g4", "g5", "g6"]) {
      const client = await harness.client(guest)
      for (const [index, letter] of ["a", "b", "c"].entries()) {
        setTitle(client.doc, tooLong(letter))
        await client.until(() => told(client).length === index + 1)
      }
    }
    const kept = await harness.store.journal.listRefusals(harness.board)
    expect(kept.reduce((sum, { chars }) => sum + chars, 0)).toBeLessThanOrEqual(4_000)
    expect(words(await harness.client("ben"))).toEqual(["ben's"])
    expect(words(await harness.client("g6"))).toEqual([tooLong("c")])
  })

  it("has a limit of letters too, within which the newest always stays", async () => {
    const harness = await startRelay({ limits: { refusalCharsPerPerson: 1_000 } })
    const anna = await harness.client("anna")
    for (const [index, letter] of ["a", "b", "c"].entries()) {
      setTitle(anna.doc, tooLong(letter))
      await anna.until(() => told(anna).length === index + 1)
    }
    expect(words(await harness.client("anna"))).toEqual([tooLong("c")])
  })
})
