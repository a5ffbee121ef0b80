import { join } from "node:path"
import { expect, it, onTestFinished } from "vitest"
import { writeTextJson } from "../../../shared/doc/rich-text.ts"
import { notesIdOf } from "../../../shared/huddle/notes.ts"
import { RawClient } from "../../support/raw-client.ts"
import { startServer } from "../../support/server.ts"
import { DATABASE, verify } from "./played-board.ts"

it("is content with a board that holds huddles: its agenda, what was said over HTTP, its notes and its record", async () => {
  const server = await startServer()
  onTestFinished(() => server.close())
  const board = (await server.createBoard("Ward 7", "ward-shift")).id
  const url = `${server.wsUrl}/sync/${board}`
  const client = await new RawClient({ url, headers: server.admin.headers }).connect()
  const notes = await new RawClient({ url: `${url}/${notesIdOf("hud1")}`, headers: server.admin.headers }).connect()
  onTestFinished(() => {
    client.terminate()
    notes.terminate()
  })
  const meta = client.doc.getMap("meta")
  meta.set("a:walk", { name: "The pass", seconds: 60 })
  meta.set("a:look-ahead", { out: true })
  meta.set("nextHuddle", "2026-11-25T07:15Z")
  await client.allSaved()
  const [card = ""] = client.doc.getMap("cards").keys()
  let commands = 0
  const say = async (command: object) =>
    (await server.admin.ask("POST", `/boards/${board}/commands`, { id: `huddle-command-${++commands}`, ...command }))
      .status
  const of = { huddle: "hud1" }
  const said = [
    await say({ ...of, kind: "huddle.start" }),
    await say({ kind: "huddle.start", huddle: "hud2" }),
    await say({ ...of, kind: "huddle.spotlight", card }),
    await say({ ...of, kind: "huddle.park", card, with: ["user:bo"] }),
    await say({ ...of, kind: "huddle.step", from: 0, to: 3 }),
    await say({ ...of, kind: "huddle.decide", text: "We move bed 4" }),
    await say({ ...of, kind: "huddle.act", text: "Ring the lab", person: "user:bo", due: "2026-11-27", card }),
    await say({ ...of, kind: "huddle.act", text: "Ring the lab" }),
    await say({ ...of, kind: "huddle.close" }),
  ]
  expect(said).toEqual([200, 409, 200, 200, 200, 200, 200, 409, 200])
  writeTextJson(notes.doc, [{ type: "paragraph", content: [{ type: "text", text: "Ask the lab" }] }])
  await notes.allSaved()
  const checked = await verify("--db", join(server.dataDir, DATABASE), "--replay")
  expect(checked).toMatchObject({ code: 0, says: expect.stringContaining("Everything is in order.") })
})
