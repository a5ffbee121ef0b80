import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { apply } from "../../../shared/change/apply.ts"
import { exportBoard } from "../../../shared/export/board-export.ts"
import type { ActorId } from "../../../shared/ids.ts"
import { importBoard } from "../../../shared/import/import-board.ts"
import type { ImportFormat } from "../../../shared/import/seed.ts"
import { seedDrafts } from "../../../shared/import/seed-drafts.ts"
import type { Json } from "../../../shared/json.ts"
import { EMPTY_BOARD } from "../../../shared/model/board-view.ts"
import { checkRegister } from "../../../shared/model/keys.ts"
import { noPromises } from "../../../shared/promises/fold.ts"
import { seedTemplate } from "../../../shared/templates/seed-template.ts"
import { type Draw, seededSource } from "../../support/arbitraries.ts"
import { trelloExport } from "../../support/trello.ts"

const NOW = Date.UTC(2026, 4, 4)

/** Anything that a file may hold where something else was meant, names of object methods included. */
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown[]>(
    null,
    "",
    "__proto__",
    "constructor",
    -1,
    1e300,
    [],
    {},
    [[]],
    { constructor: 1, toString: [] },
    "javascript:alert(1)",
    "2026-13-45",
    "\u0000",
  ),
) as fc.Arbitrary<Json>

/** Replaces, removes or doubles a few members, anywhere in the file. */
function damage(draw: Draw, file: Json, times: number): Json {
  const copy = JSON.parse(JSON.stringify(file)) as Json
  for (let i = 0; i < times; i++) damageOnce(draw, copy)
  return copy
}

function damageOnce(draw: Draw, root: Json): void {
  let at = root as Record<string, Json>
  for (;;) {
    const keys = Object.keys(at)
    if (keys.length === 0) return
    const key = keys[draw(fc.nat, keys.length - 1)]!
    const inner = at[key]
    if (typeof inner === "object" && inner !== null && draw(fc.nat, 9) > 0) {
      at = inner as Record<string, Json>
      continue
    }
    if (draw(fc.nat, 4) === 0) delete at[key]
    // A copy: the constants are the same objects each time, and one put into itself would be no JSON.
    else at[key] = structuredClone(draw(() => anything))
    return
  }
}

function expectSound(format: ImportFormat, text: string): void {
  const result = importBoard(format, text, seededSource(NOW))
  if (!result.ok) {
    expect(result.error.words).toMatch(/\.$/)
    expect(result.error.advice).toMatch(/\.$/)
    return
  }
  const { seed } = result.value
  for (const change of seed.changes) {
    if (change.kind === "set-meta") expect(checkRegister("meta", change.key, change.to), change.key).toBe("fine")
    if (change.kind !== "created") continue
    for (const [key, value] of Object.entries(change.value))
      expect(checkRegister(change.root, key, value), `${change.root} ${key}`).toBe("fine")
  }
  const view = seed.changes.reduce(apply, EMPTY_BOARD)
  for (const comment of seed.comments) expect(view.cards.has(comment.card)).toBe(true)
  for (const move of seed.history) expect(view.cards.has(move.card)).toBe(true)
  for (const { at } of [...seed.comments, ...seed.history]) expect(Number.isSafeInteger(at)).toBe(true)
  expect(() => seedDrafts(seed, "user:ana" as ActorId)).not.toThrow()
}

describe("a file that went bad anywhere", () => {
  it("from Trello gives a sound board or a refusal in words, and never throws", () => {
    const file = trelloExport({ lists: 4, cards: 8, actions: 8, odd: true }) as Json
    fc.assert(
      fc.property(fc.gen(), fc.integer({ min: 1, max: 12 }), (draw, times) => {
        expectSound("trello", JSON.stringify(damage(draw, file, times)))
      }),
      { numRuns: 300 },
    )
  })

  it("from Throughline gives a sound board or a refusal in words, and never throws", () => {
    const seed = seedTemplate("product-team", seededSource(NOW))!
    const view = seed.changes.reduce(apply, EMPTY_BOARD)
    const [card] = view.cards.keys()
    const file = exportBoard({
      view,
      name: "x",
      promises: noPromises(),
      texts: seed.texts,
      comments: [{ card: card!, author: "Ana", at: 1, text: "hi" }],
      history: [{ kind: "moved", card: card!, at: 1, actor: "Ana", fromLane: "a", toLane: "b" }],
      people: [],
      exportedAt: NOW,
    }) as unknown as Json
    fc.assert(
      fc.property(fc.gen(), fc.integer({ min: 1, max: 12 }), (draw, times) => {
        expectSound("throughline", JSON.stringify(damage(draw, file, times)))
      }),
      { numRuns: 300 },
    )
  })

  it("as a table gives a sound board or a refusal in words, and never throws", () => {
    const piece = fc.constantFrom(
      "title",
      "lane",
      "due",
      "labels",
      "owner",
      "checklist",
      "url",
      ",",
      ";",
      "\n",
      '"',
      '""',
      "\t",
      "=1",
      "a",
      "2026-03-02",
      "yes",
      "[x] b",
      "https://x.example",
      "\r\n",
      "own",
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) =>
        expectSound("csv", `title,lane,due,owner\n${pieces.join("")}`),
      ),
      { numRuns: 400 },
    )
    fc.assert(fc.property(fc.string(), (text) => expectSound("csv", text)))
  })

  it.each(["trello", "throughline", "csv"] as const)("that was cut at any place is no %s board", (format) => {
    const sound = format === "csv" ? 'title,lane\n"A",x\n' : JSON.stringify(trelloExport({ cards: 3, actions: 3 }))
    for (let end = 0; end < sound.length; end += 37) expectSound(format, sound.slice(0, end))
  })
})
