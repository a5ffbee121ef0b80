import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, expect, it } from "vitest"
import { openStore } from "../../../server/store/open-store.ts"
import { PASSWORD, type ServerOptions, startServer, type TestServer } from "../../support/server.ts"

let server: TestServer
const start = async (options: ServerOptions = {}) => {
  server = await startServer(options)
  return server
}
afterEach(() => server.close())

const ownerBody = (token: string) => ({ token, login: "Ana@Example.org", name: "Ana", password: PASSWORD })

it("sets up the owner once, with the link that was printed", async () => {
  const { setUpLink, nobody } = await start()
  const token = setUpLink!.split("#")[1]!
  const first = await nobody.ask("POST", "/setup", ownerBody(token))
  expect(first.status).toBe(201)
  expect(first.body).toMatchObject({ owner: true, login: "ana@example.org", kind: "member" })
  const second = await nobody.ask("POST", "/setup", { ...ownerBody(token), login: "eve" })
  expect(second.status).toBe(410)
})

it("makes one owner when two people use the link at the same moment", async () => {
  const { setUpLink, nobody, admin } = await start()
  const token = setUpLink!.split("#")[1]!
  const both = await Promise.all(
    ["ana", "eve"].map((login) => nobody.ask("POST", "/setup", { ...ownerBody(token), login })),
  )
  expect(both.map(({ status }) => status).sort()).toEqual([201, 410])
  expect((await admin.ask<unknown[]>("GET", "/users")).body).toHaveLength(1)
})

it("prints no set-up link once somebody has an account", async () => {
  const first = await start()
  await first.signUp("ana")
  await first.stop()
  const again = await startServer({ dataDir: first.dataDir })
  expect(again.setUpLink).toBeUndefined()
  await again.stop()
})

it("makes the set-up link of an earlier start useless", async () => {
  const first = await start()
  await first.stop()
  const again = await startServer({ dataDir: first.dataDir })
  const old = await again.nobody.ask("POST", "/setup", ownerBody(first.setUpLink!.split("#")[1]!))
  expect(old.status).toBe(410)
  await again.stop()
})

it("signs in, says who I am, and signs out for good", async () => {
  const { signUp, signIn, with: asking } = await start()
  await signUp("ana", { name: "Ana" })
  const ana = await signIn("ANA ")
  expect((await ana.ask("GET", "/me")).body).toMatchObject({ name: "Ana", login: "ana", kind: "member", owner: false })
  const out = await ana.ask("POST", "/sign-out")
  expect(out.status).toBe(204)
  expect(out.headers.getSetCookie()[0]).toMatch(/^throughline=; .*Max-Age=0/)
  expect((await asking(ana.headers).ask("GET", "/me")).status).toBe(401)
})

it("lets a member change their own name, in every session, and nobody a name of blanks", async () => {
  const { signUp, signIn, createBoard, addMember, admin } = await start()
  const phone = await signUp("ana", { name: "Ana" })
  const laptop = await signIn("ana")
  const board = await createBoard()
  await addMember(board.id, "ana", "member")
  const renamed = await phone.ask("PATCH", "/me", { name: " Ana Maria " })
  expect([renamed.status, renamed.body]).toMatchObject([200, { name: "Ana Maria", login: "ana", kind: "member" }])
  expect((await laptop.ask("GET", "/me")).body).toMatchObject({ name: "Ana Maria" })
  const people = await admin.ask<object[]>("GET", `/boards/${board.id}/people`)
  expect(people.body).toContainEqual(expect.objectContaining({ name: "Ana Maria" }))
  expect((await phone.ask("PATCH", "/me", { name: "  " })).status).toBe(400)
  expect((await phone.ask("PATCH", "/me", { name: "Ana", owner: true })).status).toBe(400)
  expect((await admin.ask("PATCH", "/me", { name: "Ana" })).status).toBe(403)
})

it("signs out everywhere at once", async () => {
  const { signUp, signIn } = await start()
  const phone = await signUp("ana")
  const laptop = await signIn("ana")
  await laptop.ask("POST", "/sign-out", { everywhere: true })
  expect((await phone.ask("GET", "/me")).status).toBe(401)
})

it("changes the password only for whoever knows the old one, and ends the other sessions", async () => {
  const { signUp, signIn, nobody } = await start()
  const phone = await signUp("ana")
  const laptop = await signIn("ana")
  const change = { current: "not this one", password: "a new password" }
  expect((await laptop.ask("POST", "/me/password", change)).status).toBe(401)
  const changed = await laptop.ask("POST", "/me/password", { ...change, current: PASSWORD })
  expect(changed.status).toBe(200)
  expect(changed.headers.getSetCookie()).toHaveLength(1)
  expect((await phone.ask("GET", "/me")).status).toBe(401)
  expect((await nobody.ask("POST", "/sign-in", { login: "ana", password: PASSWORD })).status).toBe(401)
  await signIn("ana", "a new password")
})

it("gives no session for a password that was changed while it was being checked", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "throughline-race-"))
  const store = await openStore({ dataDir })
  let meanwhile: (() => Promise<unknown>) | undefined
  const accounts = new Proxy(store.accounts, {
    get(target, key) {
      const method = (Reflect.get(target, key) as (...args: unknown[]) => Promise<unknown>).bind(target)
      return async (...args: unknown[]) => {
        const now = key === "createSession" ? meanwhile : undefined
        if (now) meanwhile = undefined
        await now?.()
        return method(...args)
      }
    },
  })
  const kept = { journal: store.journal, boards: store.boards, accounts, mail: store.mail }
  const engine = { ping: () => store.ping(), backup: (path: string) => store.backup(path), close: () => store.close() }
  const { signUp, nobody } = await start({ store: { ...kept, ...engine } })
  const phone = await signUp("ana")
  const change = { current: PASSWORD, password: "a new password" }
  meanwhile = async () => expect((await phone.ask("POST", "/me/password", change)).status).toBe(200)
  const late = await nobody.ask("POST", "/sign-in", { login: "ana", password: PASSWORD })
  expect(late.status).toBe(401)
  expect(late.headers.getSetCookie()).toEqual([])
  rmSync(dataDir, { recursive: true })
})

it("[T5] answers 429 after five wrong passwords for an account, also when they were sent at once", async () => {
  const { signUp, nobody } = await start()
  await signUp("ana")
  const guess = (n: number) => nobody.ask("POST", "/sign-in", { login: "ana", password: `guess ${n}` })
  const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => guess(n)))
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(5)
  const slowed = answers.filter(({ status }) => status === 429)
  expect(slowed).toHaveLength(35)
  expect(Number(slowed[0]!.headers.get("retry-after"))).toBeGreaterThan(0)
  expect((await nobody.ask("POST", "/sign-in", { login: "ana", password: PASSWORD })).status).toBe(429)
})

it("[T5] lets the owner of an account in from another address than the one that guesses at it", async () => {
  const { signUp, nobody } = await start({ config: { trustProxy: true } })
  await signUp("ana")
  const from = (address: string, password: string) =>
    nobody.ask("POST", "/sign-in", { login: "ana", password }, { "x-forwarded-for": address })
  for (let n = 0; n < 5; n++) await from("192.0.2.66", `guess ${n}`)
  expect((await from("192.0.2.66", PASSWORD)).status).toBe(429)
  expect((await from("192.0.2.7", PASSWORD)).status).toBe(200)
})

it("[T5] answers 429 after five wrong tokens of share links, invitations and set-up from one address", async () => {
  const { nobody } = await start()
  const guess = "A".repeat(43)
  const statuses = []
  for (const path of ["/join/peek", "/join", "/invitations/peek", "/setup", "/join/peek", "/join/peek"]) {
    const bodies: Record<string, object> = { "/join": { name: "Eve" }, "/setup": { ...ownerBody(guess) } }
    statuses.push((await nobody.ask("POST", path, { token: guess, ...bodies[path] })).status)
  }
  expect(statuses).toEqual([410, 410, 410, 410, 410, 429])
})

it("lets people in again a minute later", async () => {
  let now = Date.now()
  const { nobody, signUp } = await start({ now: () => now })
  await signUp("ana")
  const wrong = { login: "ana", password: "wrong" }
  for (let n = 0; n < 5; n++) await nobody.ask("POST", "/sign-in", wrong)
  expect((await nobody.ask("POST", "/sign-in", wrong)).status).toBe(429)
  now += 61_000
  expect((await nobody.ask("POST", "/sign-in", { ...wrong, password: PASSWORD })).status).toBe(200)
})

it("says the same of an unknown account and a wrong password", async () => {
  const { signUp, nobody } = await start()
  await signUp("ana")
  const wrong = await nobody.ask("POST", "/sign-in", { login: "ana", password: "wrong" })
  const unknown = await nobody.ask("POST", "/sign-in", { login: "nobody", password: "wrong" })
  expect(unknown.body).toEqual(wrong.body)
})

it("keeps the session cookie from scripts and other sites, and from plain http where there is https", async () => {
  const { signUp, signIn, stop, nobody } = await start()
  await signUp("ana")
  const plain = await nobody.ask("POST", "/sign-in", { login: "ana", password: PASSWORD })
  expect(plain.headers.getSetCookie()[0]).toMatch(
    /^throughline=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000$/,
  )
  const cookie = (await signIn("ana")).headers.cookie!
  await stop()
  const secure = await startServer({ dataDir: server.dataDir, config: { trustProxy: true } })
  const tls = { "x-forwarded-proto": "https" }
  const answer = await secure.nobody.ask("POST", "/sign-in", { login: "ana", password: PASSWORD }, tls)
  expect(answer.headers.getSetCookie()[0]).toMatch(
    /^__Host-throughline=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000; Secure$/,
  )
  expect(answer.headers.get("strict-transport-security")).toContain("max-age=")
  expect((await secure.nobody.ask("GET", "/me", undefined, { ...tls, cookie })).status).toBe(401)
  await secure.stop()
})

it("moves the end of a session with its use and ends it after thirty days without", async () => {
  let now = Date.now()
  const { signUp } = await start({ now: () => now })
  const ana = await signUp("ana")
  const dayMs = 86_400_000
  expect((await ana.ask("GET", "/me")).headers.getSetCookie()).toEqual([])
  now += 29 * dayMs
  expect((await ana.ask("GET", "/me")).headers.getSetCookie()[0]).toContain(ana.headers.cookie)
  now += 29 * dayMs
  expect((await ana.ask("GET", "/me")).status).toBe(200)
  now += 31 * dayMs
  expect((await ana.ask("GET", "/me")).status).toBe(401)
})

it("signs a disabled account out at once and does not let it in", async () => {
  const { signUp, admin, nobody } = await start()
  const ana = await signUp("ana")
  const id = ana.me.actor.slice("user:".length)
  expect((await admin.ask("PATCH", `/users/${id}`, { disabled: true })).status).toBe(200)
  expect((await ana.ask("GET", "/me")).status).toBe(401)
  expect((await nobody.ask("POST", "/sign-in", { login: "ana", password: PASSWORD })).status).toBe(401)
})

it("lets an invitation be used once, and a newer one replace it", async () => {
  const { admin, nobody } = await start()
  const invite = await admin.ask<{ token: string; user: { id: string }; url: string }>("POST", "/users", {
    login: "ana",
    name: "Ana",
  })
  expect(invite.body.url).toBe(`${server.url}/invite#${invite.body.token}`)
  const newer = await admin.ask<{ token: string }>("POST", `/users/${invite.body.user.id}/invitation`)
  const accept = (token: string) => nobody.ask("POST", "/invitations/accept", { token, password: PASSWORD })
  expect((await accept(invite.body.token)).status).toBe(410)
  expect((await nobody.ask("POST", "/invitations/peek", { token: newer.body.token })).body).toEqual({
    login: "ana",
    name: "Ana",
  })
  expect((await accept(newer.body.token)).status).toBe(200)
  expect((await accept(newer.body.token)).status).toBe(410)
})

it("does not let anybody in without a password before the invitation is used", async () => {
  const { admin, nobody } = await start()
  await admin.ask("POST", "/users", { login: "ana", name: "Ana" })
  expect((await nobody.ask("POST", "/sign-in", { login: "ana", password: "" })).status).toBe(401)
})

it.each([["too short"], ["x".repeat(201)]])("refuses a password of the wrong length", async (password) => {
  const { setUpLink, nobody } = await start()
  const token = setUpLink!.split("#")[1]!
  expect((await nobody.ask("POST", "/setup", { ...ownerBody(token), password })).status).toBe(400)
})
