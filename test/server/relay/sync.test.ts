import { describe, expect, it } from "vitest"
import WebSocket from "ws"
import { WebsocketProvider } from "y-websocket"
import * as Y from "yjs"
import { readBoard } from "../../../shared/doc/read.ts"
import { cardsOf, eventually, setTitle, startRelay, titleOf } from "./harness.ts"

describe("syncing", () => {
  it("brings one client's edit to the other, and tells its author that it is saved", async () => {
    const { client } = await startRelay()
    const [anna, ben] = [await client("anna"), await client("ben")]
    setTitle(anna.doc, "Renamed")
    await anna.allSaved()
    await ben.until(() => titleOf(ben.doc) === "Renamed")
    expect(readBoard(ben.doc)).toEqual(readBoard(anna.doc))
  })

  it("says hello first: who you are here, and the relay's clock", async () => {
    const { client } = await startRelay({ now: () => 4_000 })
    const anna = await client("anna")
    expect(anna.frames[0]).toMatchObject({
      type: "hello",
      body: { actor: "user:anna", name: "anna", role: "member", at: 4_000, readOnly: false },
    })
  })

  it("serves the stock y-websocket provider on both sides", async () => {
    const { origin, board } = await startRelay()
    const open = (as: string) => {
      const doc = new Y.Doc()
      const options = { WebSocketPolyfill: WebSocket as never, params: { as, role: "member" }, disableBc: true }
      const provider = new WebsocketProvider(`${origin}/sync`, board, doc, options)
      return { doc, provider }
    }
    const [anna, ben] = [open("anna"), open("ben")]
    await eventually(() => anna.provider.synced && ben.provider.synced)
    setTitle(anna.doc, "By stock")
    await eventually(() => titleOf(ben.doc) === "By stock")
    anna.provider.awareness.setLocalStateField("card", "card-1")
    await eventually(() => [...ben.provider.awareness.getStates().values()].some(({ card }) => card === "card-1"))
    anna.provider.destroy()
    ben.provider.destroy()
  })

  it("takes offline work on the next connection, from the state and from a new tab's", async () => {
    const { client } = await startRelay()
    const anna = await client("anna")
    anna.close()
    await anna.until(() => anna.closed !== undefined)
    for (let edit = 0; edit < 20; edit++) setTitle(anna.doc, `Offline ${edit}`)
    const ben = await client("ben")
    await anna.connect()
    await anna.allSaved()
    await ben.until(() => titleOf(ben.doc) === "Offline 19")
  })

  it("answers everybody who joins with the same state, by snapshot or by difference", async () => {
    const { client } = await startRelay()
    const anna = await client("anna")
    for (let edit = 0; edit < 5; edit++) {
      setTitle(anna.doc, `Edit ${edit}`)
      await anna.allSaved()
      const guest = await client(`guest-${edit}`)
      await guest.until(() => titleOf(guest.doc) === `Edit ${edit}`)
    }
    const again = await client("anna", "member", { doc: anna.doc })
    expect(readBoard(again.doc)).toEqual(readBoard(anna.doc))
  })

  it("counts what is saved, message by message, also for edits that were known already", async () => {
    const { client } = await startRelay()
    const anna = await client("anna")
    await anna.allSaved()
    for (let edit = 0; edit < 10; edit++) setTitle(anna.doc, `Edit ${edit}`)
    await anna.allSaved()
    expect(anna.saved).toBe(anna.sent)
    await anna.connect()
    await anna.allSaved()
    expect(anna.saved).toBe(1)
  })

  it("keeps long texts in documents of their own", async () => {
    const { client, relay, board } = await startRelay()
    const [anna, ben] = [
      await client("anna", "member", { text: "card-1" }),
      await client("ben", "member", { text: "card-1" }),
    ]
    const paragraph = new Y.XmlElement("paragraph")
    paragraph.insert(0, [new Y.XmlText("Hello")])
    anna.doc.getXmlFragment("text").insert(0, [paragraph])
    await anna.allSaved()
    await ben.until(() => ben.doc.getXmlFragment("text").toString().includes("Hello"))
    expect(await relay.readText(board, "card-1")).toEqual([
      { type: "paragraph", content: [{ type: "text", text: "Hello" }] },
    ])
    const { view } = (await relay.snapshot(board)) ?? {}
    expect(view?.cards.size).toBe(2)
  })

  it("lets go of a board that nobody looks at, and loads it again as it was", async () => {
    const { client, relay, board } = await startRelay({ limits: { idleRoomMs: 50 } })
    const anna = await client("anna")
    setTitle(anna.doc, "Before")
    await anna.allSaved()
    const before = readBoard(anna.doc)
    anna.close()
    await eventually(() => relay.counts.rooms === 0)
    const ben = await client("ben")
    expect(readBoard(ben.doc)).toEqual(before)
    expect((await relay.snapshot(board))?.view).toEqual(before)
  })

  it("gives the same board after a restart", async () => {
    const first = await startRelay()
    const anna = await first.client("anna")
    cardsOf(anna.doc).set("card-3", new Y.Map(Object.entries({ title: "Third", place: ["todo", "c"] })))
    await anna.allSaved()
    const second = await first.restart()
    const ben = await second.client("ben")
    expect(readBoard(ben.doc)).toEqual(readBoard(anna.doc))
  })
})
