import { afterEach, describe, expect, it } from "vitest"
import * as Y from "yjs"
import { TabShare } from "../../../client/sync/tab-share.ts"

const open: TabShare[] = []
afterEach(() => {
  for (const share of open.splice(0)) share.stop()
})

function tab(name: string) {
  const doc = new Y.Doc()
  const share = new TabShare(name, doc)
  open.push(share)
  return { doc, share, map: doc.getMap<string>("m") }
}
const holds = (doc: Y.Doc, key: string) =>
  new Promise<void>((resolve) => {
    const look = () => {
      if (!doc.getMap("m").has(key)) return
      doc.off("update", look)
      resolve()
    }
    doc.on("update", look)
    look()
  })

describe("tabs without a relay", () => {
  it("tell each other what they had and what they do", async () => {
    const [a, b] = [tab("one"), tab("one")]
    a.map.set("before", "a")
    b.map.set("before b", "b")
    a.share.start()
    b.share.start()
    await Promise.all([holds(b.doc, "before"), holds(a.doc, "before b")])
    a.map.set("now", "a")
    await holds(b.doc, "now")
  })

  it("tell nothing once they are connected again, and nothing to another board", async () => {
    const [a, b, other] = [tab("two"), tab("two"), tab("three")]
    for (const { share } of [a, b, other]) share.start()
    a.map.set("first", "a")
    await holds(b.doc, "first")
    b.share.stop()
    a.map.set("second", "a")
    b.share.start()
    await holds(b.doc, "second")
    expect(other.map.size).toBe(0)
  })
})
