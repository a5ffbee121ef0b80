import fc from "fast-check"
import type { Encoder } from "lib0/encoding"
import * as encoding from "lib0/encoding"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { decodeUpdate } from "../../../server/relay/decode-update.ts"
import { checkUpdate, type DocKind } from "../../../server/relay/guard.ts"
import { hydrate } from "../../../server/relay/hydrate.ts"
import { RELAY_LIMITS } from "../../../server/relay/limits.ts"
import { readBoard } from "../../../shared/doc/read.ts"
import { write } from "../../../shared/doc/write.ts"
import { ALLOC_BOMB, any, binary, craft, deleted, embed, format, subdoc, text, type } from "./craft.ts"
import { writeBoardParts } from "./seed.ts"

const MINE = 100_000
const HERS = 200_000
const NEW = 300_000
const PARTS = 1

/** A board written by the relay (client 1) and by two people; `MINE` is at clock 1, `HERS` at clock 1. */
function boardDoc(): Y.Doc {
  const { doc } = hydrate({ snapshot: undefined, updates: [], position: 0 }, "board")
  doc.clientID = PARTS
  write(doc, writeBoardParts())
  for (const [client, key] of [
    [MINE, "title"],
    [HERS, "next"],
  ] as const) {
    doc.clientID = client
    ;(doc.getMap("cards").get("card-1") as Y.Map<unknown>).set(key, "written")
  }
  return doc
}

function textDoc(): Y.Doc {
  const { doc } = hydrate({ snapshot: undefined, updates: [], position: 0 }, "text")
  doc.clientID = HERS
  const paragraph = new Y.XmlElement("paragraph")
  paragraph.insert(0, [new Y.XmlText("Hello")])
  doc.getXmlFragment("text").insert(0, [paragraph])
  return doc
}

function verdict(bytes: Uint8Array, doc: Y.Doc, kind: DocKind = "board"): string {
  const update = decodeUpdate(bytes, RELAY_LIMITS)
  if (!update) return "not an update"
  const checked = checkUpdate(update, { doc, kind, limits: RELAY_LIMITS, owns: (id) => id === MINE || id >= NEW })
  return checked.ok ? (checked.value.isNew ? "new" : "known") : checked.error.code
}

const cardItem = (doc: Y.Doc) => {
  const item = (doc.getMap("cards").get("card-1") as Y.Map<unknown>)._item as Y.Item
  return [item.id.client, item.id.clock] as const
}
const block = (client: number, clock: number, ...structs: Parameters<typeof craft>[0][number]["structs"]) => ({
  client,
  clock,
  structs,
})
const register = (value: unknown) => ({ parent: "meta", sub: "name", ...any(value) })

describe("decoding an update", () => {
  it.each([
    ["nothing", new Uint8Array()],
    ["an allocation bomb", ALLOC_BOMB],
    ["a struct that is cut short", craft([block(NEW, 0, register("x"))]).slice(0, -6)],
    ["bytes after the end", new Uint8Array([...craft([]), 0])],
    ["two blocks of one client", craft([block(NEW, 0, register("a")), block(NEW, 1, register("b"))])],
    [
      "an unknown kind of content",
      craft([block(NEW, 0, { parent: "meta", sub: "name", ref: 11, write: () => undefined })]),
    ],
    ["JSON nested beyond any stack", craft([block(NEW, 0, { parent: "meta", sub: "name", ref: 8, write: deepArray })])],
    ["more structs than the limit", craft([block(NEW, 0, ...Array.from({ length: 20_001 }, () => ({ gc: 1 })))])],
  ])("says no to %s, at once", (_what, bytes) => {
    const startedAt = performance.now()
    expect(verdict(bytes, boardDoc())).toBe("not an update")
    expect(performance.now() - startedAt).toBeLessThan(200)
  })
})

function deepArray(encoder: Encoder): void {
  encoding.writeVarUint(encoder, 1)
  for (let level = 0; level < 200_000; level++) {
    encoding.writeUint8(encoder, 117)
    encoding.writeUint8(encoder, 1)
  }
}

describe("the guard of a board", () => {
  it.each<[string, string, (doc: Y.Doc) => Uint8Array]>([
    ["a gap in one's own structs", "update-gap", () => craft([block(MINE, 5, register("x"))])],
    ["a skip", "update-gap", () => craft([block(NEW, 0, { skip: 3 }, register("x"))])],
    ["an origin that nobody has", "update-gap", () => craft([block(NEW, 0, { origin: [HERS, 9], ...any("x") })])],
    [
      "a right neighbour that nobody has",
      "update-gap",
      () => craft([block(NEW, 0, { rightOrigin: [77_777, 0], ...any("x") })]),
    ],
    [
      "a parent that nobody has",
      "update-gap",
      () => craft([block(NEW, 0, { parent: [HERS, 9], sub: "title", ...any("x") })]),
    ],
    [
      "an origin in one's own future",
      "update-gap",
      () => craft([block(NEW, 0, { origin: [NEW, 1], ...any("x") }, register("y"))]),
    ],
    [
      "two clients that wait for each other",
      "update-gap",
      () =>
        craft([
          block(NEW, 0, { origin: [NEW + 1, 0], ...any("x") }),
          block(NEW + 1, 0, { origin: [NEW, 0], ...any("y") }),
        ]),
    ],
    ["deletion of what nobody has", "update-gap", () => craft([], [{ client: HERS, ranges: [[0, 500]] }])],
    ["somebody else's client id", "foreign-client-id", () => craft([block(HERS, 1, register("x"))])],
    ["the relay's client id", "foreign-client-id", () => craft([block(500, 0, register("x"))])],
    ["a client id beyond 32 bits", "foreign-client-id", () => craft([block(2 ** 40, 0, register("x"))])],
    ["a giant clock by garbage", "invalid-update", () => craft([block(NEW, 0, { gc: 2 ** 50 })])],
    [
      "a giant clock by deleted content",
      "invalid-update",
      () => craft([block(NEW, 0, { parent: "meta", sub: "name", ...deleted(2 ** 40) })]),
    ],
    ["an empty struct", "invalid-update", () => craft([block(NEW, 0, { gc: 0 })])],
    ["an unknown root", "invalid-update", () => craft([block(NEW, 0, { parent: "evil", sub: "name", ...any("x") })])],
    ["a list item in a map", "invalid-update", () => craft([block(NEW, 0, { parent: "meta", ...any("x") })])],
    [
      "bytes as a value",
      "invalid-update",
      () => craft([block(NEW, 0, { parent: "meta", sub: "name", ...binary(new Uint8Array(3)) })]),
    ],
    ["bytes inside a value", "invalid-update", () => craft([block(NEW, 0, register({ x: new Uint8Array(3) }))])],
    ["a big integer", "invalid-update", () => craft([block(NEW, 0, register(12n))])],
    ["a number that JSON has not", "invalid-update", () => craft([block(NEW, 0, register(Number.NaN))])],
    [
      "a value with a prototype of its own",
      "invalid-update",
      () => craft([block(NEW, 0, register(JSON.parse('{"__proto__":{"a":1}}')))]),
    ],
    ["a value that is too deep", "invalid-update", () => craft([block(NEW, 0, register(nest(20)))])],
    ["a sub-document", "invalid-update", () => craft([block(NEW, 0, { parent: "meta", sub: "name", ...subdoc })])],
    [
      "a text among the registers",
      "invalid-update",
      () => craft([block(NEW, 0, { parent: "meta", sub: "name", ...text("x") })]),
    ],
    [
      "a plain value where a card belongs",
      "invalid-update",
      () => craft([block(NEW, 0, { parent: "cards", sub: "x", ...any(5) })]),
    ],
    [
      "a list where a card belongs",
      "invalid-update",
      () => craft([block(NEW, 0, { parent: "cards", sub: "x", ...type(0) })]),
    ],
    [
      "a map inside a card",
      "invalid-update",
      (doc) => craft([block(NEW, 0, { parent: cardItem(doc), sub: "title", ...type(1) })]),
    ],
    [
      "a map inside a new card",
      "invalid-update",
      () =>
        craft([block(NEW, 0, { parent: "cards", sub: "x", ...type(1) }, { parent: [NEW, 0], sub: "y", ...type(1) })]),
    ],
    [
      "a parent that is no container",
      "invalid-update",
      () => craft([block(NEW, 0, { parent: [HERS, 0], sub: "y", ...any(1) })]),
    ],
    [
      "neighbours of two places",
      "invalid-update",
      () => craft([block(NEW, 0, { origin: [HERS, 0], rightOrigin: [MINE, 0], ...any(1) })]),
    ],
  ])("refuses %s: %s", (_what, code, make) => {
    const doc = boardDoc()
    const before = readBoard(doc)
    expect(verdict(make(doc), doc)).toBe(code)
    expect(readBoard(doc)).toEqual(before)
  })

  it("refuses the removal of many things at once, and takes one for the rules to judge", () => {
    const doc = boardDoc()
    doc.clientID = PARTS
    for (let card = 0; card < 20; card++)
      write(doc, [{ kind: "created", root: "cards", id: `more-${card}`, value: { title: "x" } }])
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    const sv = Y.encodeStateVector(copy)
    copy.getMap("cards").delete("more-1")
    expect(verdict(Y.encodeStateAsUpdate(copy, sv), doc)).toBe("new")
    copy.getMap("cards").clear()
    expect(verdict(Y.encodeStateAsUpdate(copy, sv), doc)).toBe("invalid-update")
  })

  it("takes an honest edit, knows a resync when it sees one, and lets edits of what is gone pass", () => {
    const doc = boardDoc()
    const copy = new Y.Doc()
    copy.clientID = NEW
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    const before = Y.encodeStateVector(copy)
    ;(copy.getMap("cards").get("card-2") as Y.Map<unknown>).set("title", "Late")
    const late = Y.encodeStateAsUpdate(copy, before)
    expect(verdict(late, doc)).toBe("new")
    expect(verdict(Y.encodeStateAsUpdate(doc), doc)).toBe("known")
    doc.getMap("cards").delete("card-2")
    expect(verdict(late, doc)).toBe("new")
    Y.applyUpdate(doc, late)
    expect(doc.store.pendingStructs).toBeNull()
  })
})

describe("the guard of a text", () => {
  const paragraph = { parent: "text", ...type(3, "paragraph") }
  const words = [paragraph, { parent: [NEW, 0] as const, ...type(6) }] as const

  it.each<[string, string, Uint8Array]>([
    ["a paragraph with words", "new", craft([block(NEW, 0, ...words, { parent: [NEW, 1], ...text("Hello") })])],
    [
      "a mark that the editor knows",
      "new",
      craft([block(NEW, 0, ...words, { parent: [NEW, 1], ...format("bold", {}) })]),
    ],
    [
      "a link",
      "new",
      craft([block(NEW, 0, ...words, { parent: [NEW, 1], ...format("link", { href: "https://a.b" }) })]),
    ],
    [
      "a script in a link",
      "invalid-update",
      craft([block(NEW, 0, ...words, { parent: [NEW, 1], ...format("link", { href: "javascript:alert(1)" }) })]),
    ],
    [
      "a script in an attribute",
      "invalid-update",
      craft([block(NEW, 0, paragraph, { parent: [NEW, 0], sub: "href", ...any(" javascript:x") })]),
    ],
    [
      "an unknown mark",
      "invalid-update",
      craft([block(NEW, 0, ...words, { parent: [NEW, 1], ...format("blink", {}) })]),
    ],
    ["an unknown node", "invalid-update", craft([block(NEW, 0, { parent: "text", ...type(3, "script") })])],
    ["an embed", "invalid-update", craft([block(NEW, 0, ...words, { parent: [NEW, 1], ...embed({ a: 1 }) })])],
    ["a hook", "invalid-update", craft([block(NEW, 0, { parent: "text", ...type(5, "hook") })])],
    ["a map", "invalid-update", craft([block(NEW, 0, { parent: "text", ...type(1) })])],
    ["words outside a text", "invalid-update", craft([block(NEW, 0, { parent: "text", ...text("x") })])],
    ["a value in a list", "invalid-update", craft([block(NEW, 0, paragraph, { parent: [NEW, 0], ...any(1) })])],
    ["another root", "invalid-update", craft([block(NEW, 0, { parent: "cards", sub: "x", ...type(1) })])],
    ["20,000 levels", "invalid-update", craft([block(NEW, 0, ...levels(19_000))])],
  ])("answers %s with: %s", (_what, answer, bytes) => {
    expect(verdict(bytes, textDoc(), "text")).toBe(answer)
  })
})

function* range(count: number): Iterable<number> {
  for (let index = 0; index < count; index++) yield index
}
const nest = (depth: number): unknown => (depth === 0 ? 1 : [nest(depth - 1)])
const levels = (count: number) =>
  [...range(count)].map((level) => ({
    ...(level === 0 ? { parent: "text" } : { parent: [NEW, level - 1] as const }),
    ...type(3, "blockquote"),
  }))

describe("any bytes at all", () => {
  const honest = honestUpdates()

  it("never throw, and what passes applies whole and leaves the document working", () => {
    const mutation = fc.record({
      update: fc.nat(honest.length - 1),
      at: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), { maxLength: 4 }),
      cut: fc.double({ min: 0.5, max: 1, noNaN: true }),
    })
    let passed = 0
    fc.assert(
      fc.property(mutation, ({ update, at, cut }) => {
        const doc = boardDoc()
        const bytes = Uint8Array.from(honest[update] as Uint8Array)
        for (const [where, value] of at) bytes[Math.floor(where * bytes.length)] = value
        const mutated = cut > 0.9 ? bytes : bytes.slice(0, Math.floor(cut * bytes.length))
        const answer = verdict(mutated, doc)
        if (answer !== "new" && answer !== "known") return
        passed++
        Y.applyUpdate(doc, mutated)
        expect(doc.store.pendingStructs).toBeNull()
        expect(doc.store.pendingDs).toBeNull()
        expect(doc._transactionCleanups).toEqual([])
      }),
      { numRuns: 4_000 },
    )
    expect(passed).toBeGreaterThan(100)
  })
})

function honestUpdates(): Uint8Array[] {
  const doc = new Y.Doc()
  doc.clientID = NEW
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(boardDoc()))
  const updates: Uint8Array[] = []
  doc.on("update", (update: Uint8Array) => void updates.push(update))
  ;(doc.getMap("cards").get("card-1") as Y.Map<unknown>).set("title", "Edited")
  doc.getMap("cards").set("new", new Y.Map(Object.entries({ title: "New", place: ["todo", "m"], "l:red": true })))
  doc.getMap("meta").set("name", "Renamed")
  doc.getMap("cards").delete("card-2")
  const base = new Y.Doc()
  Y.applyUpdate(base, Y.encodeStateAsUpdate(boardDoc()))
  return [updates[0] as Uint8Array, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(base)), Y.encodeStateAsUpdate(doc)]
}
