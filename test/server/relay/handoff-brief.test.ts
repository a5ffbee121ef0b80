import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import type { Journal } from "../../../server/store/store.ts"
import { accept, DONE_WHEN, SHORT_BRIEF, Stage, sheetOn, TESTERS } from "./handoff-stage.ts"

const H = "h-card-1"
const WITHOUT_WORDS = { "f:what": null, "f:why": null }

describe("the brief", () => {
  it("[H7] names what is empty, and the words of long fields count though they are texts of their own", async () => {
    const stage = await Stage.open()
    await stage.draft("ana", "card-1", TESTERS, WITHOUT_WORDS)
    const offer = () => stage.ask("ana", { kind: "handoff.offer", handoff: H })
    expect(await offer()).toMatchObject({
      ok: false,
      rule: "H7",
      data: { fields: ["What you pass on", "What it is for"] },
    })
    await (await stage.text("ana", H, "what")).type("The checkout")
    await (await stage.text("bo", H, "why")).type("Guests leave")
    // After a restart nobody has the texts open.
    await stage.restart()
    expect(await offer()).toMatchObject({ ok: true })
  })

  it("[D1] of which a part cannot be read is neither offered nor accepted, while everything else goes on", async () => {
    const stage = await Stage.open()
    await stage.draft("ana", "card-1", TESTERS, WITHOUT_WORDS)
    for (const field of ["what", "why"]) await (await stage.text("ana", H, field)).type("The checkout")
    const { store } = stage.harness
    const loadDoc: Journal["loadDoc"] = async (board, doc) => {
      const stored = await store.journal.loadDoc(board, doc)
      return doc === `${H}.why` ? { ...stored, updates: stored.updates.map((update) => update.subarray(0, 3)) } : stored
    }
    stage.harness = await stage.harness.restart({ store: { ...store, journal: { ...store.journal, loadDoc } } })
    expect(await stage.ask("ana", { kind: "handoff.offer", handoff: H })).toMatchObject({ ok: false, rule: "D1" })
    expect(await stage.ask("ana", { kind: "comment.add", card: "card-1", text: "Later" })).toMatchObject({ ok: true })
  })

  it("travels with the offer as it stood", async () => {
    const stage = await Stage.open()
    await stage.draft("ana", "card-1", TESTERS, WITHOUT_WORDS)
    await (await stage.text("ana", H, "what")).type("The checkout")
    await (await stage.text("ana", H, "why")).type("Guests leave")
    await stage.ask("ana", { kind: "handoff.offer", handoff: H })
    const [offered] = await stage.entries("handoff.offered")
    expect(JSON.parse(offered?.text ?? "")).toMatchObject({
      ...{ what: "The checkout", why: "Guests leave", next: SHORT_BRIEF.next, when: "Friday" },
    })
    expect(offered?.data).toMatchObject({ handoff: H, to: TESTERS, severity: "routine", level: "ack" })
  })

  it("is there when sheet, handoff and offer come in one breath", async () => {
    const stage = await Stage.open()
    const ana = await stage.person("ana")
    const sheet = new Y.Map(Object.entries({ card: "card-1", template: "four-w", ...SHORT_BRIEF, to: TESTERS }))
    ana.client.doc.getMap("sheets").set(H, sheet)
    const made = ana.ask({ kind: "handoff.create", handoff: H, card: "card-1", template: "four-w" })
    const offered = ana.ask({ kind: "handoff.offer", handoff: H })
    expect([await made, await offered]).toMatchObject([{ ok: true }, { ok: true }])
  })

  it("[H8] counts on when its long words change: at once, and again for what was typed before an acceptance", async () => {
    const stage = await Stage.open()
    await stage.offer("ana", "card-1", TESTERS)
    const bo = await stage.person("bo")
    const text = await stage.text("ana", H, "what")
    await text.type("Also the error page")
    expect((await stage.promises()).handoffs[H]).toMatchObject({ version: 2 })
    await text.type("And the receipt")
    expect((await stage.promises()).handoffs[H]).toMatchObject({ version: 2 })
    expect(await bo.ask(accept(H, 2))).toMatchObject({ ok: false, rule: "H8", data: { read: 2, version: 3 } })
    expect(await bo.ask(accept(H, 3))).toMatchObject({ ok: true })
    expect(await stage.entries("sheet.edited")).toMatchObject([
      { actor: "user:ana", card: "card-1", data: { material: true, version: 2, text: `${H}.what` } },
      { actor: "user:ana", data: { version: 3, text: `${H}.what` } },
    ])
  })

  it("[H8] holds what was mended after a return once it is offered anew, and says no change that nobody made", async () => {
    const stage = await Stage.open()
    await stage.offer("ana", "card-1", { kind: "person", id: "user:bo" })
    const bo = await stage.person("bo")
    const text = await stage.text("ana", H, "what")
    await text.type("Also the error page")
    expect(await bo.ask({ kind: "handoff.return", handoff: H, reason: "No test account" })).toMatchObject({ ok: true })
    await text.type("The account is in the vault")
    expect(await stage.ask("ana", { kind: "handoff.offer", handoff: H })).toMatchObject({ ok: true })
    const { version } = (await stage.promises()).handoffs[H] ?? { version: 0 }
    expect(await bo.ask(accept(H, version))).toMatchObject({ ok: true })
  })

  it("notes what was typed after a while, also when nobody accepts", async () => {
    const stage = await Stage.open()
    await stage.offer("ana", "card-1", TESTERS)
    const text = await stage.text("ana", H, "what")
    await text.type("Also the error page")
    await text.type("And the receipt")
    stage.pass(10_000)
    await text.type("And more")
    expect((await stage.promises()).handoffs[H]).toMatchObject({ version: 3 })
  })

  it("[H8] forgets nothing of it in a restart", async () => {
    const stage = await Stage.open()
    await stage.offer("ana", "card-1", TESTERS)
    const text = await stage.text("ana", H, "what")
    await text.type("Also the error page")
    await text.type("And the receipt")
    await stage.restart()
    const bo = await stage.person("bo")
    expect(await bo.ask(accept(H, 2))).toMatchObject({ ok: false, rule: "H8", data: { read: 2, version: 3 } })
  })

  it("[H8] forgets nothing of it when the server dies a moment after the words were typed", async () => {
    const stage = await Stage.open()
    await stage.offer("ana", "card-1", TESTERS)
    const text = await stage.text("ana", H, "what")
    await text.type("Also the error page")
    await text.type("And the receipt")
    // What it still wants to write on its way out reaches no disk.
    stage.harness.faults.failWith = "unavailable"
    await stage.restart()
    stage.harness.faults.failWith = undefined
    expect(await stage.entries("sheet.edited")).toHaveLength(1)
    const bo = await stage.person("bo")
    expect(await bo.ask(accept(H, 2))).toMatchObject({ ok: false, rule: "H8", data: { read: 2, version: 3 } })
    expect(await bo.ask(accept(H, 3))).toMatchObject({ ok: true })
    expect(await stage.entries("sheet.edited")).toMatchObject([{ actor: "user:ana" }, { actor: "user:ana" }])
    expect(await stage.harness.store.journal.listTyped(stage.harness.board)).toEqual([])
  })

  it("belongs to those who may edit the board; a viewer is let into no edit of it", async () => {
    const stage = await Stage.open()
    await stage.offer("ana", "card-1", TESTERS)
    const vic = await stage.person("vic", "viewer")
    sheetOn(vic.client.doc, H).set("f:when", "Never")
    await vic.client.until(() => vic.client.closed !== undefined)
    expect((await stage.promises()).handoffs[H]).toMatchObject({ version: 1 })
  })

  it("[H19] is ticked without a new version, each tick under its card in the ledger, and then it is called done", async () => {
    const stage = await Stage.open()
    await stage.offer("ana", "card-1", TESTERS, DONE_WHEN(false))
    const bo = await stage.person("bo")
    await bo.ask(accept(H))
    expect(await bo.ask({ kind: "handoff.finish", handoff: H })).toMatchObject({
      ...{ ok: false, rule: "H19" },
      data: { texts: ["A guest can pay"] },
    })
    sheetOn(bo.client.doc, H).set("i:d1", DONE_WHEN(true)["i:d1"])
    await bo.client.allSaved()
    expect((await stage.promises()).handoffs[H]).toMatchObject({ version: 1, changedSince: "no" })
    expect((await stage.entries("sheet.edited")).at(-1)).toMatchObject({
      ...{ actor: "user:bo", card: "card-1", key: "i:d1", data: { sheet: H } },
    })
    expect(await bo.ask({ kind: "handoff.finish", handoff: H })).toMatchObject({ ok: true })
  })

  it("[E12] is ticked by nobody but whoever has the card: another's tick is taken back, before anybody sees it", async () => {
    const stage = await Stage.open()
    await stage.offer("ana", "card-1", TESTERS, DONE_WHEN(false))
    const [bo, raj] = [await stage.person("bo"), await stage.person("raj")]
    await bo.ask(accept(H))
    const seen: unknown[] = []
    sheetOn(bo.client.doc, H).observe(({ target }) => seen.push(target.get("i:d1")))
    sheetOn(raj.client.doc, H).set("i:d1", DONE_WHEN(true)["i:d1"])
    await raj.client.until(() => raj.client.frames.some(({ type }) => type === "refused"))
    expect(raj.client.frames.find(({ type }) => type === "refused")).toMatchObject({ body: { rule: "E12" } })
    await raj.client.until(() => equal(sheetOn(raj.client.doc, H).get("i:d1"), DONE_WHEN(false)["i:d1"]))
    expect(await bo.ask({ kind: "handoff.finish", handoff: H })).toMatchObject({ ok: false, rule: "H19" })
    expect(seen.filter((row) => !equal(row, DONE_WHEN(false)["i:d1"]))).toEqual([])
    expect((await stage.entries("sheet.edited")).filter(({ key }) => key === "i:d1")).toEqual([])
  })
})

const equal = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
