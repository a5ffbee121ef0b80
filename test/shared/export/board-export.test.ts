import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { apply } from "../../../shared/change/apply.ts"
import { type BoardParts, exportBoard } from "../../../shared/export/board-export.ts"
import { commentsFrom, movesFrom } from "../../../shared/export/ledger-parts.ts"
import type { ActorId } from "../../../shared/ids.ts"
import { importBoard } from "../../../shared/import/import-board.ts"
import type { BoardSeed, ImportOptions } from "../../../shared/import/seed.ts"
import { seedDrafts } from "../../../shared/import/seed-drafts.ts"
import { type BoardView, EMPTY_BOARD } from "../../../shared/model/board-view.ts"
import type { Entry } from "../../../shared/model/entry.ts"
import { fold, noPromises, type Promises } from "../../../shared/promises/fold.ts"
import { seedTemplate } from "../../../shared/templates/seed-template.ts"
import { board, innerId, richText, seededSource, words } from "../../support/arbitraries.ts"
import { cardPromise } from "../../support/card-promise.ts"

const NOW = Date.UTC(2026, 4, 4, 9, 30)
const KNOWN: ImportOptions = { ...seededSource(NOW), knownActors: new Set(["user:ana", "user:bo"]) }
const instant = fc.integer({ min: 0, max: NOW })
const actor = fc.constantFrom("user:ana", "user:bo")

function boardParts(): fc.Arbitrary<BoardParts> {
  return board(20).chain((view) => {
    const cards = [...view.cards.keys()]
    const card = cards.length > 0 ? fc.constantFrom(...cards) : fc.constant("none")
    const some = cards.length > 0 ? 5 : 0
    const comment = fc.record(
      { card, author: words(), actor, at: instant, text: words(200).filter((text) => text.trim() !== "") },
      { noNullPrototype: true },
    )
    const move = fc.record(
      { kind: fc.constant("moved" as const), card, at: instant, actor: words(), fromLane: words(), toLane: words() },
      { noNullPrototype: true },
    )
    return fc.record({
      view: fc.constant(view),
      name: fc.constant(typeof view.meta.name === "string" ? view.meta.name : "Restored board"),
      promises: fc.array(fc.tuple(card, instant, instant, fc.option(actor), instant)).map(promisesOf(cards)),
      texts: fc
        .uniqueArray(fc.tuple(innerId(), richText()), { selector: ([id]) => id, maxLength: 3 })
        .map((texts) => texts.map(([textId, text]) => ({ textId, text }))),
      comments: fc.array(comment, { maxLength: some }),
      history: fc.array(move, { maxLength: some }),
      people: fc.constant([{ actor: "user:ana", name: "Ana" }]),
      exportedAt: fc.constant(NOW),
    })
  })
}

type PromiseTuple = [card: string, createdAt: number, enteredLaneAt: number, accountable: string | null, since: number]
const promisesOf =
  (cards: readonly string[]) =>
  (tuples: readonly PromiseTuple[]): Promises => {
    const state = noPromises()
    for (const [card, createdAt, enteredLaneAt, accountable, since] of tuples)
      if (cards.includes(card))
        state.cards[card] = cardPromise(0, "user:ana", {
          createdAt,
          enteredLaneAt,
          accountable: accountable as ActorId | null,
          accountableSince: accountable === null ? null : since,
        })
    return state
  }

function restored(parts: BoardParts, options = KNOWN) {
  const result = importBoard("throughline", JSON.stringify(exportBoard(parts)), options)
  if (!result.ok) throw new Error(result.error.words)
  return result.value
}
const viewOf = (seed: BoardSeed): BoardView => seed.changes.reduce(apply, EMPTY_BOARD)
const foldAll = (seed: BoardSeed) =>
  seedDrafts(seed, "user:bo" as ActorId).map(
    (draft, i) => ({ ...draft, v: 1, board: "b", seq: i + 1, at: NOW, prevHash: "", hash: "" }) as unknown as Entry,
  )

describe("a whole-board export", () => {
  it("comes back without any loss: registers, texts, comments, history and ages", () => {
    fc.assert(
      fc.property(boardParts(), (parts) => {
        const { seed, report } = restored(parts)
        expect(viewOf(seed)).toEqual(parts.view)
        expect(seed.texts).toEqual(parts.texts)
        expect(seed.comments).toEqual(parts.comments)
        expect(seed.history).toEqual(parts.history)
        expect(seed.name).toBe(parts.name)
        expect(report.lost).toEqual([])
        expect(report.changed).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  it("comes back through the ledger too: the same ages, accountable people, comments and moves", () => {
    fc.assert(
      fc.property(boardParts(), (parts) => {
        const { seed } = restored(parts)
        const entries = foldAll(seed)
        const state = entries.reduce(fold, noPromises())
        for (const [card, { createdAt, enteredLaneAt, accountable, accountableSince }] of Object.entries(
          parts.promises.cards,
        ))
          expect(state.cards[card]).toMatchObject({ createdAt, enteredLaneAt, accountable, accountableSince })
        const byTime = <T extends { at: number }>(list: readonly T[]) => [...list].sort((a, b) => a.at - b.at)
        expect(commentsFrom(entries, String)).toEqual(byTime(parts.comments))
        expect(movesFrom(entries, parts.view, String)).toEqual(byTime(parts.history))
      }),
      { numRuns: 100 },
    )
  })

  it("is the same again when it is exported again", () => {
    fc.assert(
      fc.property(boardParts(), (parts) => {
        const { seed } = restored(parts)
        const again = {
          ...parts,
          view: viewOf(seed),
          texts: seed.texts,
          comments: seed.comments,
          history: seed.history,
        }
        expect(exportBoard(again)).toEqual(exportBoard(parts))
      }),
      { numRuns: 50 },
    )
  })

  it("makes nobody accountable who is not known where it is restored", () => {
    const view = viewOf(seedTemplate("plain-kanban", seededSource(NOW))!)
    const [card] = view.cards.keys()
    const promises = promisesOf([card!])([[card!, 1, 2, "user:ana", 3]])
    const parts = {
      ...emptyParts(view),
      promises,
      comments: [{ card: card!, author: "Ana", actor: "user:ana", at: 5, text: "hi" }],
    }
    const { seed, report } = restored(parts, seededSource(NOW))
    expect(seed.since[card!]).toEqual({ createdAt: 1, enteredLaneAt: 2 })
    expect(seed.comments).toEqual([{ card, author: "Ana", at: 5, text: "hi" }])
    expect(report.lost).toMatchObject([{ code: "accountable-elsewhere", count: 1 }])
    expect(report.changed).toMatchObject([{ code: "comments-elsewhere", count: 1, examples: ["Ana"] }])
  })

  it("says how many promises stay behind: handoffs that are no drafts, signatures, open actions", () => {
    const parts = emptyParts(viewOf(seedTemplate("plain-kanban", seededSource(NOW))!))
    expect(exportBoard(parts)).not.toHaveProperty("staysBehind")
    const signature = { by: "user:ana" as ActorId, role: "tester", textHash: "", at: 1 }
    const promises = noPromises()
    promises.cards.one = cardPromise(0, "user:ana", { signatures: { c1: [signature, signature], c2: [signature] } })
    promises.handoffs = { h1: { state: "draft" }, h2: { state: "offered" }, h3: { state: "accepted" } } as never
    promises.actions = [{ state: "open" }, { state: "done" }] as never
    const { report } = restored({ ...parts, promises })
    expect(report.lost.map(({ code, count }) => [code, count])).toEqual([
      ["handoffs-stay", 2],
      ["signatures-stay", 3],
      ["actions-stay", 1],
    ])
  })
})

const emptyParts = (view: BoardView): BoardParts => ({
  view,
  name: "x",
  promises: noPromises(),
  texts: [],
  comments: [],
  history: [],
  people: [],
  exportedAt: NOW,
})

type Loose = Record<string, unknown>
function damaged(change: (file: Loose) => void) {
  const file = JSON.parse(JSON.stringify(exportBoard(emptyParts(EMPTY_BOARD)))) as Loose
  change(file)
  return importBoard("throughline", JSON.stringify(file), seededSource(NOW))
}

describe("a damaged or foreign export", () => {
  const REFUSED: readonly (readonly [what: string, code: string, where: string, change: (file: Loose) => void])[] = [
    ["of a newer version", "newer-version", "version", (file) => Object.assign(file, { version: 2 })],
    ["without a version", "wrong-format", "version", (file) => Object.assign(file, { version: "one" })],
    ["of another format", "wrong-format", "format", (file) => Object.assign(file, { format: "other" })],
    ["without lanes", "wrong-format", "lanes", (file) => Object.assign(file, { lanes: null })],
    ["with too many lanes", "too-many-lanes", "lanes", (file) => Object.assign(file, { lanes: things(65) })],
    ["with too many cards", "too-many-cards", "cards", (file) => Object.assign(file, { cards: things(10_001) })],
  ]
  const things = (count: number) => Array.from({ length: count }, (_, i) => ({ id: `t${i}`, registers: {} }))
  for (const [what, code, where, change] of REFUSED)
    it(`is refused with words ${what}`, () => {
      expect(damaged(change)).toMatchObject({ ok: false, error: { code, where, words: expect.stringMatching(/\.$/) } })
    })

  it("loses only what cannot be read, and says where it was", () => {
    const result = damaged((file) => {
      file.meta = { name: "Ward", "l:x": { name: "x", color: "crimson" }, odd: 1 }
      file.lanes = [{ id: "a", registers: { name: "A", wip: -1 } }, { id: "no good", registers: {} }, 7]
      file.cards = [
        { id: "c", registers: { title: "Kept", due: "soon", "k:x": { system: "x", url: "javascript:1" } } },
        { id: "c", registers: { title: "Twice" } },
        { id: "__proto__", registers: {} },
      ]
      file.texts = [{ textId: "c", text: "no list" }]
      file.comments = [
        { card: "gone", at: 1, text: "x" },
        { card: "c", at: "now", text: "x" },
      ]
      file.history = [null]
    })
    if (!result.ok) throw new Error(result.error.words)
    const view = viewOf(result.value.seed)
    expect(view.meta).toEqual({ name: "Ward" })
    expect(view.lanes).toEqual(new Map([["a", { name: "A" }]]))
    expect(view.cards).toEqual(new Map([["c", { title: "Kept" }]]))
    expect(result.value.report.lost.map(({ code, count, examples }) => [code, count, examples])).toEqual([
      ["unreadable-lane", 2, ["lanes[1]", "lanes[2]"]],
      ["unreadable-card", 2, ["cards[1]", "cards[2]"]],
      ["comments-without-card", 1, ["x"]],
      ["unreadable-comment", 1, ["comments[1]"]],
      ["unreadable-text", 1, ["texts[0]"]],
      ["unreadable-setting", 2, ["meta.l:x", "meta.odd"]],
      ["unreadable-history", 1, ["history[0]"]],
      ["unreadable-register", 3, ["lanes[0].wip", "cards[0].due", "cards[0].k:x"]],
    ])
  })

  it("keeps the words of text in a form that no editor here knows", () => {
    const result = damaged((file) => {
      file.texts = [
        {
          textId: "t",
          text: [
            { type: "text", text: "loose" },
            { type: "table", content: [{ type: "row", content: [{ type: "text", text: "cell" }] }] },
            {
              type: "paragraph",
              content: [{ type: "text", text: "x", marks: [{ type: "link", attrs: { href: "javascript:1" } }] }],
            },
            { type: "bulletList", content: [{ type: "paragraph" }] },
          ],
        },
      ]
    })
    if (!result.ok) throw new Error(result.error.words)
    const paragraph = (text: string) => ({ type: "paragraph", content: [{ type: "text", text }] })
    expect(result.value.seed.texts[0]?.text).toEqual([
      paragraph("loose"),
      paragraph("cell"),
      paragraph("x"),
      { type: "bulletList", content: [{ type: "listItem", content: [{ type: "paragraph" }] }] },
    ])
    expect(result.value.report.changed).toMatchObject([{ code: "flattened-text", count: 4 }])
  })

  it("does not exhaust the stack, however deep its values are nested", () => {
    const deep = (depth: number) => `${'{"content":['.repeat(depth)}${"]}".repeat(depth)}`
    const text = `{"format":"throughline-board","version":1,"meta":{"s:x":${deep(50_000)}},"lanes":[],"cards":[{"id":"c","registers":{"title":${deep(50_000)}}}],"texts":[{"textId":"t","text":[${deep(50_000)}]}]}`
    expect(importBoard("throughline", text, seededSource(NOW)).ok).toBe(true)
  })
})
