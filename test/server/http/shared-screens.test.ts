import { describe, expect, it } from "vitest"
import type * as Y from "yjs"
import type { Promises } from "../../../shared/promises/fold.ts"
import type { Me, PinState } from "../../../shared/wire/http.ts"
import { RawClient } from "../../support/raw-client.ts"
import { PASSWORD } from "../../support/server.ts"
import { PIN, sharedStage, shareScreen } from "./shared-stage.ts"

describe("a shared screen", () => {
  it("is nobody's session: the one that made it has ended in that browser, and others stay", async () => {
    const { bo, screen, server, board } = await sharedStage()
    const { body } = await screen.ask<Me>("GET", "/me")
    expect(body).toEqual({
      ...{ actor: expect.stringMatching(/^shared:/), name: "Wall in the office", kind: "shared" },
      ...{ owner: false, boardId: board.id },
    })
    expect((await bo.ask("GET", "/me")).status).toBe(200)
    const once = await server.signIn("bo")
    await shareScreen(once, board.id)
    expect((await once.ask("GET", "/me")).status).toBe(401)
  })

  it("[P1] edits and moves on the socket, and every promise asked on it is refused", async () => {
    const { screen, server, board, sign, command, entries } = await sharedStage()
    const client = await new RawClient({ url: `${server.wsUrl}/sync/${board.id}`, headers: screen.headers }).connect()
    expect(client.frames.find(({ type }) => type === "hello")?.body).toMatchObject({ role: "shared" })
    const card = client.doc.getMap("cards").get("card-1") as Y.Map<unknown>
    card.set("title", "Bed 4, window")
    await client.allSaved()
    const promises = [
      sign(),
      command({ kind: "card.take", card: "card-1" }),
      command({ kind: "comment.add", card: "card-1", text: "as nobody" }),
      command({ kind: "handoff.create", handoff: "h-1", card: "card-1", template: "four-w" }),
      command({ kind: "huddle.act", huddle: "hud-1", text: "Ring", person: "user:ana", due: "2026-11-25" }),
    ]
    for (const asked of promises) {
      client.command(asked)
      await client.until(() => client.frames.some((frame) => frame.type === "answer" && frame.body.id === asked.id))
    }
    const answers = client.frames.flatMap((frame) => (frame.type === "answer" ? [frame.body] : []))
    expect(answers).toEqual(promises.map(({ id }) => expect.objectContaining({ id, ok: false, code: "forbidden" })))
    for (const asked of promises)
      expect((await screen.ask("POST", `/boards/${board.id}/commands`, asked)).status).toBe(403)
    const kinds = (await entries()).filter(({ actor }) => actor === screen.me.actor).map(({ kind }) => kind)
    expect(kinds).toEqual(["card.edited"])
    client.terminate()
  })

  it("leads a huddle, and is not one of the people in it", async () => {
    const { screen, server, board, command } = await sharedStage()
    const client = await new RawClient({ url: `${server.wsUrl}/sync/${board.id}`, headers: screen.headers }).connect()
    const asked = command({ kind: "huddle.start", huddle: "huddle-1" })
    client.command(asked)
    await client.until(() => client.frames.some(({ type }) => type === "answer"))
    expect(client.frames.find(({ type }) => type === "answer")?.body).toMatchObject({ id: asked.id, ok: true })
    const { body } = await screen.ask<{ promises: Promises }>("GET", `/boards/${board.id}`)
    expect(body.promises.huddle.open).toMatchObject({ driver: screen.me.actor, people: [] })
    client.terminate()
  })

  it("is listed with the links, and its sockets close within two seconds when a lead revokes it", async () => {
    const { screen, server, board } = await sharedStage()
    const client = await new RawClient({ url: `${server.wsUrl}/sync/${board.id}`, headers: screen.headers }).connect()
    const { body: links } = await server.admin.ask<{ id: string; role: string; label: string }[]>(
      "GET",
      `/boards/${board.id}/links`,
    )
    expect(links).toEqual([expect.objectContaining({ role: "shared", label: "Wall in the office", revokedAt: null })])
    await server.admin.ask("DELETE", `/boards/${board.id}/links/${links[0]?.id}`)
    await client.until(() => client.closed !== undefined, 2_000)
    expect(client.closed?.code).toBe(4403)
    expect((await screen.ask("GET", `/boards/${board.id}`)).status).toBe(401)
  })

  it.each<[string, (board: string, bo: string) => readonly [string, string, unknown?]]>([
    ["is removed", (board, bo) => ["DELETE", `/boards/${board}/members/${bo}`]],
    ["may only look any more", (board, bo) => ["PATCH", `/boards/${board}/members/${bo}`, { role: "viewer" }]],
    ["has no account any more", (_board, bo) => ["PATCH", `/users/${bo}`, { disabled: true }]],
  ])("ends when whoever set it up %s, and does not come back with them", async (_what, deed) => {
    const { screen, bo, server, board, entries } = await sharedStage()
    const client = await new RawClient({ url: `${server.wsUrl}/sync/${board.id}`, headers: screen.headers }).connect()
    const id = bo.me.actor.slice("user:".length)
    const [method, path, body] = deed(board.id, id)
    expect((await server.admin.ask(method, path, body)).status).toBeLessThan(300)
    expect((await screen.ask("GET", `/boards/${board.id}`)).status).toBe(401)
    await client.until(() => client.closed !== undefined, 2_000)
    expect(client.closed?.code).toBe(4403)
    await expect.poll(async () => (await entries()).some(({ kind }) => kind === "link.revoked")).toBe(true)
    await server.admin.ask("PATCH", `/users/${id}`, { disabled: false })
    await server.admin.ask("POST", `/boards/${board.id}/members`, { userId: id, role: "lead" })
    expect((await screen.ask("GET", `/boards/${board.id}`)).status).toBe(401)
  })

  it("goes on when whoever set it up gets more to say, or signs out", async () => {
    const { screen, bo, server, board } = await sharedStage()
    await server.admin.ask("PATCH", `/boards/${board.id}/members/${bo.me.actor.slice(5)}`, { role: "lead" })
    await bo.ask("POST", "/sign-out", { everywhere: true })
    expect((await screen.ask("GET", `/boards/${board.id}`)).status).toBe(200)
  })

  it("of a guest ends with the link by which the guest came, and runs out with it", async () => {
    let now = Date.now()
    const { server, board } = await sharedStage({ now: () => now })
    const screenOf = async (link: Record<string, unknown>) => {
      const made = await server.createLink(board.id, { role: "member", ...link })
      return { made, screen: await shareScreen(await server.join(made.token, "Kim"), board.id) }
    }
    const [revoked, short] = [await screenOf({}), await screenOf({ expiresInMinutes: 5 })]
    await server.admin.ask("DELETE", `/boards/${board.id}/links/${revoked.made.id}`)
    expect((await revoked.screen.ask("GET", `/boards/${board.id}`)).status).toBe(401)
    expect((await short.screen.ask("GET", `/boards/${board.id}`)).status).toBe(200)
    now += 6 * 60_000
    expect((await short.screen.ask("GET", `/boards/${board.id}`)).status).toBe(401)
  })

  it("is over for good when it is signed out", async () => {
    const { screen, server, board, entries } = await sharedStage()
    expect((await screen.ask("POST", "/sign-out", {})).status).toBe(204)
    expect((await screen.ask("GET", "/me")).status).toBe(401)
    const { body: links } = await server.admin.ask<{ revokedAt: number | null }[]>("GET", `/boards/${board.id}/links`)
    expect(links[0]?.revokedAt).toEqual(expect.any(Number))
    await expect.poll(async () => (await entries()).some(({ kind }) => kind === "link.revoked")).toBe(true)
  })
})

describe("with a PIN on a shared screen", () => {
  it("a person signs under their own name, through the screen, and the ledger says both", async () => {
    const { ana, screen, setPin, as, sign, entries } = await sharedStage()
    expect((await setPin(ana)).body).toEqual({ isSet: true, lockedUntil: null })
    const asked = sign()
    const answer = await as(ana, PIN, asked)
    expect(answer).toMatchObject({ status: 200, body: { id: asked.id, ok: true } })
    const signed = (await entries()).find(({ kind }) => kind === "check.signed")
    expect(signed).toMatchObject({ actor: ana.me.actor, via: { actor: screen.me.actor, method: "pin" } })
    expect((await as(ana, PIN, asked)).body).toMatchObject({ ok: true, seq: answer.body.seq })
    expect((await entries()).filter(({ kind }) => kind === "check.signed")).toHaveLength(1)
  })

  it("[S1] the person's own role decides, not the screen's", async () => {
    const { bo, viewer, setPin, as, sign } = await sharedStage()
    await setPin(bo)
    await setPin(viewer)
    expect(await as(bo, PIN, sign())).toMatchObject({ status: 409, body: { rule: "S1" } })
    expect((await as(viewer, PIN, sign())).status).toBe(404)
  })

  it("a wrong one is told with the tries that are left, and nothing is signed", async () => {
    const { ana, setPin, as, sign, entries } = await sharedStage()
    await setPin(ana)
    expect(await as(ana, "9999", sign())).toMatchObject({
      ...{ status: 403, body: { code: "wrong-pin", data: { triesLeft: 4 } } },
    })
    expect((await entries()).some(({ kind }) => kind === "check.signed")).toBe(false)
  })

  it("five wrong ones lock it, with the time until when, on every screen, also after a restart of counting", async () => {
    const { ana, setPin, as, sign, server, board } = await sharedStage({ signInTriesPerMinute: 100 })
    await setPin(ana)
    for (let tries = 0; tries < 4; tries++) await as(ana, "9999", sign())
    const locked = await as(ana, "9999", sign())
    expect(locked).toMatchObject({ status: 429, body: { code: "pin-locked", data: { until: expect.any(Number) } } })
    expect(Number(locked.headers.get("retry-after"))).toBeGreaterThan(14 * 60)
    const second = await shareScreen(await server.signIn("bo"), board.id, "Second")
    expect(await as(ana, PIN, sign(), second)).toMatchObject({ status: 429, body: { code: "pin-locked" } })
    await setPin(ana, "8305")
    expect((await as(ana, "8305", sign(), second)).status).toBe(200)
  })

  it("wrong ones at a screen that one member set up do not lock it at the screens of others", async () => {
    const { ana, setPin, as, sign, server, board } = await sharedStage({ signInTriesPerMinute: 100 })
    await setPin(ana)
    const other = await server.signUp("mallory")
    await server.addMember(board.id, "mallory", "member")
    const [first, second] = [
      await shareScreen(other, board.id),
      await shareScreen(await server.signIn("mallory"), board.id),
    ]
    for (let tries = 0; tries < 5; tries++) await as(ana, "9999", sign(), first)
    expect((await as(ana, PIN, sign(), second)).status).toBe(429)
    expect((await as(ana, PIN, sign())).status).toBe(200)
  })

  it("those of guests of one link count together, however often one comes in", async () => {
    const { ana, setPin, as, sign, server, board } = await sharedStage({ signInTriesPerMinute: 100 })
    await setPin(ana)
    const { token } = await server.createLink(board.id, { role: "member" })
    const screens = [1, 2, 3].map(async () => shareScreen(await server.join(token, "Kim"), board.id))
    const statuses = []
    for (const screen of await Promise.all(screens))
      for (let tries = 0; tries < 2; tries++) statuses.push((await as(ana, "9999", sign(), screen)).status)
    expect(statuses).toEqual([403, 403, 403, 403, 429, 429])
    expect((await as(ana, PIN, sign())).status).toBe(200)
  })

  it("one screen guesses only so often, whoever is meant", async () => {
    const { ana, bo, setPin, as, sign } = await sharedStage({ signInTriesPerMinute: 1 })
    await setPin(ana)
    const statuses = []
    for (const person of [ana, bo, ana, bo]) statuses.push((await as(person, "9999", sign())).status)
    expect(statuses).toEqual([403, 403, 403, 429])
    expect(await as(ana, PIN, sign())).toMatchObject({ status: 429, body: { code: "too-many" } })
  })

  it("whoever has none is answered like somebody whose PIN was not hit", async () => {
    const { ana, bo, setPin, as, sign } = await sharedStage()
    await setPin(ana)
    const [known, unknown] = [await as(ana, "9999", sign()), await as(bo, "9999", sign())]
    expect({ status: unknown.status, body: unknown.body }).toEqual({ status: known.status, body: known.body })
  })

  it("digits are in no log, no answer, no metric and no entry", async () => {
    const { ana, setPin, as, sign, entries, server } = await sharedStage()
    await setPin(ana, "83050617")
    const bodies = [
      await as(ana, "93050616", sign()),
      await as(ana, "83050617", sign()),
      await as(ana, "83050617", { kind: "nonsense" }),
      await ana.ask("POST", "/me/pin", { pin: "83050617", current: "wrong", more: 1 }),
    ].map(({ body }) => JSON.stringify(body))
    const metrics = await (await fetch(`${server.url}/metrics`)).text()
    const all = [...server.log, ...bodies, metrics, JSON.stringify(await entries())].join("\n")
    expect(server.log.length).toBeGreaterThan(0)
    expect(all).not.toMatch(/83050617|93050616/)
  })
})

describe("one's own PIN", () => {
  it.each(["1234", "0000", "1212", "2580", "12", "abcd"])("is not %s, and the answer says why", async (pin) => {
    const { ana, setPin } = await sharedStage()
    const { status, body } = await setPin(ana, pin)
    expect({ status, code: body.code }).toEqual({ status: 400, code: "weak-pin" })
    expect(body.detail).toMatch(/PIN|Mix them/)
  })

  it("is set with the password, and taken off by its owner", async () => {
    const { ana, setPin, as, sign } = await sharedStage()
    expect((await ana.ask("POST", "/me/pin", { pin: PIN })).status).toBe(401)
    expect(await setPin(ana, PIN, "wrong")).toMatchObject({ status: 401, body: { code: "wrong-credentials" } })
    expect((await setPin(ana, PIN, PASSWORD)).status).toBe(200)
    expect((await ana.ask("DELETE", "/me/pin")).status).toBe(204)
    expect((await ana.ask<PinState>("GET", "/me/pin")).body).toEqual({ isSet: false, lockedUntil: null })
    expect((await as(ana, PIN, sign())).status).toBe(403)
  })

  it("is set by guests soon after they came in, and later with the one that is set", async () => {
    let now = Date.now()
    const { server, board, as, command } = await sharedStage({ now: () => now })
    const link = await server.createLink(board.id, { role: "member" })
    const [kim, late] = [await server.join(link.token, "Kim"), await server.join(link.token, "Late")]
    expect((await kim.ask("POST", "/me/pin", { pin: PIN })).status).toBe(200)
    expect((await as(kim, PIN, command({ kind: "card.take", card: "card-1" }))).status).toBe(200)
    now += 31 * 60_000
    expect((await late.ask("POST", "/me/pin", { pin: PIN })).status).toBe(403)
    expect((await kim.ask("POST", "/me/pin", { pin: "8305" })).status).toBe(403)
    expect((await kim.ask("POST", "/me/pin", { pin: "8305", current: "9999" })).status).toBe(403)
    expect((await kim.ask("POST", "/me/pin", { pin: "8305", current: PIN })).status).toBe(200)
  })

  it("is set only so often: each costs the machine as much as a sign-in", async () => {
    const { server, board } = await sharedStage()
    const kim = await server.join((await server.createLink(board.id, { role: "viewer" })).token, "Kim")
    const statuses = []
    for (let sets = 0; sets < 6; sets++) statuses.push((await kim.ask("POST", "/me/pin", { pin: PIN })).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
  })

  it("is nothing that a screen or a key has", async () => {
    const { screen, server } = await sharedStage()
    for (const who of [screen, server.admin]) expect((await who.ask("GET", "/me/pin")).status).toBe(403)
  })
})
