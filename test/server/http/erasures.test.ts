import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import * as Y from "yjs"
import type { Entry } from "../../../shared/model/entry.ts"
import type { Problem } from "../../../shared/wire/http.ts"
import { FeedReader } from "../../support/feed-reader.ts"
import { RawClient } from "../../support/raw-client.ts"
import { type Asking, startServer } from "../../support/server.ts"
import { SHORT_BRIEF } from "../relay/handoff-stage.ts"
import { DATABASE, verify } from "../verify/played-board.ts"

const SECRET = "quokka"

async function stage() {
  const server = await startServer()
  onTestFinished(server.close)
  const board = await server.createBoard("Board", "plain-kanban")
  const [lea, bo] = [await server.signUp("lea"), await server.signUp("bo")]
  await server.addMember(board.id, "lea", "lead")
  await server.addMember(board.id, "bo", "member")
  const at = (path: string) => `/boards/${board.id}${path}`
  const join = async (who: Asking) => {
    const client = new RawClient({ url: `${server.wsUrl}/sync/${board.id}`, headers: who.headers })
    onTestFinished(() => client.terminate())
    return client.connect()
  }
  const client = await join(bo)
  const [lane] = client.doc.getMap("lanes").keys()
  const put = async (root: string, id: string, value: object) => {
    client.doc.getMap(root).set(id, new Y.Map(Object.entries(value)))
    await client.allSaved()
  }
  await put("cards", "card-1", { title: "Checkout", place: [lane, "a"] })
  let made = 0
  const say = async (who: Asking, command: object) => {
    const { status, body } = await who.ask<{ seq: number }>("POST", at("/commands"), {
      id: `command-${++made}`,
      ...command,
    })
    expect([status, body]).toEqual([200, expect.anything()])
    return body.seq
  }
  const comment = (who: Asking, text: string) => say(who, { kind: "comment.add", card: "card-1", text })
  const erase = (who: Asking, wish: object) =>
    who.ask<Problem & { seq: number; erased: number }>("POST", at("/ledger/erasures"), { reason: "Asked for", ...wish })
  const ledger = async (query = "") =>
    (await lea.ask<{ entries: readonly Entry[] }>("GET", at(`/ledger?limit=1000${query}`))).body.entries
  return { server, at, lea, bo, client, join, put, say, comment, erase, ledger }
}
type Stage = Awaited<ReturnType<typeof stage>>

/** Everything that a newcomer can be told of the board's past, as one text. */
async function allThatIsTold({ server, at, lea, join }: Stage, since: number): Promise<string> {
  const paths = [
    "/ledger?limit=1000",
    "/ledger?about=words",
    "/export.json",
    "/timeline.csv",
    "/ledger.jsonl",
    "/numbers",
  ]
  const read = await Promise.all(paths.map((path) => lea.ask<unknown>("GET", at(path))))
  const feed = new FeedReader(`${server.url}/api/v1${at(`/feed?since=${since}`)}`, lea.headers)
  await feed.until(() => feed.entries.length > 2)
  await feed.leave()
  const [newcomer, back] = [await join(lea), await join(lea)]
  newcomer.follow(0)
  back.follow(since)
  await newcomer.until(() => newcomer.frames.some(({ type }) => type === "state"))
  await back.until(() => back.frames.some(({ type }) => type === "entries"))
  return JSON.stringify([read.map(({ body }) => body), feed.events, newcomer.frames, back.frames])
}

/** How often a word stands in the database's files, whatever they are made of. */
const inFiles = (folder: string, word: string): number =>
  readdirSync(folder)
    .filter((name) => name.startsWith(DATABASE))
    .map((name) => readFileSync(join(folder, name), "latin1").split(word).length - 1)
    .reduce((sum, found) => sum + found, 0)

describe("erasing words", () => {
  it("takes a comment with its edits out of everything that anybody is told, and out of the database's files", async () => {
    const here = await stage()
    const { server, client, lea, bo, comment, say, erase, ledger } = here
    client.follow(0)
    const seq = await comment(bo, `The ${SECRET} called`)
    await say(bo, { kind: "comment.edit", card: "card-1", comment: seq, text: `The ${SECRET} rang` })
    await comment(lea, "Something else")
    expect(await allThatIsTold(here, seq - 1)).toContain(SECRET)
    expect(inFiles(server.dataDir, SECRET)).toBeGreaterThan(0)

    const { status, body } = await erase(lea, { seq })
    expect([status, body.erased]).toEqual([200, 2])
    const record = (await ledger()).find((entry) => entry.seq === body.seq)
    expect(record).toMatchObject({
      ...{ kind: "words.erased", actor: lea.me.actor, card: "card-1", reason: "Asked for" },
      data: { entries: [seq, seq + 1] },
    })
    expect((await ledger()).filter(({ erased }) => erased).map((entry) => entry.seq)).toEqual([seq, seq + 1])
    await client.until(() => JSON.stringify(client.frames).includes("words.erased"))
    expect(await allThatIsTold(here, seq - 1)).not.toContain(SECRET)
    expect(inFiles(server.dataDir, SECRET)).toBe(0)
    expect(await erase(lea, { seq })).toMatchObject({ status: 409, body: { code: "conflict" } })
    await server.stop()
    const { code, says } = await verify("--db", `${server.dataDir}/${DATABASE}`, "--replay")
    expect(says).toMatch(/the words of 2 erased[;.]/)
    expect(code).toBe(0)
  })

  it("takes all that one person wrote up to then, and nothing of anybody else", async () => {
    const here = await stage()
    const { server, lea, bo, comment, say, erase, ledger } = here
    await comment(lea, "Mine to keep")
    await say(bo, { kind: "huddle.start", huddle: "hud1" })
    await say(bo, { kind: "huddle.decide", huddle: "hud1", text: `Ask the ${SECRET}` })
    const act = { text: `Feed the ${SECRET}`, person: lea.me.actor, due: "2030-01-01" }
    await say(bo, { kind: "huddle.act", huddle: "hud1", ...act })
    await comment(bo, `The ${SECRET} called`)
    expect(await allThatIsTold(here, 1)).toContain(SECRET)

    const { status, body } = await erase(server.admin, { actor: bo.me.actor })
    expect(status, JSON.stringify(body)).toBe(200)
    await comment(bo, "And on we go")
    expect(await allThatIsTold(here, 1)).not.toContain(SECRET)
    expect(inFiles(server.dataDir, SECRET)).toBe(0)
    const texts = (await ledger()).flatMap(({ kind, text }) => (kind === "comment.added" ? [text] : []))
    expect(texts).toEqual(["Mine to keep", undefined, "And on we go"])
    expect((await ledger()).find(({ kind }) => kind === "words.erased")?.data).toMatchObject({ person: bo.me.actor })
  })

  it("takes with somebody's decisions the records of huddles that repeat them", async () => {
    const here = await stage()
    const { server, lea, bo, say, erase, ledger } = here
    await say(lea, { kind: "huddle.start", huddle: "hud1" })
    await say(bo, { kind: "huddle.decide", huddle: "hud1", text: `Ask the ${SECRET}` })
    await say(lea, { kind: "huddle.close", huddle: "hud1" })
    expect(await allThatIsTold(here, 1)).toContain(SECRET)
    await erase(lea, { actor: bo.me.actor })
    const record = (await ledger()).find(({ kind }) => kind === "huddle.closed")
    expect(record).toMatchObject({ erased: true, actor: lea.me.actor })
    expect(await allThatIsTold(here, 1)).not.toContain(SECRET)
    expect(inFiles(server.dataDir, SECRET)).toBe(0)
  })

  it("[H17] leaves a handoff alone that is still open, of the one and of all that its sender wrote", async () => {
    const { lea, bo, put, say, erase } = await stage()
    await put("sheets", "h-1", {
      ...{ card: "card-1", template: "four-w", ...SHORT_BRIEF },
      to: { kind: "person", id: lea.me.actor },
    })
    await say(bo, { kind: "handoff.create", handoff: "h-1", card: "card-1", template: "four-w" })
    const seq = await say(bo, { kind: "handoff.offer", handoff: "h-1" })
    for (const wish of [{ seq }, { actor: bo.me.actor }])
      expect(await erase(lea, wish)).toMatchObject({ status: 409, body: { code: "refused", rule: "H17" } })
    await say(bo, { kind: "handoff.withdraw", handoff: "h-1", reason: "Not now" })
    expect(await erase(lea, { seq })).toMatchObject({ status: 200, body: { erased: 1 } })
  })

  it("says what is not there, and wants a reason", async () => {
    const { lea, bo, comment, say, erase } = await stage()
    const taken = await say(bo, { kind: "card.take", card: "card-1" })
    expect((await erase(lea, { seq: taken })).status).toBe(409)
    expect((await erase(lea, { seq: 9_999 })).status).toBe(404)
    expect((await erase(lea, { seq: await comment(bo, "Hello"), reason: " " })).status).toBe(400)
    expect((await erase(bo, { seq: 1 })).status).toBe(403)
  })
})
