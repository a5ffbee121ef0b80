import { expect, it, onTestFinished } from "vitest"
import * as Y from "yjs"
import { COMMAND } from "../../../shared/command/command.ts"
import type { BoardStatus, Problem } from "../../../shared/wire/http.ts"
import { RawClient } from "../../support/raw-client.ts"
import { type Person, startServer } from "../../support/server.ts"
import { SHORT_BRIEF } from "../relay/handoff-stage.ts"

async function stage() {
  const server = await startServer()
  onTestFinished(server.close)
  const board = await server.createBoard("Board", "plain-kanban")
  const [ana, bo] = [await server.signUp("ana", { name: "Ana Ruiz" }), await server.signUp("bo", { name: "Bo Lind" })]
  await server.addMember(board.id, "ana", "member")
  const crewRoles = ["test"]
  await server.admin.ask("POST", `/boards/${board.id}/members`, { login: "bo", role: "member", crewRoles })
  const client = new RawClient({ url: `${server.wsUrl}/sync/${board.id}`, headers: ana.headers })
  onTestFinished(() => client.terminate())
  await client.connect()
  const [lane] = client.doc.getMap("lanes").keys()
  const put = (root: string, id: string, value: object) =>
    client.doc.getMap(root).set(id, new Y.Map(Object.entries(value)))
  put("cards", "card-1", { title: "Checkout", place: [lane, "a"] })
  const to = { kind: "role", id: "test" }
  put("sheets", "h-1", { card: "card-1", template: "four-w", ...SHORT_BRIEF, to })
  await client.allSaved()
  let made = 0
  const ask = (who: Pick<Person, "ask">, command: object) =>
    who.ask<Problem>("POST", `/boards/${board.id}/commands`, { id: `command-${++made}`, ...command })
  await ask(ana, { kind: "handoff.create", handoff: "h-1", card: "card-1", template: "four-w" })
  return { server, board, ana, bo, client, ask }
}

const OFFER = { kind: "handoff.offer", handoff: "h-1" }
const ACCEPT = { kind: "handoff.accept", handoff: "h-1", version: 1, channel: "call" }

it("takes a handoff through the same door, by the crew roles of whoever asks", async () => {
  const { ana, bo, ask, server } = await stage()
  expect((await ask(ana, OFFER)).status).toBe(200)
  expect(await ask(server.admin, ACCEPT)).toMatchObject({ status: 409, body: { code: "refused", rule: "H6" } })
  expect((await ask(bo, ACCEPT)).status).toBe(200)
})

it("tells with a refusal its rule, and what the rule's sentence speaks of", async () => {
  const { ana, bo, ask } = await stage()
  await ask(ana, OFFER)
  const { body } = await ask(bo, { ...ACCEPT, version: 7 })
  expect(body).toMatchObject({ code: "refused", rule: "H8", data: { read: 7, version: 1 } })
})

it("[C3] names the line of a promise that came too late, which can be looked for by its kind", async () => {
  const { ana, bo, ask, board } = await stage()
  await ask(ana, OFFER)
  await ask(bo, ACCEPT)
  const { status, body } = await ask(ana, { kind: "handoff.withdraw", handoff: "h-1", reason: "I keep it" })
  expect([status, body.rule]).toEqual([409, "H5"])
  const found = await ana.ask<{ entries: readonly { seq: number; kind: string; data: object }[] }>(
    "GET",
    `/boards/${board.id}/ledger?about=too-late`,
  )
  expect(found.body.entries.map(({ seq, kind }) => [seq, kind])).toEqual([[body.seq, "promise.superseded"]])
  expect(found.body.entries[0]?.data).toMatchObject({ against: { kind: "handoff.accepted", by: bo.me.actor } })
})

it("keeps the relay's own steps for the relay", async () => {
  const { ana, ask, server } = await stage()
  await ask(ana, OFFER)
  const expire = { kind: "handoff.expire", handoff: "h-1", level: 1 }
  for (const who of [ana, server.admin]) expect((await ask(who, expire)).body).toMatchObject({ rule: "H6" })
})

it("shows the wall to whom a card is on its way, and until when", async () => {
  const { ana, bo, ask, board, server } = await stage()
  const cardOn = async () => {
    const { body } = await server.admin.ask<BoardStatus>("GET", `/boards/${board.id}/status`)
    return body.lanes.flatMap(({ cards }) => cards).find(({ id }) => id === "card-1")
  }
  expect((await cardOn())?.handoff).toBeNull()
  await ask(ana, OFFER)
  expect((await cardOn())?.handoff).toEqual({
    ...{ state: "offered", severity: "routine", to: "test", toKind: "role", escalation: 0, loopOpen: false },
    ...{ offeredAt: expect.any(Number), acceptBy: expect.any(Number) },
  })
  await ask(bo, ACCEPT)
  expect(await cardOn()).toMatchObject({ handoff: null, accountable: expect.stringMatching(/^B/) })
})

it("[C12] brings an offer back when its only receiver is removed from the board", async () => {
  const { ana, bo, ask, board, server } = await stage()
  await ask(ana, OFFER)
  const user = bo.me.actor.replace("user:", "")
  await server.admin.ask("DELETE", `/boards/${board.id}/members/${user}`)
  await expect
    .poll(async () => {
      const path = `/boards/${board.id}/ledger?limit=1000`
      const { body } = await server.admin.ask<{ entries: { kind: string; actor: string }[] }>("GET", path)
      return body.entries.filter(({ kind }) => kind === "handoff.returned").map(({ actor }) => actor)
    })
    .toEqual(["system"])
})

it("describes every command with an example that is of its form", async () => {
  const server = await startServer()
  onTestFinished(server.close)
  const { body } = await server.nobody.ask<never>("GET", "/openapi.json")
  const { paths } = body as unknown as { paths: Record<string, Record<string, never>> }
  const { post } = paths["/api/v1/boards/{id}/commands"] as unknown as {
    post: { requestBody: { content: Record<string, { examples: Record<string, { value: { kind: string } }> }> } }
  }
  const { examples } = post.requestBody.content["application/json"]!
  const kinds = COMMAND.def.options.map((option) => [...option.def.shape.kind.def.values][0])
  expect(Object.keys(examples).sort()).toEqual(kinds.sort())
  for (const [kind, { value }] of Object.entries(examples)) {
    expect(value.kind).toBe(kind)
    expect(COMMAND.safeParse(value).error).toBeUndefined()
  }
})
