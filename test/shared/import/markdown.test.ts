import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { jsonErrorOffset } from "../../../shared/import/json-file.ts"
import { textFromMarkdown } from "../../../shared/import/markdown.ts"
import { cleanText } from "../../../shared/import/throughline/clean-text.ts"
import type { Json } from "../../../shared/json.ts"
import { plainText } from "../../../shared/model/rich-text.ts"

const paragraph = (...content: object[]) => ({ type: "paragraph", content })
const leaf = (text: string, ...marks: object[]) =>
  marks.length > 0 ? { type: "text", text, marks } : { type: "text", text }

describe("markdown as rich text", () => {
  it.each([
    [
      "bold and italic",
      "a **b** _c_ ~~d~~",
      [
        paragraph(
          leaf("a "),
          leaf("b", { type: "bold" }),
          leaf(" "),
          leaf("c", { type: "italic" }),
          leaf(" "),
          leaf("d", { type: "strike" }),
        ),
      ],
    ],
    ["code, without other marks", "**`x`**", [paragraph(leaf("x", { type: "code" }))]],
    [
      "a link",
      "[plan](https://x.example/a)",
      [paragraph(leaf("plan", { type: "link", attrs: { href: "https://x.example/a" } }))],
    ],
    [
      "a bare address, without the full stop behind it",
      "https://x.example/a.",
      [paragraph(leaf("https://x.example/a", { type: "link", attrs: { href: "https://x.example/a" } }), leaf("."))],
    ],
    [
      "a link that would run something, as the words it was",
      "[x](javascript:alert(1))",
      [paragraph(leaf("[x](javascript:alert(1))"))],
    ],
    ["a heading", "### Plan ###", [{ type: "heading", attrs: { level: 3 }, content: [leaf("Plan")] }]],
    ["two lines of one paragraph", "a\nb", [paragraph(leaf("a"), { type: "hardBreak" }, leaf("b"))]],
    ["a rule", "---", [{ type: "horizontalRule" }]],
    ["code with its lines", "```js\na\n\nb\n```", [{ type: "codeBlock", content: [leaf("a\n\nb")] }]],
    [
      "a quote",
      "> a\n> b",
      [{ type: "blockquote", content: [paragraph(leaf("a"), { type: "hardBreak" }, leaf("b"))] }],
    ],
    [
      "a numbered list that starts at four",
      "4. a\n5. b",
      [
        {
          type: "orderedList",
          attrs: { start: 4 },
          content: ["a", "b"].map((text) => ({ type: "listItem", content: [paragraph(leaf(text))] })),
        },
      ],
    ],
    [
      "a list of tasks",
      "- [x] a\n- [ ] b",
      [
        {
          type: "bulletList",
          content: ["☑ a", "☐ b"].map((text) => ({ type: "listItem", content: [paragraph(leaf(text))] })),
        },
      ],
    ],
    ["names with underscores as they are", "see my_file_name", [paragraph(leaf("see my_file_name"))]],
    ["nothing", " \n\n", []],
  ])("reads %s", (_what, markdown, expected) => {
    expect(textFromMarkdown(markdown)).toEqual(expected)
  })

  it("never loses a letter, and is always fit for the editor", () => {
    const unit = fc.constantFrom(
      "*",
      "_",
      "`",
      "[",
      "]",
      "(",
      ")",
      ">",
      "#",
      "-",
      "1",
      ".",
      " ",
      "\n",
      "a",
      "b",
      "~",
      "!",
      "https://x.example",
    )
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), (markdown) => {
        const text = textFromMarkdown(markdown)
        const letters = (words: string) => words.replace(/[^ab]/g, "")
        const told = letters(plainText(text))
        const written = letters(markdown.replace(/https:\/\/x\.example/g, ""))
        expect(told.length).toBeGreaterThanOrEqual(written.length - hiddenLetters(markdown))
        const cleaned = cleanText(text as unknown as readonly Json[])
        expect(cleaned).toEqual({ text, flattened: 0 })
      }),
      { numRuns: 2_000 },
    )
  })

  it("keeps the code of a fence in a quote", () => {
    expect(plainText(textFromMarkdown("> ```b\n> a\n> ```"))).toContain("a")
  })

  it("takes no longer for a hostile text than for its length", () => {
    const hostile = ["[`a`", "**a", "_a ", "[[[[", "~~a", "> ", "```a\n"].map((piece) =>
      piece.repeat(50_000 / piece.length),
    )
    const before = process.cpuUsage()
    for (const text of hostile) textFromMarkdown(text)
    for (const text of hostile) textFromMarkdown(text.replace(/.{900}/g, "$&\n"))
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(3)
  })
})

/** Letters in the address of a link or behind the fence of code, also of one in a quote, are not words of the text. */
const hiddenLetters = (markdown: string) =>
  [...markdown.matchAll(/\]\([^)]*\)|(?:^|\n)(?:\s{0,3}>\s?)*\s{0,3}(?:`{3,}|~{3,})[^\n]*/g)]
    .join("")
    .replace(/[^ab]/g, "").length

describe("the place where a file stops being JSON", () => {
  it("is found wherever a sound file is broken, never behind the break", () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.nat(),
        fc.constantFrom("", "}", "]", ",", ":", "x", '"', "\u0001"),
        (value, where, wrong) => {
          const sound = JSON.stringify(value)
          const at = where % (sound.length + 1)
          const broken = sound.slice(0, at) + wrong + sound.slice(wrong === "" ? sound.length : at)
          let fails = false
          try {
            JSON.parse(broken)
          } catch {
            // Exactly the files that the engine refuses are looked at.
            fails = true
          }
          fc.pre(fails)
          const offset = jsonErrorOffset(broken)
          expect(offset).toBeLessThanOrEqual(broken.length)
          if (wrong === "") expect(offset).toBe(broken.length)
        },
      ),
      { numRuns: 2_000 },
    )
  })

  it.each([
    ["[1,]", 3],
    ['{"a" 1}', 5],
    ['{"a":1,}', 7],
    ["[1 2]", 3],
    ["{a:1}", 1],
    ['["a\nb"]', 3],
    ['["\\x"]', 2],
    ["[1]]", 3],
    ["nul", 3],
    ["[01]", 2],
  ])("of %j is %i", (text, offset) => {
    expect(jsonErrorOffset(text)).toBe(offset)
  })
})
