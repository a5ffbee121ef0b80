import { getSchema } from "@tiptap/core"
import { StarterKit } from "@tiptap/starter-kit"
import { initProseMirrorDoc } from "@tiptap/y-tiptap"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { readTextJson, writeTextJson } from "../../../shared/doc/rich-text.ts"
import { cutText, excerptOf, plainText, type RichText } from "../../../shared/model/rich-text.ts"
import { richText } from "../../support/arbitraries.ts"

const TEXT: RichText = [
  { type: "heading", attrs: { level: 2 }, content: [{ type: "text", text: "Plan" }] },
  {
    type: "paragraph",
    content: [
      { type: "text", text: "Call " },
      { type: "text", text: "Ana", marks: [{ type: "bold" }] },
      { type: "hardBreak" },
      { type: "text", text: "chart", marks: [{ type: "link", attrs: { href: "https://chart.example" } }] },
    ],
  },
  {
    type: "bulletList",
    content: [{ type: "listItem", content: [{ type: "paragraph", content: [{ type: "text", text: "one" }] }] }],
  },
]

describe("rich text", () => {
  it("comes back from a document as it was written", () => {
    fc.assert(
      fc.property(richText(), (text) => {
        const doc = new Y.Doc()
        writeTextJson(doc, text)
        expect(readTextJson(doc)).toEqual(text)
        const copy = new Y.Doc()
        Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
        expect(readTextJson(copy)).toEqual(text)
      }),
      { numRuns: 300 },
    )
  })

  it("is written in the element and mark names that the editor uses", () => {
    const doc = new Y.Doc()
    writeTextJson(doc, TEXT)
    const paragraph = doc.getXmlFragment("text").get(1) as Y.XmlElement
    expect(paragraph.nodeName).toBe("paragraph")
    expect((paragraph.get(0) as Y.XmlText).toDelta()).toEqual([
      { insert: "Call " },
      { insert: "Ana", attributes: { bold: {} } },
    ])
    expect((paragraph.get(1) as Y.XmlElement).nodeName).toBe("hardBreak")
  })

  it("is what the editor itself reads: it finds every node and every word, and nothing against its schema", () => {
    const schema = getSchema([StarterKit])
    fc.assert(
      fc.property(richText(), (text) => {
        const doc = new Y.Doc()
        writeTextJson(doc, text)
        const before = readTextJson(doc)
        const root = initProseMirrorDoc(doc.getXmlFragment("text"), schema).doc
        if (text.length > 0) root.check()
        expect(readTextJson(doc)).toEqual(before)
        expect(root.textBetween(0, root.content.size, "\n", "\n").replace(/\n+/g, "")).toBe(
          plainText(text).replace(/\n+/g, ""),
        )
      }),
      { numRuns: 100 },
    )
  })

  it("reads two pieces of text that people left side by side as one", () => {
    const doc = new Y.Doc()
    const paragraph = new Y.XmlElement("paragraph")
    doc.getXmlFragment("text").insert(0, [paragraph])
    paragraph.insert(0, [new Y.XmlText("a"), new Y.XmlText("b"), new Y.XmlText("")])
    expect(readTextJson(doc)).toEqual([{ type: "paragraph", content: [{ type: "text", text: "ab" }] }])
  })

  it("has plain words with one line per paragraph, and an excerpt in one line", () => {
    expect(plainText(TEXT)).toBe("Plan\nCall Ana\nchart\none")
    expect(excerptOf(TEXT)).toBe("Plan Call Ana chart one")
  })

  it("is cut without splitting a character", () => {
    expect(cutText("abc", 3)).toBe("abc")
    expect(cutText("abcd", 3)).toBe("ab…")
    expect(cutText("a😀😀", 3)).toBe("a…")
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 2, max: 20 }), (text, max) => {
        expect(cutText(text, max).length).toBeLessThanOrEqual(max)
        expect(cutText(text, max)).not.toMatch(/\p{Surrogate}/u)
      }),
    )
  })
})
