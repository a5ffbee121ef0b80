/**
 * Random boards and random changes that are possible in them, for property tests of the laws. Ids, keys and words include
 * the odd ones: names of object methods, numbers as ids, empty words, letters of all scripts.
 */
import * as fc from "fast-check"
import { apply } from "../../shared/change/apply.ts"
import type { Change, ThingRoot } from "../../shared/change/change.ts"
import { equalJson, type Json } from "../../shared/json.ts"
import { type BoardView, EMPTY_BOARD, type Registers } from "../../shared/model/board-view.ts"
import { COLOURS, LANE_KINDS, SEVERITIES } from "../../shared/model/keys.ts"
import type { RichLeaf, RichNode, RichText } from "../../shared/model/rich-text.ts"

/** JSON has plain prototypes, and so does everything that the document holds. */
const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }, requiredKeys?: (keyof T)[]) =>
  fc.record<T>(model, { noNullPrototype: true, ...(requiredKeys ? { requiredKeys } : {}) } as never)

/** fast-check's way to draw values in the middle of a test. */
export type Draw = fc.GeneratorValue

const ODD_IDS = ["constructor", "toString", "hasOwnProperty", "valueOf", "prototype", "10", "0", "-", "_"]
const BASE_62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

export const innerId = (): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(...ODD_IDS) },
    { weight: 3, arbitrary: fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/).filter((id) => id !== "__proto__") },
  )
export const rank = (): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...BASE_62), minLength: 1, maxLength: 8 })
/** Any words: also empty, also with what breaks naive code. */
export const words = (maxLength = 40): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ unit: "grapheme", maxLength: Math.floor(maxLength / 4) }),
    fc.constantFrom(
      "",
      " ",
      "=1+1",
      "Ünïcödé ✓",
      "日本語",
      "👩‍👩‍👧‍👦",
      "a\nb",
      "null",
      "__proto__",
      "\u202eRTL",
      '"quoted", and more',
    ),
  )
const someWords = (maxLength?: number) => words(maxLength).filter((text) => text.length > 0)

const colour = fc.constantFrom(...(Object.keys(COLOURS) as (keyof typeof COLOURS)[]))
const date = fc
  .date({ min: new Date("2000-01-01T00:00:00Z"), max: new Date("2060-01-01T00:00:00Z"), noInvalidDate: true })
  .map((at) => at.toISOString())
const due = fc.oneof(
  date,
  date.map((text) => text.slice(0, 10)),
)
const yes = fc.constant(true)

type KeyArbitrary = readonly [key: fc.Arbitrary<string>, value: fc.Arbitrary<Json>]
const fixed = (key: string, value: fc.Arbitrary<unknown>): KeyArbitrary => [
  fc.constant(key),
  value as fc.Arbitrary<Json>,
]
const prefixed = (prefix: string, value: fc.Arbitrary<unknown>): KeyArbitrary => [
  innerId().map((id) => `${prefix}:${id}`),
  value as fc.Arbitrary<Json>,
]

const KEYS: Readonly<Record<"meta" | ThingRoot, readonly KeyArbitrary[]>> = {
  meta: [
    fixed("name", someWords()),
    prefixed("l", record({ name: words(), color: colour })),
    prefixed(
      "f",
      record(
        {
          name: words(),
          type: fc.constantFrom("text", "number", "date", "choice"),
          options: fc.array(words(), { maxLength: 4 }),
          rank: rank(),
        },
        ["name", "type", "rank"],
      ),
    ),
    prefixed("r", record({ name: words() })),
    prefixed("s", fc.oneof(fc.boolean(), fc.integer(), words())),
  ],
  lanes: [
    fixed("name", words()),
    fixed("rank", rank()),
    fixed("kind", fc.constantFrom(...LANE_KINDS)),
    fixed("wip", fc.integer({ min: 1, max: 999 })),
    fixed("target", fc.integer({ min: 1, max: 525_600 })),
    fixed(
      "gate",
      record({
        signatures: fc.boolean(),
        handoff: fc.boolean(),
        fields: fc.array(words(), { maxLength: 2 }),
        wip: fc.constantFrom("off", "soft", "hard"),
      }),
    ),
    fixed("crew", fc.array(innerId(), { maxLength: 3 })),
    fixed("archived", yes),
  ],
  cards: [
    fixed("place", fc.tuple(innerId(), rank())),
    fixed("title", words()),
    fixed("next", words()),
    fixed("due", due),
    fixed("severity", fc.constantFrom(...SEVERITIES)),
    fixed("blocked", record({ reason: someWords() })),
    fixed("archived", yes),
    fixed("excerpt", words()),
    prefixed("l", yes),
    prefixed("r", record({ person: words() })),
    prefixed("f", fc.oneof(words(), fc.integer())),
    prefixed("h", record({ name: words(), rank: rank() })),
    prefixed(
      "c",
      record({ list: innerId(), text: words(), rank: rank(), roles: fc.array(innerId(), { maxLength: 3 }) }),
    ),
    prefixed("d", yes),
    prefixed("k", record({ system: words(), url: fc.webUrl(), id: words(), rank: rank() }, ["system", "url"])),
  ],
  sheets: [
    fixed("card", innerId()),
    fixed("template", words()),
    fixed("to", record({ kind: fc.constantFrom("person", "role", "lane"), id: someWords() })),
    fixed("severity", fc.constantFrom(...SEVERITIES)),
    fixed("due", due),
    fixed("next", words()),
    prefixed("f", fc.oneof(words(), fc.integer(), fc.array(words(), { maxLength: 2 }))),
    prefixed(
      "i",
      record({ field: fc.constantFrom("actions", "checks"), rank: rank(), verb: words(), text: words() }, [
        "field",
        "rank",
      ]),
    ),
  ],
}

const registerOf = (root: "meta" | ThingRoot) =>
  fc.oneof(...KEYS[root].map(([key, value]) => fc.tuple(key, value))) as fc.Arbitrary<[key: string, value: Json]>

const registers = (root: ThingRoot): fc.Arbitrary<Registers> =>
  fc.array(registerOf(root), { maxLength: 8 }).map((entries) => Object.fromEntries(entries))

const ROOTS: readonly ThingRoot[] = ["lanes", "cards", "sheets"]
const absent = { lanes: null, cards: null, sheets: null, meta: null }

/** A change that can be observed in `view`: it speaks of what is there and changes something. */
export function drawChange(draw: Draw, view: BoardView): Change {
  const kind = draw(fc.constantFrom, "created", "set", "set", "set", "set-meta", "removed")
  const root = draw(fc.constantFrom<ThingRoot[]>, ...ROOTS) as ThingRoot
  const things = view[root]
  if (kind === "set-meta") return drawSetMeta(draw, view)
  if (kind === "created" || things.size === 0) {
    const id = draw(innerId)
    if (!things.has(id)) return { kind: "created", root, id, value: draw(registers, root) }
  }
  if (things.size === 0) return drawSetMeta(draw, view)
  const [id, thing] = draw(fc.constantFrom<(readonly [string, Registers])[]>, ...things) as [string, Registers]
  if (kind === "removed") return { kind: "removed", root, id, value: thing }
  const { key, from, to } = drawSet(draw, root, thing)
  return { kind: "set", root, id, key, from, to }
}

function drawSetMeta(draw: Draw, view: BoardView): Change {
  return { kind: "set-meta", ...drawSet(draw, "meta", view.meta) }
}

/** Puts an existing register away now and then; otherwise writes a value that differs from the one there. */
function drawSet(draw: Draw, root: "meta" | ThingRoot, thing: Registers): { key: string; from: Json; to: Json } {
  const keys = Object.keys(thing)
  if (keys.length > 0 && draw(fc.nat, 3) === 0) {
    const key = draw(fc.constantFrom<string[]>, ...keys) as string
    return { key, from: thing[key]!, to: absent[root] }
  }
  const [key, to] = draw(registerOf, root)
  const from = Object.hasOwn(thing, key) ? thing[key]! : null
  return equalJson(from, to) ? { key, from, to: null } : { key, from, to }
}

/** A board that grew by up to `steps` changes. */
export function drawBoard(draw: Draw, steps = 12): BoardView {
  // A board of its own, also without a single step: fast-check marks what it was given, and would mark the one of everybody.
  let view: BoardView = { ...EMPTY_BOARD }
  const count = draw(fc.nat, steps)
  for (let i = 0; i < count; i++) view = apply(view, drawChange(draw, view))
  return view
}

export const board = (steps = 12): fc.Arbitrary<BoardView> => fc.gen().map((draw) => drawBoard(draw, steps))

const marks: fc.Arbitrary<RichLeaf["marks"]> = fc.oneof(
  fc.constant(undefined),
  fc.constant([{ type: "code" }]),
  fc
    .subarray(["bold", "italic", "strike", "underline"], { minLength: 1 })
    .map((types) => [...types].sort().map((type) => ({ type }))),
  fc.webUrl().map((href) => [{ type: "link", attrs: { href } }]),
)
const leaf: fc.Arbitrary<RichNode> = fc
  .tuple(someWords(), marks)
  .map(([text, found]) => (found ? { type: "text", text, marks: found } : { type: "text", text }))
const line = fc.array(
  fc.oneof({ weight: 5, arbitrary: leaf }, { weight: 1, arbitrary: fc.constant({ type: "hardBreak" }) }),
  {
    maxLength: 5,
  },
)
const withContent = (node: { type: string; attrs?: Record<string, number> }, content: RichText): RichNode =>
  content.length > 0 ? { ...node, content } : node
const paragraph = line.map((content) => withContent({ type: "paragraph" }, content))

/** Rich text as an editor would write it: every node where the editor's schema allows it. */
export const richText = (): fc.Arbitrary<RichText> => {
  const { blocks } = fc.letrec<{ block: RichNode; blocks: RichNode[]; item: RichNode }>((tie) => ({
    block: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      paragraph,
      fc
        .tuple(fc.integer({ min: 1, max: 6 }), line)
        .map(([level, content]) => withContent({ type: "heading", attrs: { level } }, content)),
      someWords().map((text): RichNode => ({ type: "codeBlock", content: [{ type: "text", text }] })),
      fc.constant<RichNode>({ type: "horizontalRule" }),
      fc.array(tie("block"), { minLength: 1, maxLength: 3 }).map((content) => ({ type: "blockquote", content })),
      fc.array(tie("item"), { minLength: 1, maxLength: 3 }).map((content) => ({ type: "bulletList", content })),
      fc
        .tuple(fc.integer({ min: 2, max: 9 }), fc.array(tie("item"), { minLength: 1, maxLength: 3 }))
        .map(([start, content]) => ({ type: "orderedList", attrs: { start }, content })),
    ),
    item: fc
      .tuple(paragraph, fc.array(tie("block"), { maxLength: 2 }))
      .map(([first, rest]) => ({ type: "listItem", content: [first, ...rest] })),
    blocks: fc.array(tie("block"), { maxLength: 5 }),
  }))
  return blocks.map(mergedLeaves)
}

/** Neighbouring leaves with the same marks are one leaf in any document. */
function mergedLeaves(nodes: RichText): RichText {
  const merged: RichNode[] = []
  for (const node of nodes) {
    const last = merged.at(-1)
    if ("text" in node && last && "text" in last && JSON.stringify(last.marks) === JSON.stringify(node.marks))
      merged[merged.length - 1] = { ...last, text: last.text + node.text }
    else if ("text" in node) merged.push(node)
    else merged.push(node.content ? { ...node, content: mergedLeaves(node.content) } : node)
  }
  return merged
}

/** A source of ids and jitter that is the same every time. */
export function seededSource(now = Date.UTC(2026, 4, 4, 9, 30)) {
  let ids = 0
  let state = 12_345
  return {
    now,
    newId: () => `id${(ids++).toString(36)}`,
    jitter: () => {
      state = (state * 1_103_515_245 + 12_345) & 0x7fffffff
      return state >>> 15
    },
  }
}
