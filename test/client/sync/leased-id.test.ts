/** Many pages of one browser and a relay, with a storage that commits late and processes that die at any moment. */
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { LeasedId } from "../../../client/sync/leased-id.ts"
import { seeded } from "../../support/seeded.ts"

type Random = () => number
const pick = <T>(random: Random, list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)]

/** What a browser keeps for a board. What is written reaches it late, in order, or never, when the page dies before. */
class Storage {
  readonly updates: Uint8Array[] = []
  readonly left = new Map<number, number>()

  copy(): Storage {
    const copy = new Storage()
    copy.goBackTo(this)
    return copy
  }

  goBackTo({ updates, left }: Storage): void {
    this.updates.splice(0, Number.POSITIVE_INFINITY, ...updates)
    this.left.clear()
    for (const [id, clock] of left) this.left.set(id, clock)
  }
}

interface Fault {
  /** A page goes on under the id that it left. */
  readonly keepsLeft?: boolean
  /** A page takes whatever was left, whatever its own document holds. */
  readonly takesAny?: boolean
}

class Page {
  readonly doc = new Y.Doc()
  readonly lease: LeasedId
  isSynced = false
  /** What waits to be written to the storage, and to be sent to the relay. */
  readonly writes: (() => void)[] = []
  readonly sends: Uint8Array[] = []

  constructor(storage: Storage, fault: Fault) {
    for (const update of storage.updates) Y.applyUpdate(this.doc, update, "storage")
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      this.writes.push(() => storage.updates.push(update))
      if (origin === null) this.sends.push(update)
    })
    this.lease = new LeasedId(
      this.doc,
      {
        takeId: async (isFit) => {
          const [id] = [...storage.left].find(([left, clock]) => fault.takesAny || isFit(left, clock)) ?? []
          // Taken is what is on the disk.
          if (id !== undefined) storage.left.delete(id)
          return id
        },
        leaveId: (id, clock) => {
          this.writes.push(() => storage.left.set(id, clock))
          if (fault.keepsLeft) this.doc.clientID = id
        },
      },
      () => undefined,
    )
  }
}

/** Resolves to what went wrong. */
async function play(seed: number, fault: Fault = {}) {
  const random = seeded(seed)
  const storage = new Storage()
  const relay = new Y.Doc()
  const pages: Page[] = []
  /** Sent by pages that may be gone by now. */
  const onTheWay: Uint8Array[][] = []
  const written = new Map<string, string>()
  const wrong: string[] = []

  const edit = ({ doc }: Page, word: string) => {
    const at = `${doc.clientID}:${Y.getState(doc.store, doc.clientID)}`
    if (written.has(at)) wrong.push(`${at} was written as ${written.get(at)} and as ${word}`)
    written.set(at, word)
    doc.getMap("words").set(pick(random, ["a", "b", "c"]) ?? "a", word)
  }
  const sync = (page: Page) => {
    Y.applyUpdate(page.doc, Y.encodeStateAsUpdate(relay), "relay")
    Y.applyUpdate(relay, Y.encodeStateAsUpdate(page.doc))
    page.isSynced = true
    page.sends.length = 0
  }
  const end = (page: Page, isKilled: boolean) => {
    if (!isKilled) page.lease.leave()
    // Some of what was under way still arrives, in order; a page that ends well has everything written.
    const reach = (count: number) => (isKilled ? Math.floor(random() * (count + 1)) : count)
    for (const write of page.writes.splice(0, reach(page.writes.length))) write()
    onTheWay.push(page.sends.splice(0, reach(page.sends.length)))
    pages.splice(pages.indexOf(page), 1)
  }
  const arrive = () => {
    for (const sent of onTheWay.splice(0)) for (const update of sent) Y.applyUpdate(relay, update)
  }

  const saved: Storage[] = []
  /** The disk goes back to what it was some time ago, while what was sent has long arrived. */
  const losePower = () => {
    for (const page of [...pages]) end(page, true)
    arrive()
    storage.goBackTo(pick(random, saved) ?? storage.copy())
    // What reached neither is nowhere, so it may be written otherwise.
    const there = new Y.Doc()
    for (const update of [Y.encodeStateAsUpdate(relay), ...storage.updates]) Y.applyUpdate(there, update)
    for (const at of written.keys()) {
      const [id, clock] = at.split(":").map(Number) as [number, number]
      if (clock >= Y.getState(there.store, id)) written.delete(at)
    }
  }

  for (let step = 0; step < 300; step++) {
    if (step % 40 === 0) saved.push(storage.copy())
    const page = pick(random, pages)
    const choice = random()
    if (!page || (choice < 0.08 && pages.length < 3)) pages.push(new Page(storage, fault))
    else if (choice < 0.25) {
      sync(page)
      await page.lease.take()
    } else if (choice < 0.28) arrive()
    else if (choice < 0.29) losePower()
    else if (choice < 0.7) edit(page, `w${step}`)
    else if (choice < 0.75) page.lease.leave()
    else if (choice < 0.8) end(page, random() < 0.4)
    else if (choice < 0.9) page.writes.shift()?.()
    else if (page.isSynced) for (const update of page.sends.splice(0)) Y.applyUpdate(relay, update)
  }
  return wrong
}

describe("the ids under which the pages of a browser write", () => {
  it("never write one clock twice, whenever a page dies or the disk goes back in time", async () => {
    const wrong: string[] = []
    for (let seed = 0; seed < 60; seed++) wrong.push(...(await play(seed)).map((what) => `seed ${seed}: ${what}`))
    expect(wrong).toEqual([])
  })

  it.each([{ keepsLeft: true }, { takesAny: true }])("would be found out with the fault %j", async (fault) => {
    const wrong: string[] = []
    for (let seed = 0; seed < 150 && wrong.length === 0; seed++) wrong.push(...(await play(seed, fault)))
    expect(wrong).not.toEqual([])
  })

  it("are one for fifty pages one after the other", async () => {
    const storage = new Storage()
    const relay = new Y.Doc()
    for (let visit = 0; visit < 50; visit++) {
      const page = new Page(storage, {})
      Y.applyUpdate(page.doc, Y.encodeStateAsUpdate(relay), "relay")
      await page.lease.take()
      page.doc.getMap("words").set("a", visit)
      page.lease.leave()
      for (const write of page.writes) write()
      Y.applyUpdate(relay, Y.encodeStateAsUpdate(page.doc))
    }
    expect(relay.store.clients.size).toBe(1)
    expect(relay.getMap("words").get("a")).toBe(49)
  })

  it("are taken by one of two pages that ask at once, and left alone by one that has written already", async () => {
    const storage = new Storage()
    storage.left.set(70_000, 0)
    const [first, second, third] = [0, 1, 2].map(() => new Page(storage, {})) as [Page, Page, Page]
    third.doc.getMap("words").set("a", 1)
    const own = third.doc.clientID
    await Promise.all([third, first, second].map((page) => page.lease.take()))
    expect([first, second].filter(({ doc }) => doc.clientID === 70_000)).toHaveLength(1)
    expect(third.doc.clientID).toBe(own)
  })

  it("go back when the page wrote, or left, while one was being taken", async () => {
    for (const meanwhile of ["writes", "leaves"]) {
      const storage = new Storage()
      storage.left.set(70_000, 0)
      const page = new Page(storage, {})
      const taking = page.lease.take()
      if (meanwhile === "writes") page.doc.getMap("words").set("a", 1)
      else page.lease.leave()
      await taking
      expect(page.doc.clientID).not.toBe(70_000)
      for (const write of page.writes) write()
      expect(storage.left.has(70_000)).toBe(true)
    }
  })
})
