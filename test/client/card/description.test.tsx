// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest"
import { Awareness } from "y-protocols/awareness"
import * as Y from "yjs"
import { Description } from "../../../client/card/description/Description.tsx"
import { cell } from "../../../client/sync/external.ts"
import { TEXT_ROOT } from "../../../shared/doc/layout.ts"
import { readTextJson, writeTextJson } from "../../../shared/doc/rich-text.ts"
import type { StoredDamage } from "../../../shared/model/damage.ts"
import { type FakeBoard, type FakeSession, fakeSession } from "../support/fake-session.ts"
import { BOARD, NOW, PEOPLE } from "./support/board.ts"
import { doing, leave, serve, show } from "./support/show.tsx"

const paragraph = (text: string) => ({ type: "paragraph", content: [{ type: "text" as const, text }] })
const viewer = { actor: "user:v", name: "Vi", role: "viewer" } as const

/** A text of its own that the test can write to, as others would. */
async function open(board: Partial<FakeBoard> = {}, isReady = true, damage?: StoredDamage) {
  const session: FakeSession = fakeSession({ ...BOARD, ...board })
  const doc = new Y.Doc()
  const ready = cell(isReady)
  const close = vi.fn()
  const awareness = new Awareness(doc)
  session.openText = () => ({
    doc,
    fragment: doc.getXmlFragment(TEXT_ROOT),
    awareness,
    ready,
    save: session.save,
    damage: cell(damage),
    close,
  })
  writeTextJson(doc, [paragraph("Hello")])
  await show(session, <Description cardId="card" />)
  return { session, doc, ready, close }
}
const editor = () => document.querySelector<HTMLElement & { editor: import("@tiptap/core").Editor }>(".ProseMirror")
const text = () => document.body.textContent ?? ""

beforeEach(() => {
  serve({ people: PEOPLE })
})

describe("the description", () => {
  it("waits for the relay's text before it lets anybody write", async () => {
    const { ready } = await open({}, false)
    expect(editor()).toBeNull()
    expect(text()).toContain("Getting the description")
    await doing(() => ready.set(true))
    expect(editor()?.textContent).toBe("Hello")
  })
  it("says so when it is not kept in this browser", async () => {
    const { session } = await open({}, false)
    await doing(() => session.save.set({ kind: "offline", waiting: 0, since: NOW }))
    expect(text()).toContain("The description is not kept in this browser.")
  })
  it("changes nothing in the shared text by being opened", async () => {
    const { doc } = await open()
    expect(readTextJson(doc)).toEqual([paragraph("Hello")])
  })
  it("writes into the shared text and shows what others write", async () => {
    const { doc } = await open()
    await doing(() => editor()!.editor.commands.insertContentAt(1, "Oh: "))
    expect(readTextJson(doc)).toEqual([paragraph("Oh: Hello")])
    await doing(() => writeTextJson(doc, [paragraph("World")], "remote"))
    expect(editor()?.textContent).toBe("Oh: HelloWorld")
  })
  it("of which something cannot be read is shown without it, never in an editor, and says why", async () => {
    const damage = { unreadable: 1, waiting: 0 }
    const { session } = await open({}, true, damage)
    expect(editor()).toBeNull()
    expect(text()).toContain("Hello")
    expect(text()).toContain("A part of this text cannot be read")
    // Of the whole board it is said above it.
    await doing(() => session.damage.set(damage))
    expect(text()).not.toContain("A part of this text cannot be read")
  })
  it("is plain reading for viewers, who never hold an editor", async () => {
    const { doc } = await open({ me: viewer })
    expect(editor()).toBeNull()
    expect(text()).toContain("Hello")
    await doing(async () => {
      writeTextJson(doc, [paragraph("World")], "remote")
      await new Promise((resolve) => requestAnimationFrame(resolve))
    })
    expect(text()).toContain("World")
  })
  it("stops the editor before it takes away what this version does not know", async () => {
    const { doc } = await open()
    expect(editor()).not.toBeNull()
    await doing(() => writeTextJson(doc, [{ type: "callout", content: [paragraph("From the future")] }], "remote"))
    expect(editor()).toBeNull()
    expect(text()).toContain("Reload to edit it")
    expect(text()).toContain("From the future")
    expect(readTextJson(doc)).toEqual([
      paragraph("Hello"),
      { type: "callout", content: [paragraph("From the future")] },
    ])
  })
  it("keeps its first words on the card when the typing settles, as no step of undo", async () => {
    const { session } = await open()
    vi.useFakeTimers()
    await doing(() => editor()!.editor.commands.insertContentAt(1, "Oh: "))
    expect(session.model.card("card")?.excerpt).toBeUndefined()
    await doing(() => vi.advanceTimersByTime(1_500))
    vi.useRealTimers()
    expect(session.model.card("card")?.excerpt).toBe("Oh: Hello")
    expect(session.canUndo.get()).toBe(false)
  })
  it("leaves the first words to whoever typed them", async () => {
    const { session, doc } = await open()
    vi.useFakeTimers()
    await doing(() => writeTextJson(doc, [paragraph("Theirs")], "remote"))
    await doing(() => vi.advanceTimersByTime(5_000))
    vi.useRealTimers()
    expect(session.edits).toEqual([])
  })
  it.each(["javascript:alert(1)", "data:text/html,x", "ftp://a.example"])("draws no link to %s", async (href) => {
    const { doc } = await open()
    const bad = {
      type: "paragraph",
      content: [{ type: "text" as const, text: "bad", marks: [{ type: "link", attrs: { href } }] }],
    }
    await doing(() => writeTextJson(doc, [bad], "remote"))
    expect(document.querySelector(`a[href="${href}"]`)).toBeNull()
    expect(text()).toContain("bad")
  })
  it("closes the text when the card is left", async () => {
    const { close } = await open()
    await leave()
    expect(close).toHaveBeenCalledTimes(1)
  })
})
