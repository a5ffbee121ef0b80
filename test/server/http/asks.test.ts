import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import type { AskedOfMe, AskState, NewAsk, Problem } from "../../../shared/wire/http.ts"
import { RawClient } from "../../support/raw-client.ts"
import type { Asking } from "../../support/server.ts"
import { SHORT_BRIEF } from "../relay/handoff-stage.ts"
import { sharedStage, shareScreen, tokenOf } from "./shared-stage.ts"

async function stage(...options: Parameters<typeof sharedStage>) {
  const shared = await sharedStage(...options)
  const { board, screen } = shared
  const answer = (who: Asking, { url }: NewAsk, confirm: boolean, of = board.id) =>
    who.ask<Problem>("POST", `/boards/${of}/asks/answer`, { token: tokenOf({ url } as NewAsk), confirm })
  return {
    ...shared,
    peek: (who: Asking, ask: NewAsk) =>
      who.ask<AskedOfMe & Problem>("POST", `/boards/${board.id}/asks/peek`, { token: tokenOf(ask) }),
    confirm: (who: Asking, ask: NewAsk, of?: string) => answer(who, ask, true, of),
    deny: (who: Asking, ask: NewAsk) => answer(who, ask, false),
    state: (ask: NewAsk, who: Asking = screen) =>
      who.ask<AskState & Problem>("GET", `/boards/${board.id}/asks/${ask.id}`),
  }
}

describe("confirming on one's own phone", () => {
  it("says what is asked, in names, and by whom", async () => {
    const { ana, ask, sign, peek } = await stage()
    const { status, body } = await ask(sign())
    expect(status).toBe(201)
    expect(body.expiresInMs).toBeLessThanOrEqual(120_000)
    expect(body).toEqual({
      id: expect.any(String),
      url: expect.stringMatching(/\/confirm#[\w-]{22}\.[\w-]{43}$/),
      expiresInMs: expect.any(Number),
    })
    expect((await peek(ana, body)).body).toMatchObject({
      ...{ boardName: "Ward", screen: "Wall in the office", kind: "check.sign", cardTitle: "Bed 4" },
      ...{ check: "Allergies checked", from: null, words: null },
    })
  })

  it("does not put a name under words that changed after they were read: they are read again first", async () => {
    const { ana, ask, sign, peek, confirm, entries, server, board, screen } = await stage()
    const { body } = await ask(sign())
    await peek(ana, body)
    const client = await new RawClient({ url: `${server.wsUrl}/sync/${board.id}`, headers: screen.headers }).connect()
    const card = client.doc.getMap("cards").get("card-1") as Y.Map<unknown>
    card.set("c:check-1", { ...(card.get("c:check-1") as object), text: "Ten times the dose given" })
    await client.allSaved()
    client.terminate()
    expect(await confirm(ana, body)).toMatchObject({ status: 409, body: { code: "conflict" } })
    expect((await entries()).some(({ kind }) => kind === "check.signed")).toBe(false)
    expect((await peek(ana, body)).body).toMatchObject({ check: "Ten times the dose given" })
    expect((await confirm(ana, body)).status).toBe(200)
  })

  it("says everything that makes the promise another one: whom it goes to, which lane, by when, which action", async () => {
    const { ana, bo, ask, command, peek, server, board } = await stage()
    const said = async (more: object) => (await peek(ana, (await ask(command(more))).body)).body
    const { body: read } = await ana.ask<{ view: { lanes: Record<string, { name: string }> } }>(
      "GET",
      `/boards/${board.id}`,
    )
    const [laneId, lane] = Object.entries(read.view.lanes)[0] ?? []
    const about = { card: "card-1", reason: "Now" }
    expect(await said({ kind: "gate.override", lane: laneId, ...about })).toMatchObject({
      to: lane?.name,
      words: "Now",
    })
    const reassign = { kind: "handoff.reassign", handoff: "h-1", to: { kind: "person", id: bo.me.actor } }
    expect(await said(reassign)).toMatchObject({ to: "Bo Lind" })
    const accept = { kind: "handoff.accept", handoff: "h-1", version: 1, channel: "call", readBack: "I lead" }
    expect(await said({ ...accept, answers: { announced: "#incidents" } })).toMatchObject({
      words: "I lead · #incidents",
    })
    const act = { kind: "huddle.act", huddle: "hud-1", text: "Ring", person: bo.me.actor, due: "2026-11-25" }
    expect(await said(act)).toMatchObject({ to: "Bo Lind", due: "2026-11-25", words: "Ring" })
    const client = await new RawClient({ url: `${server.wsUrl}/sync/${board.id}`, headers: ana.headers }).connect()
    client.command(command({ kind: "huddle.start", huddle: "hud-1" }))
    const acted = command(act)
    client.command(acted)
    await client.until(() => client.frames.some((frame) => frame.type === "answer" && frame.body.id === acted.id))
    const answer = client.frames.flatMap((frame) => (frame.type === "answer" ? [frame.body] : [])).at(-1)
    client.terminate()
    const done = { kind: "huddle.action.done", action: (answer as { seq?: number }).seq }
    expect(await said(done)).toMatchObject({ words: "Ring" })
  })

  it("signs under the name of whoever confirms, and the screen learns it", async () => {
    const { ana, ask, sign, confirm, state, entries, screen } = await stage()
    const { body } = await ask(sign())
    expect((await state(body)).body).toEqual({ state: "open" })
    expect((await confirm(ana, body)).status).toBe(200)
    expect((await state(body)).body).toMatchObject({ state: "answered", person: ana.me.actor, answer: { ok: true } })
    expect((await entries()).find(({ kind }) => kind === "check.signed")).toMatchObject({
      ...{ actor: ana.me.actor, via: { actor: screen.me.actor, method: "phone" } },
    })
  })

  it("accepts an offer, and the move that follows is told with the screen too", async () => {
    const { ana, bo, server, board, ask, command, confirm, peek, entries, screen } = await stage()
    const client = await new RawClient({ url: `${server.wsUrl}/sync/${board.id}`, headers: ana.headers }).connect()
    const [, second] = client.doc.getMap("lanes").keys()
    const sheet = { card: "card-1", template: "four-w", ...SHORT_BRIEF, to: { kind: "lane", id: second } }
    client.doc.getMap("sheets").set("h-1", new Y.Map(Object.entries(sheet)))
    await client.allSaved()
    client.terminate()
    const own = (more: object) => bo.ask("POST", `/boards/${board.id}/commands`, command(more))
    await own({ kind: "handoff.create", handoff: "h-1", card: "card-1", template: "four-w" })
    expect((await own({ kind: "handoff.offer", handoff: "h-1" })).status).toBe(200)
    const { body } = await ask(command({ kind: "handoff.accept", handoff: "h-1", version: 1, channel: "call" }), ana)
    expect((await peek(ana, body)).body).toMatchObject({ cardTitle: "Bed 4", from: "Bo Lind" })
    expect((await confirm(ana, body)).status).toBe(200)
    const via = { actor: screen.me.actor, method: "phone" }
    const told = (await entries()).slice(-2)
    expect(told.map(({ kind }) => kind)).toEqual(["handoff.accepted", "card.moved"])
    for (const entry of told) expect(entry).toMatchObject({ actor: ana.me.actor, via })
  })

  it("works once", async () => {
    const { ana, ask, sign, confirm, entries } = await stage()
    const { body } = await ask(sign())
    const statuses = (await Promise.all([confirm(ana, body), confirm(ana, body)])).map(({ status }) => status)
    expect(statuses.sort()).toEqual([200, 410])
    expect((await confirm(ana, body)).status).toBe(410)
    expect((await entries()).filter(({ kind }) => kind === "check.signed")).toHaveLength(1)
  })

  it("is over after two minutes, on both sides", async () => {
    let now = Date.now()
    const { ana, ask, sign, confirm, peek, state } = await stage({ now: () => now })
    const { body } = await ask(sign())
    now += 120_000
    expect((await peek(ana, body)).status).toBe(410)
    expect((await confirm(ana, body)).status).toBe(410)
    expect((await state(body)).status).toBe(410)
  })

  it("not me: nothing happens, and it can be confirmed no more", async () => {
    const { ana, ask, sign, confirm, deny, state, entries } = await stage()
    const { body } = await ask(sign())
    expect((await deny(ana, body)).body).toEqual({ denied: true })
    expect((await state(body)).body).toEqual({ state: "denied", person: ana.me.actor })
    expect((await confirm(ana, body)).status).toBe(410)
    expect((await entries()).some(({ kind }) => kind === "check.signed")).toBe(false)
  })

  it("is the named person's alone: another one neither reads nor spends it", async () => {
    const { ana, bo, ask, sign, confirm, peek, deny } = await stage()
    const { body } = await ask(sign(), ana)
    for (const tried of [peek(bo, body), confirm(bo, body), deny(bo, body)])
      expect(await tried).toMatchObject({ status: 403, body: { code: "forbidden" } })
    expect((await confirm(ana, body)).status).toBe(200)
  })

  it("is nothing for people of another board, for viewers, keys, and the screen itself", async () => {
    const { ana, viewer, server, screen, ask, sign, confirm } = await stage()
    const other = await server.createBoard("Other")
    await server.addMember(other.id, "ana", "member")
    const stranger = await server.signUp("stranger")
    await server.addMember(other.id, "stranger", "member")
    const { body } = await ask(sign())
    expect((await confirm(ana, body, other.id)).status).toBe(410)
    expect((await confirm(stranger, body, other.id)).status).toBe(410)
    expect((await confirm(stranger, body)).status).toBe(404)
    for (const who of [viewer, screen, server.admin]) expect((await confirm(who, body)).status).toBe(403)
    expect((await confirm(server.nobody, body)).status).toBe(401)
    expect((await confirm(ana, body)).status).toBe(200)
  })

  it("[T3] is not confirmed by another page in the person's browser", async () => {
    const { ana, board, ask, sign, server } = await stage()
    const { body } = await ask(sign())
    const foreign = { cookie: ana.headers.cookie ?? "", origin: "http://evil.example" }
    const answered = await server
      .with(foreign)
      .ask("POST", `/boards/${board.id}/asks/answer`, { token: tokenOf(body), confirm: true })
    expect(answered).toMatchObject({ status: 403, body: { code: "bad-origin" } })
  })

  it("[S1] a no of the rules reaches the phone and the screen", async () => {
    const { bo, ask, sign, confirm, state } = await stage()
    const { body } = await ask(sign())
    expect(await confirm(bo, body)).toMatchObject({ status: 409, body: { rule: "S1" } })
    expect((await state(body)).body).toMatchObject({ state: "answered", answer: { ok: false, rule: "S1" } })
  })

  it("is over when the screen stops asking, and when the screen is revoked", async () => {
    const { ana, board, screen, ask, sign, confirm } = await stage()
    const first = (await ask(sign())).body
    await screen.ask("DELETE", `/boards/${board.id}/asks/${first.id}`)
    expect((await confirm(ana, first)).status).toBe(410)
    const second = (await ask(sign())).body
    await screen.ask("POST", "/sign-out", {})
    expect((await confirm(ana, second)).status).toBe(410)
  })

  it("its outcome is told to the screen that asked and to no other", async () => {
    const { server, board, ask, sign, state } = await stage()
    const other = await shareScreen(await server.signIn("bo"), board.id)
    const { body } = await ask(sign())
    expect((await state(body, other)).status).toBe(410)
  })
})
