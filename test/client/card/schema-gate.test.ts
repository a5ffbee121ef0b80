// @vitest-environment happy-dom
import { getSchema } from "@tiptap/core"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { kit } from "../../../client/card/description/extensions.ts"
import { unknownNameIn, watchGate } from "../../../client/card/description/schema-gate.ts"
import { TEXT_ROOT } from "../../../shared/doc/layout.ts"
import { writeTextJson } from "../../../shared/doc/rich-text.ts"
import { RICH_MARKS, RICH_NODES } from "../../../shared/model/rich-text.ts"

const fragmentOf = (doc: Y.Doc) => doc.getXmlFragment(TEXT_ROOT)
const words = (text: string, marks: { type: string }[] = []) => [{ type: "text" as const, text, marks }]

describe("the gate before the editor", () => {
  it("knows exactly the nodes and marks of the editor's schema", () => {
    const schema = getSchema([kit()])
    const nodes = Object.keys(schema.nodes).filter((name) => name !== "doc" && name !== "text")
    expect(nodes.sort()).toEqual([...RICH_NODES].sort())
    expect(Object.keys(schema.marks).sort()).toEqual([...RICH_MARKS].sort())
  })
  it("lets every known node and mark through", () => {
    const doc = new Y.Doc()
    writeTextJson(doc, [
      {
        type: "bulletList",
        content: [{ type: "listItem", content: [{ type: "paragraph", content: words("a", [{ type: "bold" }]) }] }],
      },
      { type: "heading", attrs: { level: 2 }, content: words("b", [{ type: "link--aB3/+=xy" }]) },
    ])
    expect(unknownNameIn(fragmentOf(doc))).toBeUndefined()
  })
  it("finds an unknown node, mark or embed however deep it lies", () => {
    const doc = new Y.Doc()
    writeTextJson(doc, [{ type: "blockquote", content: [{ type: "callout", content: words("a") }] }])
    expect(unknownNameIn(fragmentOf(doc))).toBe("callout")
    const marked = new Y.Doc()
    writeTextJson(marked, [{ type: "paragraph", content: words("a", [{ type: "highlight" }]) }])
    expect(unknownNameIn(fragmentOf(marked))).toBe("highlight")
    const embedded = new Y.Doc()
    const text = new Y.XmlText()
    fragmentOf(embedded).insert(0, [text])
    text.insertEmbed(0, { image: "x" })
    expect(unknownNameIn(fragmentOf(embedded))).toBe("embed")
  })
  it("shuts once, inside the transaction that brings an unknown name", () => {
    const doc = new Y.Doc()
    writeTextJson(doc, [{ type: "paragraph", content: words("a") }])
    const told: string[] = []
    const stop = watchGate(fragmentOf(doc), (name) => told.push(name))
    // Observers of the editor come after ours, so ours must have been called by the time theirs are.
    const seenByEditor: string[] = []
    fragmentOf(doc).observeDeep(() => seenByEditor.push(told.join()))
    writeTextJson(doc, [{ type: "paragraph", content: words("fine") }])
    writeTextJson(doc, [{ type: "callout", content: words("new") }])
    writeTextJson(doc, [{ type: "callout", content: words("again") }])
    expect(told).toEqual(["callout"])
    expect(seenByEditor).toEqual(["", "callout", "callout"])
    stop()
  })
})
