/** The commands that PROTOCOL.md gives to whoever reads the feed with curl: each of them does what it looks like. */
import { readFileSync } from "node:fs"
import { afterAll, beforeAll, expect, it } from "vitest"
import type { BoardStatus } from "../../../shared/wire/http.ts"
import { type FeedEvent, FeedReader } from "../../support/feed-reader.ts"
import { startServer, type TestServer } from "../../support/server.ts"

const PROTOCOL = readFileSync(new URL("../../../shared/PROTOCOL.md", import.meta.url), "utf8")
const EXAMPLES = PROTOCOL.split("\n").filter((line) => line.startsWith("curl ") && line.includes("/boards/$BOARD/"))
const example = (part: string) => EXAMPLES.filter((line) => line.includes(part))

let server: TestServer
let known: Readonly<Record<string, string>>
beforeAll(async () => {
  server = await startServer()
  const board = await server.createBoard("Kitchen", "kitchen-pass")
  const bo = await server.signUp("bo", { owner: true })
  const path = `/boards/${board.id}`
  const { lanes, seq } = (await bo.ask<BoardStatus>("GET", `${path}/status`)).body
  const [tickets, fire] = [lanes[0]!, lanes[1]!]
  for (const [at, card] of [tickets.cards[0]!, fire.cards[0]!].entries())
    await bo.ask("POST", `${path}/commands`, { id: `example-${at}`, kind: "card.take", card: card.id })
  known = {
    ...{ HOST: server.url, BOARD: board.id, SEQ: String(seq), LANE: fire.id, PERSON: bo.me.actor },
    TOKEN: server.admin.headers.authorization!.replace("Bearer ", ""),
  }
})
afterAll(() => server.close())

/** What curl would ask for. */
function read(line: string): { readonly url: string; readonly headers: Record<string, string> } {
  const filled = line.replace(/\$([A-Z]+)/g, (_whole, name: string) => {
    if (known[name] === undefined) throw new Error(`an example names $${name}`)
    return known[name]
  })
  const headers = [...filled.matchAll(/-H "([^:"]+): ([^"]*)"/g)].map(([, name, value]) => [
    name!.toLowerCase(),
    value!,
  ])
  return { url: /"(https?:[^"]+)"/.exec(filled)?.[1] ?? "", headers: Object.fromEntries(headers) }
}

/** Everything up to the first heartbeat: then the reader is up to date. */
async function entriesOf(line: string): Promise<readonly FeedEvent["data"][]> {
  const { url, headers } = read(line)
  const feed = new FeedReader(url, headers)
  await feed.until(() => feed.events.some(({ event }) => event === "heartbeat"))
  await feed.leave()
  return feed.entries.map(({ data }) => data)
}

it("are six, and each is one of those below", () => {
  expect(EXAMPLES).toHaveLength(6)
  for (const part of ["/status", '/feed"', "Last-Event-ID", "kind=", "lane=", "person="])
    expect(example(part).length, part).toBeGreaterThan(0)
})

it("the status is the board", async () => {
  const { url, headers } = read(example("/status")[0]!)
  const answered = await fetch(url, { headers })
  expect(((await answered.json()) as BoardStatus).name).toBe("Kitchen")
})

it("without more the feed begins at the head, with Last-Event-ID after that entry", async () => {
  const [plain, resumed] = example('/feed"')
  expect(await entriesOf(plain!)).toEqual([])
  expect((await entriesOf(resumed!)).map(({ kind }) => kind)).toEqual(["card.taken", "card.taken"])
})

it("filters by kind, by lane and by person", async () => {
  const kinds = (await entriesOf(example("kind=")[0]!)).map(({ kind }) => kind)
  expect(kinds).toContain("card.taken")
  expect(kinds.filter((kind) => !/^(card\.|handoff\.accepted$)/.test(kind ?? ""))).toEqual([])
  const ofLane = await entriesOf(example("lane=")[0]!)
  expect(ofLane.filter(({ kind }) => kind === "card.taken")).toHaveLength(1)
  const ofBo = await entriesOf(example("person=")[0]!)
  expect(ofBo.map(({ kind, actor }) => [kind, actor])).toEqual([
    ["card.taken", known.PERSON],
    ["card.taken", known.PERSON],
  ])
})
