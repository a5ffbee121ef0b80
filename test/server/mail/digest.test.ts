/** Mail over a real SMTP conversation on loopback: who gets what, when, and that nothing is ever sent twice. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import * as Y from "yjs"
import { openStore } from "../../../server/store/open-store.ts"
import type { MailRow, Store } from "../../../server/store/store.ts"
import type { UserId } from "../../../shared/ids.ts"
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../shared/time.ts"
import type { MailSettings, Problem } from "../../../shared/wire/http.ts"
import { RawClient } from "../../support/raw-client.ts"
import { type Person, startServer, type TestServer } from "../../support/server.ts"
import { type Letter, type SmtpServer, startSmtpServer } from "../../support/smtp-server.ts"
import { SHORT_BRIEF } from "../relay/handoff-stage.ts"

const PUBLIC_URL = "https://board.example.org"
const NINE = Date.parse("2026-03-10T09:00:00Z")

/** The clock stands still unless a test moves it; the round of the mail looks every few milliseconds. */
class Stage {
  now = NINE
  server!: TestServer
  readonly smtp: SmtpServer
  #store!: Store
  readonly #dataDir = mkdtempSync(join(tmpdir(), "throughline-mail-"))

  private constructor(smtp: SmtpServer) {
    this.smtp = smtp
  }

  static async open(): Promise<Stage> {
    const stage = new Stage(await startSmtpServer())
    await stage.start()
    onTestFinished(async () => {
      await stage.server.stop()
      await stage.smtp.close()
      rmSync(stage.#dataDir, { recursive: true })
    })
    return stage
  }

  async start(): Promise<void> {
    const smtp = { url: this.smtp.url, from: "Throughline <board@example.org>" }
    const config = { smtp, publicUrl: PUBLIC_URL, limits: { alarmMs: 20 } }
    const deps = { now: () => this.now, mailEveryMs: 20, signInTriesPerMinute: 100 }
    this.#store = await openStore({ dataDir: this.#dataDir })
    this.server = await startServer({ ...deps, config, dataDir: this.#dataDir, store: this.#store })
  }

  async restart(): Promise<void> {
    await this.server.stop()
    await this.start()
  }

  /** Two people on a board, and an offer to the role that Bo plays. */
  async offer(severity = "routine"): Promise<{ ana: Person; bo: Person; board: string }> {
    const { server } = this
    const { id: board } = await server.createBoard("Ward <7>", "plain-kanban")
    const [ana, bo] = [await server.signUp("ana", { name: "Ana Ruiz" }), await server.signUp("bo", { name: "Bo Lind" })]
    await server.addMember(board, "ana", "member")
    const bos = { login: "bo", role: "member", crewRoles: ["test"] }
    await server.admin.ask("POST", `/boards/${board}/members`, bos)
    const client = new RawClient({ url: `${server.wsUrl}/sync/${board}`, headers: ana.headers })
    await client.connect()
    const [lane] = client.doc.getMap("lanes").keys()
    const put = (root: string, id: string, value: object) =>
      client.doc.getMap(root).set(id, new Y.Map(Object.entries(value)))
    put("cards", "card-1", { title: "Checkout", place: [lane, "a"] })
    // biome-ignore lint/suspicious/noThenProperty: a line of an if-then field has a part of that name
    const plan = [{ if: "payments fail", then: "switch it off", who: "Dev" }]
    const brief = { ...SHORT_BRIEF, severity, "f:watch_out": plan, to: { kind: "role", id: "test" } }
    put("sheets", "h-1", { card: "card-1", template: "four-w", ...brief })
    await client.allSaved()
    client.terminate()
    const ask = async (id: string, command: object) => {
      const answered = await ana.ask<Problem>("POST", `/boards/${board}/commands`, { id, ...command })
      expect([command, answered.status, answered.body]).toEqual([command, 200, answered.body])
    }
    await ask("command-1", { kind: "handoff.create", handoff: "h-1", card: "card-1", template: "four-w" })
    await ask("command-2", { kind: "handoff.offer", handoff: "h-1" })
    return { ana, bo, board }
  }

  async wish(person: Person, wishes: object): Promise<MailSettings> {
    const { status, body } = await person.ask<MailSettings>("PATCH", "/me/mail", wishes)
    expect([status, body]).toEqual([200, body])
    return body
  }

  /** Asks for mail and presses the link in the confirmation. */
  async subscribe(person: Person, wishes: object): Promise<void> {
    await this.wish(person, { address: `${person.me.login}@example.org`, ...wishes })
    const token = proofIn(this.smtp.letters.at(-1))
    expect((await this.server.nobody.ask("POST", "/mail/confirm", { token })).status).toBe(200)
  }

  /** Letters other than confirmations. */
  get digests(): readonly Letter[] {
    return this.smtp.letters.filter(({ headers }) => headers["list-unsubscribe"] !== undefined)
  }

  rowOf = (person: Person): Promise<MailRow | undefined> =>
    this.#store.mail.find({ userId: person.me.actor.replace("user:", "") as UserId })

  /** Until the round has dealt with whatever of this person is due. */
  async isThrough(person: Person): Promise<void> {
    await expect
      .poll(async () => {
        const { nextAt = null, urgentAt = null } = (await this.rowOf(person)) ?? {}
        return (nextAt === null || nextAt > this.now) && (urgentAt === null || urgentAt > this.now)
      })
      .toBe(true)
  }

  /** What has been sent once the round is through and the server has ended: there is nothing that could still come. */
  async allSent(person: Person): Promise<readonly Letter[]> {
    await this.isThrough(person)
    await this.server.stop()
    return this.digests
  }
}

const proofIn = (letter: Letter | undefined) => /mail\/confirm#([\w-]+)/.exec(letter?.text ?? "")?.[1]

describe("an address", () => {
  it("of somebody else is not written to over and over, nor in words that the asker chose, also when they begin anew", async () => {
    const stage = await Stage.open()
    const mallory = await stage.server.signUp("mallory", { name: "You won, see http://evil.example" })
    const ask = async (person: Person, address: string) => {
      const { status, headers } = await person.ask("PATCH", "/me/mail", { address })
      await person.ask("DELETE", "/me/mail")
      return [status, Number(headers.get("retry-after") ?? 0) > 3_000] as const
    }
    const answers = []
    for (let asked = 0; asked < 7; asked++) answers.push(await ask(mallory, `victim${asked % 2}@example.org`))
    expect(answers).toEqual([...Array(5).fill([200, false]), [429, true], [429, true]])
    const other = await stage.server.signUp("other")
    const more = []
    for (let asked = 0; asked < 3; asked++) more.push((await ask(other, "Victim0@example.org"))[0])
    expect(more).toEqual([200, 200, 429])
    expect(stage.smtp.letters).toHaveLength(7)
    for (const { text, html } of stage.smtp.letters) expect(`${text}${html}`).not.toContain("evil.example")
    stage.now += HOUR_MS
    expect((await ask(mallory, "victim0@example.org"))[0]).toBe(200)
  })

  it("gets nothing but the confirmation until its owner has pressed the link, once, in time", async () => {
    const stage = await Stage.open()
    const { bo } = await stage.offer()
    const asked = await stage.wish(bo, { address: "bo@example.org", frequency: "hourly" })
    expect(asked).toMatchObject({ address: "bo@example.org", isConfirmed: false, frequency: "hourly" })
    const [letter] = stage.smtp.letters
    expect(letter).toMatchObject({ to: ["bo@example.org"], from: "board@example.org" })
    const token = proofIn(letter)
    const press = (proof: unknown) => stage.server.nobody.ask<Problem>("POST", "/mail/confirm", { token: proof })
    expect((await press("x".repeat(43))).status).toBe(410)
    stage.now += DAY_MS
    expect((await press(token)).body).toMatchObject({ code: "gone" })
    await stage.wish(bo, { address: "bo@example.org" })
    const second = proofIn(stage.smtp.letters[1])
    expect((await press(second)).body).toEqual({ address: "bo@example.org" })
    expect((await press(second)).status).toBe(410)
    expect((await bo.ask<MailSettings>("GET", "/me/mail")).body).toMatchObject({ isConfirmed: true })
  })

  it("is not written to again and again on behalf of one account", async () => {
    const stage = await Stage.open()
    const ana = await stage.server.signUp("ana")
    await stage.wish(ana, { address: "victim@example.org" })
    const again = await ana.ask("PATCH", "/me/mail", { address: "other@example.org" })
    expect(again.status).toBe(429)
    stage.now += MINUTE_MS
    await stage.wish(ana, { address: "other@example.org" })
    expect(stage.smtp.letters.map(({ to }) => to)).toEqual([["victim@example.org"], ["other@example.org"]])
  })

  it("[T9] is refused when it is more, or less, than one plain address", async () => {
    const stage = await Stage.open()
    const ana = await stage.server.signUp("ana")
    for (const address of [
      "no-at-sign",
      "a@b@c",
      "a@example.org, b@example.org",
      "a@example.org\r\nBcc: b@example.org",
      "Name <a@example.org>",
      "a b@example.org",
      `${"a".repeat(250)}@example.org`,
    ])
      expect([address, (await ana.ask("PATCH", "/me/mail", { address })).status]).toEqual([address, 400])
    expect(stage.smtp.connections).toBe(0)
  })

  it("is told when the mail server does not take the confirmation, and may try again at once", async () => {
    const stage = await Stage.open()
    const ana = await stage.server.signUp("ana")
    stage.smtp.mood = "busy"
    const refused = await ana.ask<Problem>("PATCH", "/me/mail", { address: "ana@example.org" })
    expect([refused.status, refused.body.code]).toEqual([502, "mail-not-taken"])
    stage.smtp.mood = "fine"
    await stage.wish(ana, { address: "ana@example.org" })
    expect(stage.smtp.letters).toHaveLength(1)
  })

  it("is forgotten when its owner says so", async () => {
    const stage = await Stage.open()
    const ana = await stage.server.signUp("ana")
    await stage.subscribe(ana, {})
    expect((await ana.ask("DELETE", "/me/mail")).status).toBe(204)
    expect((await ana.ask<MailSettings>("GET", "/me/mail")).body).toMatchObject({ address: null, frequency: "off" })
  })
})

describe("a digest", () => {
  it("tells in the morning of the person's own zone what needs them, with links and a way out", async () => {
    const stage = await Stage.open()
    const { bo, board } = await stage.offer()
    await stage.subscribe(bo, { frequency: "morning", morningAt: "08:00", timeZone: "America/New_York" })
    expect((await stage.rowOf(bo))?.nextAt).toBe(Date.parse("2026-03-10T12:00:00Z"))
    stage.now = Date.parse("2026-03-10T12:00:00Z")
    await expect.poll(() => stage.digests.length).toBe(1)
    const [letter] = stage.digests
    expect(letter!.headers).toMatchObject({
      subject: ["1 thing needs you"],
      to: ["bo@example.org"],
      from: ["Throughline <board@example.org>"],
      "auto-submitted": ["auto-generated"],
      "list-unsubscribe-post": ["List-Unsubscribe=One-Click"],
    })
    expect(letter!.text).toContain(`Offered to you: Checkout\n  ${PUBLIC_URL}/b/${board}?card=card-1`)
    expect(letter!.html).toContain("Ward &lt;7&gt;")
    expect(letter!.html).not.toContain("Ward <7>")
  })

  it("is not sent when there is nothing to tell", async () => {
    const stage = await Stage.open()
    const cleo = await stage.server.signUp("cleo")
    await stage.subscribe(cleo, { frequency: "morning", morningAt: "10:00", timeZone: "UTC" })
    stage.now += HOUR_MS
    expect(await stage.allSent(cleo)).toEqual([])
  })

  it("says how much others did since the person was last told, and not what they did themselves", async () => {
    const stage = await Stage.open()
    const { ana, bo, board } = await stage.offer()
    await stage.subscribe(ana, { frequency: "morning", morningAt: "10:00", timeZone: "UTC" })
    const say = (person: Person, id: string) => {
      const comment = { id, kind: "comment.add", card: "card-1", text: "Looked at it" }
      return person.ask<Problem>("POST", `/boards/${board}/commands`, comment)
    }
    const said = [
      [ana, "comment-1"],
      [bo, "comment-2"],
      [bo, "comment-3"],
    ] as const
    for (const [person, id] of said) {
      stage.now += MINUTE_MS
      expect(await say(person, id)).toMatchObject({ status: 200 })
    }
    stage.now += HOUR_MS
    const [letter] = await stage.allSent(ana)
    expect(letter!.headers.subject).toEqual(["2 changes since you left"])
    expect(letter!.text).toContain("Since you left: 2 changes by others on 1 card.")
  })

  it("comes by the hour once for each new thing, and not again after a restart", async () => {
    const stage = await Stage.open()
    const { bo } = await stage.offer()
    await stage.subscribe(bo, { frequency: "hourly" })
    stage.now += HOUR_MS
    await expect.poll(() => stage.digests.length).toBe(1)
    await stage.restart()
    stage.now += HOUR_MS
    expect(await stage.allSent(bo)).toHaveLength(1)
  })

  it("is tried again later and later while the mail server takes nothing, over a restart too, and then comes once", async () => {
    const stage = await Stage.open()
    const { bo } = await stage.offer()
    await stage.subscribe(bo, { frequency: "hourly" })
    stage.smtp.mood = "busy"
    stage.now = NINE + HOUR_MS
    const failures = async () => (await stage.rowOf(bo))?.failures
    await expect.poll(failures).toBe(1)
    expect((await stage.rowOf(bo))?.nextAt).toBe(stage.now + MINUTE_MS)
    const { log } = stage.server
    await stage.restart()
    stage.now += MINUTE_MS
    await expect.poll(failures).toBe(2)
    expect((await stage.rowOf(bo))?.nextAt).toBe(stage.now + 2 * MINUTE_MS)
    stage.smtp.mood = "fine"
    stage.now += 2 * MINUTE_MS
    await expect.poll(() => stage.digests.length).toBe(1)
    await expect.poll(failures).toBe(0)
    stage.now += HOUR_MS
    expect(await stage.allSent(bo)).toHaveLength(1)
    const told = [...log, ...stage.server.log].filter((line) => line.includes("mail not taken"))
    expect(told).toHaveLength(2)
    expect(told.join()).not.toMatch(/example\.org|Checkout|Bo Lind/)
  })

  it("is not tried again before its time when the address itself is refused", async () => {
    const stage = await Stage.open()
    const { bo } = await stage.offer()
    await stage.subscribe(bo, { frequency: "hourly" })
    stage.smtp.mood = "no-such-person"
    stage.now = NINE + HOUR_MS
    await expect.poll(() => stage.server.log.filter((line) => line.includes('"again":"never"')).length).toBe(1)
    expect((await stage.rowOf(bo))?.nextAt).toBe(NINE + 2 * HOUR_MS)
  })

  it("is not sent a second time by a server that starts again after it died in the middle of sending", async () => {
    const stage = await Stage.open()
    const { bo } = await stage.offer()
    await stage.subscribe(bo, { frequency: "hourly" })
    stage.smtp.mood = "silent"
    stage.now += HOUR_MS
    await expect.poll(() => stage.smtp.swallowed).toBe(1)
    await stage.restart()
    stage.smtp.mood = "fine"
    stage.now += HOUR_MS
    expect(await stage.allSent(bo)).toEqual([])
    expect(stage.smtp.swallowed).toBe(1)
  })

  it("stops by the token in it, without signing in, by the form that mail programs send", async () => {
    const stage = await Stage.open()
    const { bo } = await stage.offer()
    await stage.subscribe(bo, { frequency: "hourly", atOnce: true })
    stage.now += HOUR_MS
    await expect.poll(() => stage.digests.length).toBe(1)
    const link = /<(.+)>/.exec(stage.digests[0]!.headers["list-unsubscribe"]![0]!)![1]!
    expect(link).toMatch(/^https:\/\/board\.example\.org\/api\/v1\/mail\/stop\?token=[\w-]{43}$/)
    const press = (url: string) =>
      fetch(url.replace(PUBLIC_URL, stage.server.url), {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: "List-Unsubscribe=One-Click",
      })
    expect((await press(link.replace(/token=.*/, `token=${"x".repeat(43)}`))).status).toBe(410)
    expect((await press(link)).status).toBe(204)
    expect((await press(link)).status).toBe(204)
    const { body } = await bo.ask<MailSettings>("GET", "/me/mail")
    expect(body).toMatchObject({ frequency: "off", atOnce: false, isConfirmed: true })
    expect(JSON.stringify(stage.server.log)).not.toContain(link.slice(-43))
  })
})

describe("a critical offer that nobody took", () => {
  it("is told at once, once, to whoever chose so", async () => {
    const stage = await Stage.open()
    const { ana, bo } = await stage.offer("critical")
    await stage.subscribe(bo, { frequency: "off", atOnce: true })
    await stage.subscribe(ana, { frequency: "off", atOnce: false })
    stage.now += HOUR_MS
    await expect.poll(() => stage.digests.length).toBe(1)
    expect(stage.digests[0]).toMatchObject({ to: ["bo@example.org"] })
    expect(stage.digests[0]!.headers.subject).toEqual(["Critical: nobody has taken it"])
    stage.now += HOUR_MS
    await stage.restart()
    stage.now += HOUR_MS
    expect(await stage.allSent(bo)).toHaveLength(1)
  })

  it("is told after a restart when it struck while no mail could leave", async () => {
    const stage = await Stage.open()
    const { bo } = await stage.offer("critical")
    await stage.subscribe(bo, { frequency: "off", atOnce: true })
    stage.smtp.mood = "busy"
    stage.now += HOUR_MS
    await expect.poll(async () => (await stage.rowOf(bo))?.failures).toBe(1)
    await stage.restart()
    stage.smtp.mood = "fine"
    stage.now += HOUR_MS
    await expect.poll(() => stage.digests.length).toBe(1)
    expect(await stage.allSent(bo)).toHaveLength(1)
  })
})

it("is not offered where no mail server is configured", async () => {
  const server = await startServer()
  onTestFinished(server.close)
  const ana = await server.signUp("ana")
  expect((await ana.ask<MailSettings>("GET", "/me/mail")).body).toMatchObject({ isOffered: false, address: null })
  expect((await ana.ask("PATCH", "/me/mail", { address: "ana@example.org" })).status).toBe(409)
})
