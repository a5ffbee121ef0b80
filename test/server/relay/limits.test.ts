import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { RELAY_LIMITS } from "../../../server/relay/limits.ts"
import { Shares } from "../../../server/relay/shares.ts"
import { TokenBucket } from "../../../server/relay/token-bucket.ts"
import type { ActorId } from "../../../shared/ids.ts"
import { encodeSync, SYNC } from "../../../shared/wire/frames.ts"
import { cardsOf, closedWith, eventually, LEAD, setTitle, startRelay, titleOf } from "./harness.ts"

const updates = (doc: Y.Doc, count: number): Uint8Array[] => {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  const made: Uint8Array[] = []
  copy.on("update", (update: Uint8Array) => void made.push(encodeSync(SYNC.update, update)))
  for (let edit = 0; edit < count; edit++) setTitle(copy, `Edit ${edit}`, "card-2")
  return made
}

describe("a token bucket", () => {
  it("gives its burst at once, then so much per second, and lets debts be paid", () => {
    const bucket = new TokenBucket(10, 100, 0)
    bucket.take(100, 0)
    expect(bucket.waitMs(0)).toBe(1)
    expect(bucket.waitMs(1_000)).toBe(0)
    bucket.take(60, 1_000)
    expect(bucket.waitMs(1_000)).toBe(5_001)
    expect(bucket.waitMs(1e9)).toBe(0)
  })
})

describe("the share of a connection", () => {
  const anna = "user:anna" as ActorId

  it("goes on where the one before it stopped, refilled by the time between, and is its own while both are open", () => {
    const shares = new Shares({ ...RELAY_LIMITS, messagesPerSecond: 10, messageBurst: 100 })
    const [first, tab] = [shares.begin(anna, 0), shares.begin(anna, 0)]
    first.messages.take(150, 0)
    expect(tab.messages.waitMs(0)).toBe(0)
    shares.end(anna, first, 0)
    expect(shares.begin(anna, 1_000).messages.waitMs(1_000)).toBe(4_001)
    expect(shares.begin("user:ben" as ActorId, 1_000).messages.waitMs(1_000)).toBe(0)
    shares.end(anna, tab, 1_000)
    expect(shares.begin(anna, 1_000).messages.waitMs(1_000)).toBe(4_001)
    expect(shares.begin(anna, 6_000).messages.waitMs(6_000)).toBe(0)
  })

  it("counts what is charged after it closed, and is forgotten when all of it is there again", () => {
    const shares = new Shares({ ...RELAY_LIMITS, cpuMsPerSecond: 100, cpuBurstMs: 1_000 })
    const first = shares.begin(anna, 0)
    shares.end(anna, first, 0)
    first.cpu.take(1_500, 0)
    shares.sweep(1_000)
    expect(shares.begin(anna, 1_000).cpu.waitMs(1_000)).toBe(4_001)
    shares.sweep(15_000)
    first.cpu.take(5_000, 15_000)
    expect(shares.begin(anna, 15_000).cpu.waitMs(15_000)).toBe(0)
  })
})

describe("a flood", () => {
  it("is read no faster by somebody who comes anew again and again", async () => {
    const { client, relay } = await startRelay({ inMemory: true, limits: { messagesPerSecond: 20, messageBurst: 40 } })
    const [first, ben] = [await client("flo"), await client("ben")]
    for (const update of updates(first.doc, 60)) first.send(update)
    await ben.until(() => titleOf(ben.doc, "card-2") !== undefined && titleOf(ben.doc, "card-2") !== "Write the manual")
    first.terminate()
    await eventually(() => relay.counts.sockets === 1)
    const startedAt = performance.now()
    const again = await client("flo")
    setTitle(again.doc, "Late")
    await again.allSaved()
    expect(performance.now() - startedAt).toBeGreaterThan(300)
  })

  it("of edits is read at its share, nothing of it is lost, and others are not held up", async () => {
    const { client, relay, board } = await startRelay({
      inMemory: true,
      limits: { messagesPerSecond: 200, messageBurst: 50 },
    })
    const [flooder, anna, ben] = [await client("flo"), await client("anna"), await client("ben")]
    for (const update of updates(flooder.doc, 250)) flooder.send(update)
    const waits: number[] = []
    for (let edit = 0; edit < 10; edit++) {
      const startedAt = performance.now()
      setTitle(anna.doc, `Quick ${edit}`)
      await ben.until(() => titleOf(ben.doc) === `Quick ${edit}`)
      waits.push(performance.now() - startedAt)
    }
    expect(titleOf(ben.doc, "card-2")).not.toBe("Edit 249")
    await ben.until(() => titleOf(ben.doc, "card-2") === "Edit 249")
    expect(waits.sort((a, b) => a - b)[5]).toBeLessThan(250)
    expect((await relay.snapshot(board))?.seq).toBe(5 + 250 + 10)
  })

  it("of the tiniest messages, far more than can wait, ends the connection", async () => {
    const { client, refusals } = await startRelay({ inMemory: true, limits: { backlogMessages: 1_000 } })
    const flooder = await client("flo")
    for (let message = 0; message < 60_000; message++) flooder.send(Uint8Array.of(3))
    await flooder.until(() => flooder.closed !== undefined)
    expect(flooder.closed?.reason).toBe("too-many")
    expect(refusals).toContain("too-many")
  })

  it("of state vectors is answered a few times a second, once each time", async () => {
    const { socket } = await startRelay({ inMemory: true, limits: { syncStep1EveryMs: 100, messageBurst: 1_000 } })
    const asking = await socket("mallory")
    let answers = 0
    asking.on("message", (data: Buffer) => {
      if (data[0] === 0 && data[1] === SYNC.step2) answers++
    })
    const startedAt = performance.now()
    for (let attempt = 0; attempt < 500; attempt++) asking.send(encodeSync(SYNC.step1, Uint8Array.of(0)))
    await eventually(() => answers >= 2)
    await new Promise((resolve) => setTimeout(resolve, 250))
    expect(answers).toBeLessThanOrEqual(2 + (performance.now() - startedAt) / 100)
  })

  it("of tiny pings is answered by ws within its bounds, and the board goes on", async () => {
    const { client, socket } = await startRelay({ inMemory: true })
    const pinging = await socket("mallory")
    for (let ping = 0; ping < 5_000; ping++) pinging.ping()
    const [anna, ben] = [await client("anna"), await client("ben")]
    setTitle(anna.doc, "Unmoved")
    await ben.until(() => titleOf(ben.doc) === "Unmoved")
  })
})

describe("a message", () => {
  it("over the limit is refused while it comes in", async () => {
    const { socket } = await startRelay({ inMemory: true })
    const large = await socket("mallory")
    const closed = closedWith(large)
    large.send(new Uint8Array(2_000_000))
    expect((await closed).code).toBe(1009)
  })
})

describe("a text", () => {
  it("stops growing at its limit, and can still be shortened", async () => {
    const { client, refusals } = await startRelay({ inMemory: true, limits: { textBytes: 5_000 } })
    const anna = await client("anna", "member", { text: "card-1" })
    const add = (words: string) => {
      const paragraph = new Y.XmlElement("paragraph")
      paragraph.insert(0, [new Y.XmlText(words)])
      anna.doc.getXmlFragment("text").insert(0, [paragraph])
    }
    add("x".repeat(4_000))
    await anna.allSaved()
    anna.doc.getXmlFragment("text").delete(0, 1)
    add("y".repeat(4_000))
    await anna.allSaved()
    add("z".repeat(4_000))
    await anna.until(() => anna.closed !== undefined)
    expect([anna.closed?.code, refusals]).toEqual([1009, ["too-large"]])
  })
})

describe("a board", () => {
  it("takes no more when it is far larger than any board", async () => {
    const { client, refusals } = await startRelay({ inMemory: true, limits: { boardBytes: 3_000 } })
    const anna = await client("anna")
    setTitle(anna.doc, "Fits")
    await anna.allSaved()
    for (let label = 0; label < 200; label++) cardsOf(anna.doc).get("card-1")?.set(`l:label-${label}`, true)
    await anna.until(() => anna.closed !== undefined)
    expect([anna.closed, refusals]).toEqual([{ code: 1009, reason: "too-large" }, ["too-large"]])
  })
})

describe("the texts of a board", () => {
  it("are so many and no more, over a failure of the store and a restart too; the ones that are there go on", async () => {
    const harness = await startRelay({ limits: { texts: 2, retryMs: 10 } })
    const write = async ({ client }: typeof harness, text: string) => {
      const person = await client("anna", "member", { text })
      const paragraph = new Y.XmlElement("paragraph")
      paragraph.insert(0, [new Y.XmlText(text)])
      person.doc.getXmlFragment("text").insert(0, [paragraph])
      await person.until(() => person.closed !== undefined || person.saved === person.sent)
      return person.closed?.reason ?? "saved"
    }
    harness.faults.failWith = "full"
    const first = write(harness, "text-1")
    await eventually(() => harness.reloads.length > 0)
    harness.faults.failWith = undefined
    expect(await first).toBe("saved")
    expect(await write(harness, "text-2")).toBe("saved")
    expect(await write(harness, "text-3")).toBe("too-large")
    expect(await write(harness, "text-1")).toBe("saved")
    const again = await harness.restart()
    expect(await write(again, "text-3")).toBe("too-large")
    expect(await write(again, "text-2")).toBe("saved")
  })
})

describe("a slow reader", () => {
  it("gets one difference when it is back, and misses nothing", async () => {
    const { client } = await startRelay({
      inMemory: true,
      limits: {
        cpuMsPerSecond: 1e9,
        stopUpdatesBytes: 20_000,
        resumeBytes: 10_000,
        closeBytes: 1e9,
        byteBurst: 1e9,
        messageBurst: 1e6,
      },
    })
    const [anna, slow] = [await client("anna"), await client("slow")]
    slow.follow()
    await slow.until(() => slow.frames.some(({ type }) => type === "state"))
    slow.pauseReading()
    for (let round = 0; round < 40; round++) {
      anna.doc.transact(() => {
        for (let card = 0; card < 100; card++)
          cardsOf(anna.doc).set(
            `big-${round}-${card}`,
            new Y.Map(Object.entries({ title: "x".repeat(490), next: "y".repeat(1_900), place: ["todo", "c"] })),
          )
      })
    }
    await anna.allSaved(15_000)
    let updates = 0
    slow.doc.on("update", () => updates++)
    slow.resumeReading()
    await slow.until(() => cardsOf(slow.doc).size === 4_002, 15_000)
    setTitle(anna.doc, "Together again")
    await slow.until(() => titleOf(slow.doc) === "Together again")
    const seqs = () =>
      slow.frames.flatMap((frame) => (frame.type === "entries" ? frame.body.entries.map(({ seq }) => seq) : []))
    const states = () => slow.frames.filter(({ type }) => type === "state").length
    await slow.until(() => states() > 1 || seqs().at(-1) === 4_006)
    expect(updates).toBeLessThan(41)
  })

  it("that never reads is cut off, and costs no more than its limit", async () => {
    const { client, refusals, relay } = await startRelay({
      inMemory: true,
      limits: { closeBytes: 500_000, stopUpdatesBytes: 1e9, byteBurst: 1e9, messageBurst: 1e6 },
    })
    const [anna, slow] = [await client("anna"), await client("slow")]
    slow.pauseReading()
    for (let round = 0; round < 40 && relay.counts.sockets > 1; round++) {
      anna.doc.transact(() => {
        for (let card = 0; card < 100; card++)
          cardsOf(anna.doc).set(
            `big-${round}-${card}`,
            new Y.Map(Object.entries({ title: "x".repeat(490), next: "y".repeat(1_900), place: ["todo", "c"] })),
          )
      })
      await anna.allSaved()
    }
    await eventually(() => relay.counts.sockets === 1)
    expect(refusals).toEqual([])
  })
})

describe("a board that is larger than what may wait for a reader", () => {
  const heavy = (bytes: number) =>
    Array.from({ length: bytes / 2_000 }, (_, at) => ({
      ...({ kind: "set", root: "cards", id: "card-1", from: null } as const),
      ...{ key: `f:field-${at}`, to: "x".repeat(2_000) },
    }))

  it("still opens for whoever reads it: one large message is no slow reader", async () => {
    const harness = await startRelay({ inMemory: true })
    const { relay, board, client } = harness
    expect(await relay.edit(board, LEAD, heavy(12_000_000))).toMatchObject({ ok: true })
    const anna = await client("anna")
    expect(cardsOf(anna.doc).get("card-1")?.get("f:field-5999")).toBe("x".repeat(2_000))
    setTitle(anna.doc, "Still open")
    await anna.allSaved()
    expect(harness.refusals).toEqual([])
  })
})
