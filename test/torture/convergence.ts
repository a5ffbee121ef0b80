/**
 * Convergence from a seed: a few people on one board of a real relay, over real sockets that break at any moment; they edit
 * online and offline, write things that the rules refuse, and send again what they sent before. In the end everybody, a
 * newcomer and the replayed ledger have the same board, and every word is in the ledger or was refused to its author: each
 * refused edit once, with its words, to nobody else.
 */
import { randomBytes } from "node:crypto"
import * as Y from "yjs"
import { readBoard } from "../../shared/doc/read.ts"
import { type ActorId, type BoardId, idFromBytes } from "../../shared/ids.ts"
import { canonicalJson, isJsonObject, type Json } from "../../shared/json.ts"
import { plainView } from "../../shared/model/board-view.ts"
import { openEntry } from "../../shared/model/entry.ts"
import { type Harness, LEAD } from "../server/relay/harness.ts"
import { writeBoardParts } from "../server/relay/seed.ts"
import { RawClient } from "../support/raw-client.ts"
import { replayed } from "../support/replay.ts"
import { seeded } from "../support/seeded.ts"

export type Plant = "one replica lags" | "a word is lost" | "a breach gets through" | "a refusal is not told"

type Random = () => number
const below = (random: Random, limit: number) => Math.floor(random() * limit)

/** One of the people: a client, and the words that only they wrote. */
interface Person {
  readonly actor: ActorId
  readonly client: RawClient
  /** Newest word per register: what was overwritten by its own author before it was sent need not be anywhere. */
  readonly words: Map<string, string>
  /** The same of values that no rule lets stand. */
  readonly forbidden: Map<string, string>
  /** What was told to be refused, by number. */
  readonly refused: Map<number, readonly unknown[]>
}

/** A value, or the registers of a thing that was made whole. */
const wordsIn = (value: Json | undefined) => (isJsonObject(value) ? Object.values(value) : [value])

/** No severity that the board knows. */
const REFUSED = "catastrophic"
const isRefused = (value: unknown) => typeof value === "string" && value.startsWith(REFUSED)

const cardsOf = (doc: Y.Doc) => doc.getMap<Y.Map<unknown>>("cards")

function edit({ client, words, forbidden }: Person, random: Random, word: string): void {
  const cards = cardsOf(client.doc)
  const ids = [...cards.keys()].sort()
  const id = ids[below(random, ids.length)] ?? "none"
  const card = cards.get(id)
  const choice = below(random, 10)
  if (choice === 0 || !card) {
    const made = new Y.Map(Object.entries({ place: ["lane-1", `a${word.length}1`], title: word }))
    cards.set(`new-${word}`, made)
    words.set(`new-${word}.title`, word)
  } else if (choice === 1) {
    card.set("severity", `${REFUSED}-${word}`)
    forbidden.set(id, `${REFUSED}-${word}`)
  } else if (choice === 2)
    card.set("place", [`lane-${1 + below(random, 2)}`, `a${below(random, 9)}${1 + below(random, 9)}`])
  else if (choice === 3) card.set("archived", random() < 0.5 ? true : null)
  else if (choice === 4) card.set(`l:label${below(random, 3)}`, random() < 0.7 ? true : null)
  else {
    const key = choice < 7 ? "title" : "next"
    card.set(key, word)
    words.set(`${id}.${key}`, word)
  }
}

/** Whether a replica holds a value that the rules refuse and that somebody else wrote. */
function holdsForeignBreach(doc: Y.Doc): boolean {
  return [...cardsOf(doc).values()].some((card) => {
    const item = card._map.get("severity")
    return item !== undefined && !item.deleted && item.id.client !== doc.clientID && isRefused(card.get("severity"))
  })
}

/** What a relay without a referee would send. */
function breach(client: RawClient): void {
  const elsewhere = new Y.Doc()
  Y.applyUpdate(elsewhere, Y.encodeStateAsUpdate(client.doc))
  cardsOf(elsewhere).get("card-1")?.set("severity", REFUSED)
  Y.applyUpdate(client.doc, Y.encodeStateAsUpdate(elsewhere), client)
}

/** Somebody who was told of a refusal behaves as if they had never heard of any. */
async function deafen({ client, forbidden, refused }: Person): Promise<void> {
  if (client.closed) await client.connect()
  cardsOf(client.doc).get("card-1")?.set("severity", `${REFUSED}-unheard`)
  forbidden.clear()
  forbidden.set("card-1", `${REFUSED}-unheard`)
  await client.until(() => [...refused.values()].flat().includes(`${REFUSED}-unheard`))
  client.onFrame = undefined
  refused.clear()
}

async function cut(client: RawClient): Promise<void> {
  client.terminate()
  await client.until(() => client.closed !== undefined)
}

async function step(person: Person, random: Random, word: string): Promise<void> {
  const { client } = person
  const choice = below(random, 12)
  if (choice === 0) await cut(client)
  else if (choice === 1 && client.closed) await client.connect()
  else if (choice === 2 && !client.closed) client.sendAgain()
  else edit(person, random, word)
}

function newPerson(who: string, newClient: (who: string) => RawClient): Person {
  const client = newClient(who)
  const refused = new Map<number, readonly unknown[]>()
  client.onFrame = (frame) => {
    if (frame.type === "refused") refused.set(frame.body.no, wordsIn(frame.body.value as Json))
  }
  return { actor: `user:${who}` as ActorId, client, words: new Map(), forbidden: new Map(), refused }
}

/** Runs one seed on a board of its own; resolves to the differences found, none when all is well. */
export async function converge(harness: Harness, seed: number, plant?: Plant): Promise<readonly string[]> {
  const random = seeded(seed)
  const board = idFromBytes(randomBytes(16)) as BoardId
  await harness.store.boards.createBoard({
    id: board,
    name: "B",
    createdAt: 1,
    archivedAt: null,
    changedAt: 1,
    template: "",
  })
  await harness.relay.edit(board, LEAD, writeBoardParts())
  const newClient = (who: string) => new RawClient({ url: `${harness.origin}/sync/${board}?as=${who}&role=member` })
  const people = Array.from({ length: 2 + below(random, 3) }, (_, i) => newPerson(`p${i}-${seed}`, newClient))
  const seen: string[] = []
  people.forEach(({ client }, i) => {
    client.doc.on("afterTransaction", ({ origin }: Y.Transaction) => {
      if (origin === client && holdsForeignBreach(client.doc))
        seen.push(`[L5] person ${i} saw what the rules refuse to another`)
    })
  })
  await Promise.all(people.map(({ client }) => client.connect()))
  for (let i = 0; i < 40; i++) await step(people[below(random, people.length)]!, random, `w${seed}-${i}`)

  if (plant === "a refusal is not told") await deafen(people[0]!)
  const fresh = await settle(people, newClient(`fresh-${seed}`))
  if (plant === "one replica lags") cardsOf(people[0]!.client.doc).get("card-1")?.set("title", "only here")
  if (plant === "a breach gets through") breach(people[0]!.client)
  if (plant === "a word is lost") people[0]!.words.set("card-1.next", "never written")
  const differences = [...seen, ...(await compare(harness, board, people, fresh))]
  for (const client of [...people.map(({ client }) => client), fresh]) client.terminate()
  return differences
}

/** Everybody comes back, sends what waits, and has what the others sent. */
async function settle(people: readonly Person[], fresh: RawClient): Promise<RawClient> {
  for (const { client } of people) if (client.closed) await client.connect()
  await Promise.all(people.map(({ client }) => client.allSaved()))
  await fresh.connect()
  const wanted = Y.encodeStateVector(fresh.doc).toString()
  await Promise.all(
    people.map(({ client }) =>
      client.until(() => Y.encodeStateVector(client.doc).length >= 1 && sameClocks(client.doc, wanted)),
    ),
  )
  return fresh
}

const sameClocks = (doc: Y.Doc, wanted: string) => Y.encodeStateVector(doc).toString() === wanted

async function compare(harness: Harness, board: BoardId, people: readonly Person[], fresh: RawClient) {
  const differences: string[] = []
  const wanted = canonicalJson(plainView(readBoard(fresh.doc)))
  people.forEach(({ client }, i) => {
    if (canonicalJson(plainView(readBoard(client.doc))) !== wanted) differences.push(`person ${i} has another board`)
    if (client.doc.store.pendingStructs || client.doc.store.pendingDs)
      differences.push(`person ${i} waits for something`)
  })
  const entries = (await harness.store.journal.readEntries(board, { limit: 5_000 })).map(openEntry)
  if (canonicalJson(plainView(replayed(entries))) !== wanted)
    differences.push("the replayed ledger gives another board")
  if (wanted.includes(REFUSED)) differences.push("a refused value stands on the board")
  // A thing is told with all of its registers when it was made and filled at once.
  const told = new Set(entries.flatMap(({ to }) => wordsIn(to)))
  for (const [i, person] of people.entries()) {
    const kept = await harness.store.journal.readRefusals(board, person.actor)
    differences.push(...wordsMissing(person, told).map((what) => `${what} (person ${i})`))
    const isTold = kept.every(({ no }) => person.refused.has(no)) && kept.length === person.refused.size
    if (!isTold) differences.push(`person ${i} was told of other refusals than theirs`)
  }
  return differences
}

/** Nobody dismisses anything here: what the relay keeps for a person is all that was ever taken back from them. */
function wordsMissing({ words, forbidden, refused }: Person, ledger: ReadonlySet<unknown>): readonly string[] {
  const own = new Set([...refused.values()].flat())
  const isNowhere = (word: string) => !ledger.has(word) && !own.has(word)
  return [
    ...[...words.values()].filter(isNowhere).map((word) => `"${word}" is nowhere`),
    ...[...forbidden.values()].filter(isNowhere).map((word) => `nobody was told that "${word}" was taken back`),
  ]
}
