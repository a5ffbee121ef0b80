/**
 * Everything at once, from a seed: edits good and bad, deletions, people who come and go, a store that fails, forgets to
 * answer, or is slow. In the end everybody has the same board, the ledger explains it, and nothing that was acknowledged is
 * gone. A seed that ever failed stays in the list.
 */
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { findChainFault } from "../../../server/ledger/verify-chain.ts"
import { readBoard } from "../../../shared/doc/read.ts"
import { openEntry } from "../../../shared/model/entry.ts"
import { fold, noPromises } from "../../../shared/promises/fold.ts"
import type { RawClient } from "../../support/raw-client.ts"
import { replayed } from "../../support/replay.ts"
import { seededBelow } from "../../support/seeded.ts"
import { cardsOf, eventually, type Harness, startRelay } from "./harness.ts"

type Random = ReturnType<typeof seededBelow>

function edit(doc: Y.Doc, random: Random, stamp: string): void {
  const cards = cardsOf(doc)
  const ids = [...cards.keys()]
  const card = cards.get(ids[random(ids.length)] as string)
  switch (random(12)) {
    case 0:
      cards.set(`card-${stamp}`, new Y.Map(Object.entries({ title: stamp, place: ["todo", `m${random(99)}`] })))
      return
    case 1:
      if (ids.length > 1) cards.delete(ids[random(ids.length)] as string)
      return
    case 2:
      card?.set("title", random(9))
      return
    case 3:
      card?.set("nonsense", stamp)
      return
    case 4:
      card?.set("archived", random(2) === 0 ? true : null)
      return
    case 5:
    case 6:
      card?.set("place", [random(2) === 0 ? "todo" : "done", `m${random(99)}`])
      return
    case 7:
      doc.getMap("meta").set("name", stamp)
      return
    case 8:
      doc.transact(() => {
        for (let check = 0; check < 3; check++)
          card?.set(`c:check-${check}`, { list: "a", text: stamp, rank: `a${check}`, roles: [] })
        card?.delete("next")
      })
      return
    default:
      card?.set(random(2) === 0 ? "title" : "next", stamp)
  }
}

function upsetStore({ faults }: Harness, random: Random): void {
  faults.failWith = undefined
  faults.failAfterStoring = false
  faults.beforeAppend = undefined
  const mood = random(8)
  if (mood === 0) faults.failWith = "full"
  if (mood === 1) faults.failAfterStoring = true
  if (mood === 2) faults.beforeAppend = () => new Promise((resolve) => setTimeout(resolve, random(15)))
}

async function comeOrGo(person: RawClient, random: Random): Promise<void> {
  if (random(2) === 0) person.terminate()
  else person.close()
  await person.until(() => person.closed !== undefined)
}

async function run(seed: number): Promise<void> {
  const random = seededBelow(seed)
  const limits = { retryMs: 5, retryMaxMs: 20, removalsPerConnection: 1e6, flushBudgetMs: 2, messageBurst: 1e6 }
  const harness = await startRelay({ inMemory: true, limits })
  const people = await Promise.all(["ann", "ben", "cem", "dan"].map((name) => harness.client(name)))
  for (let step = 0; step < 120; step++) {
    const person = people[random(people.length)] as RawClient
    if (random(10) === 0) upsetStore(harness, random)
    if (random(15) === 0) await (person.closed ? person.connect() : comeOrGo(person, random))
    for (let edits = random(4); edits >= 0; edits--) edit(person.doc, random, `${seed}-${step}-${edits}`)
    if (random(3) === 0) await new Promise((resolve) => setTimeout(resolve, random(10)))
  }
  upsetStore(harness, () => 7)
  for (const person of people) if (person.closed) await person.connect()
  for (const person of people) await person.allSaved()
  const snapshot = await harness.relay.snapshot(harness.board)
  for (const { doc } of people)
    await eventually(() => JSON.stringify(view(doc)) === JSON.stringify(view(people[0]?.doc)))
  expect(readBoard((people[0] as RawClient).doc)).toEqual(snapshot?.view)
  const sealed = await harness.store.journal.readEntries(harness.board, { limit: 5_000 })
  expect(findChainFault(harness.board, sealed)).toBeUndefined()
  const entries = sealed.map(openEntry)
  expect(replayed(entries)).toEqual(snapshot?.view)
  expect(entries.reduce(fold, noPromises())).toEqual(snapshot?.promises)
  for (const { doc } of people) expect([doc.store.pendingStructs, doc.store.pendingDs]).toEqual([null, null])
  expect(harness.refusals).toEqual([])
  const again = await harness.restart()
  expect((await again.relay.snapshot(again.board))?.view).toEqual(snapshot?.view)
}

const MARKS = ["bold", "italic", "link"] as const

/** What an editor does: splits, joins, types, marks, nests, pastes, deletes. */
function type(doc: Y.Doc, random: Random, stamp: string): void {
  const root = doc.getXmlFragment("text")
  const blocks = root.toArray() as Y.XmlElement[]
  const block = blocks[random(Math.max(1, blocks.length))]
  const words = block?.toArray().find((child) => child instanceof Y.XmlText) as Y.XmlText | undefined
  doc.transact(() => {
    switch (random(8)) {
      case 0: {
        const paragraph = new Y.XmlElement(random(2) === 0 ? "paragraph" : "heading")
        paragraph.insert(0, [new Y.XmlText(stamp)])
        if (random(2) === 0) paragraph.setAttribute("level", random(3) as never)
        root.insert(random(root.length + 1), [paragraph])
        return
      }
      case 1:
        if (root.length > 0) root.delete(random(root.length), 1)
        return
      case 2: {
        const mark = MARKS[random(3)] as string
        if (words && words.length > 1)
          words.format(0, 1 + random(words.length - 1), {
            [mark]: random(2) === 0 ? { href: "https://a.example" } : null,
          })
        return
      }
      case 3:
        if (words && words.length > 0) words.delete(random(words.length), 1)
        return
      case 4: {
        const list = new Y.XmlElement("bulletList")
        const item = new Y.XmlElement("listItem")
        const paragraph = new Y.XmlElement("paragraph")
        paragraph.insert(0, [new Y.XmlText(stamp)])
        item.insert(0, [paragraph])
        list.insert(0, [item])
        root.insert(root.length, [list])
        return
      }
      default:
        words?.insert(random(words.length + 1), stamp)
    }
  })
}

async function runText(seed: number): Promise<void> {
  const random = seededBelow(seed)
  const limits = { retryMs: 5, retryMaxMs: 20, flushBudgetMs: 2, messageBurst: 1e6 }
  const harness = await startRelay({ inMemory: true, limits })
  const people = await Promise.all(
    ["ann", "ben", "cem"].map((name) => harness.client(name, "member", { text: "card-1" })),
  )
  for (let step = 0; step < 150; step++) {
    const person = people[random(people.length)] as RawClient
    if (random(10) === 0) upsetStore(harness, random)
    if (random(12) === 0) await (person.closed ? person.connect() : comeOrGo(person, random))
    for (let edits = random(4); edits >= 0; edits--) type(person.doc, random, `${step}.${edits} `)
    if (random(3) === 0) await new Promise((resolve) => setTimeout(resolve, random(10)))
  }
  upsetStore(harness, () => 7)
  for (const person of people) if (person.closed) await person.connect()
  for (const person of people) await person.allSaved()
  const textOf = ({ doc }: RawClient) => doc.getXmlFragment("text").toString()
  for (const person of people) await eventually(() => textOf(person) === textOf(people[0] as RawClient))
  expect(harness.refusals).toEqual([])
  const again = await harness.restart()
  const late = await again.client("dan", "member", { text: "card-1" })
  expect(textOf(late)).toBe(textOf(people[0] as RawClient))
}

const view = (doc: Y.Doc | undefined) => {
  const { meta, lanes, cards } = readBoard(doc as Y.Doc)
  const sorted = (things: ReadonlyMap<string, object>) =>
    [...things].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, thing]) => [id, Object.entries(thing).sort()])
  return [Object.entries(meta).sort(), sorted(lanes), sorted(cards)]
}

describe("whatever happens", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])("everybody ends with the same board, explained by the ledger (seed %i)", run)

  it.each([1, 2, 3, 4, 5])("everybody ends with the same text, and nobody honest was refused (seed %i)", runText)
})
