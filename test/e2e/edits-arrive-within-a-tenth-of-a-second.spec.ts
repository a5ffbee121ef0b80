import { write } from "../../shared/doc/write.ts"
import { RawClient } from "../support/raw-client.ts"
import { addCard, card, lane, openBoard } from "./support/board-page.ts"
import { expect, type Page, test } from "./support/journey.ts"
import {
  figures,
  lastKey,
  now,
  percentile,
  shownOn,
  watchKeys,
  watchPlaces,
  watchTexts,
  withLateness,
} from "./support/latency.ts"

const LANES = 7
const PEOPLE = 50
const BUDGET_MS = 100
/** A round on a busy machine says little, so there is another; the first on a free one is the verdict, good or bad. */
const ROUNDS = 3
/** Where whoever is ready to run waits this long for a processor (p95), the tail tells about the machine. */
const BUSY_MS = 5

// The recorder films the page, which takes more of a processor than the product: times with it are twice as long.
test.use({ trace: "off", screenshot: "off", installsApp: true })
// One after the other: they would measure each other.
test.describe.configure({ mode: "default" })

test("moves by one person stand on the other's screen within 100 ms (p95)", async ({ product, people, owner }) => {
  const board = await product.createBoard("Two screens")
  // With all that moves on the screen, as most people see it.
  const reducedMotion = "no-preference"
  const ana = (await people.open({ cookie: owner, reducedMotion })).page
  const ben = (await people.open({ cookie: await product.join(board.id, "Ben"), reducedMotion })).page
  await Promise.all([openBoard(ana, board.id), openBoard(ben, board.id)])
  await addCard(ana, "To do", "Travels")
  await expect(card(ben, "Travels")).toBeVisible()
  await watchPlaces(ben)
  await watchKeys(ana)
  await withinBudget("two browsers", () => moveToAndFro(ana, ben, 32))
})

let travels = 0

/** By the keys, there and back: from the key that drops the card to the frame that shows it in the other's lane. */
async function moveToAndFro(ana: Page, ben: Page, moves: number): Promise<readonly number[]> {
  const took: number[] = []
  await card(ana, "Travels").focus()
  for (let moved = 0; moved < moves; moved++) {
    const [arrow, to] = moved % 2 === 0 ? (["ArrowRight", "Doing"] as const) : (["ArrowLeft", "To do"] as const)
    for (const key of ["Space", arrow, "Space"]) await ana.keyboard.press(key)
    const shown = await shownOn(ben, ++travels)
    expect(shown).toHaveLength(travels)
    took.push(shown.at(-1)![1] - (await lastKey(ana)))
    await expect(card(lane(ben, to), "Travels")).toBeVisible()
    await expect(card(ana, "Travels")).toBeFocused()
  }
  return took
}

test("with 50 people and 50 edits a second, edits stand on the screen within 100 ms (p95)", async ({
  product,
  people,
  owner,
}) => {
  const board = await product.createBoard("Fifty people")
  const url = `${product.wsUrl}/sync/${board.id}`
  const first = await new RawClient({ url, headers: product.adminHeaders }).connect()
  plantCards(first)
  await first.allSaved()
  const { page } = await people.open({
    cookie: owner,
    reducedMotion: "no-preference",
    viewport: { width: 2_400, height: 1_300 },
  })
  await openBoard(page, board.id)
  await expect(card(page, `Card ${PEOPLE - 1}`)).toBeVisible()
  const others = await Promise.all(
    Array.from({ length: PEOPLE - 1 }, () => new RawClient({ url, headers: product.adminHeaders }).connect()),
  )
  const crowd = [first, ...others]
  await watchTexts(page, "[data-card] a")
  await withinBudget("50 people, 50 edits/s", () => editTogether(crowd, page, 200))
  for (const client of crowd) client.close()
})

let round = 0

/** Each edit writes a title that is written only once, so that it is known when it was first seen. */
async function editTogether(crowd: readonly RawClient[], page: Page, edits: number): Promise<readonly number[]> {
  const sentAt = new Map<string, number>()
  round++
  await paced(edits, 1_000 / 50, (edit) => {
    const at = edit % crowd.length
    const text = `Round ${round}, edit ${edit}`
    sentAt.set(text, now())
    const change = { kind: "set", root: "cards", id: `card-${at}`, key: "title", from: null, to: text } as const
    write(crowd[at]!.doc, [change])
  })
  const shown = new Map(await shownOn(page, `Round ${round}, edit ${edits - 1}`))
  for (let last = edits - crowd.length; last < edits; last++)
    await expect(card(page, `Round ${round}, edit ${last}`)).toBeVisible()
  // What was overwritten before any frame showed it, a second later, is as late as can be.
  return [...sentAt].map(([text, at]) => (shown.get(text) ?? Number.POSITIVE_INFINITY) - at)
}

/** On a machine that never was free, the middle of a round must hold at least; the figures say how it was. */
async function withinBudget(what: string, measure: () => Promise<readonly number[]>): Promise<void> {
  const told: string[] = []
  const middles: number[] = []
  let isWithin: boolean | undefined
  for (let tried = 0; tried < ROUNDS && isWithin === undefined; tried++) {
    const { measured, lateMs } = await withLateness(measure)
    const late = percentile(lateMs, 0.95)
    const isGood = percentile(measured, 0.95) <= BUDGET_MS
    if (isGood || late <= BUSY_MS) isWithin = isGood
    middles.push(percentile(measured, 0.5))
    told.push(`${figures(measured)} (machine late by ${late.toFixed(1)} ms)`)
  }
  const figuresTold = `${what}: ${told.join(" · ")}`
  test.info().annotations.push({ type: "figures", description: figuresTold })
  process.stdout.write(`${figuresTold}\n`)
  expect(isWithin ?? Math.min(...middles) <= BUDGET_MS, figuresTold).toBe(true)
}

function plantCards(client: RawClient): void {
  const lanes = Array.from({ length: LANES }, (_, at) => `lane-${at}`)
  const old = [...client.doc.getMap("lanes").keys()]
  write(client.doc, [
    ...old.map((id) => ({ kind: "set", root: "lanes", id, key: "archived", from: null, to: true }) as const),
    ...lanes.map((id, at) => {
      const value = { name: `Lane ${at}`, rank: `a${at}`, kind: "active" }
      return { kind: "created", root: "lanes", id, value } as const
    }),
    ...Array.from({ length: PEOPLE }, (_, at) => {
      const value = { title: `Card ${at}`, place: [lanes[at % LANES]!, `a${Math.floor(at / LANES)}`] }
      return { kind: "created", root: "cards", id: `card-${at}`, value } as const
    }),
  ])
}

/** Does something `count` times, evenly spread; what is late is made up for, as people would not wait either. */
function paced(count: number, everyMs: number, work: (index: number) => void): Promise<void> {
  const start = performance.now()
  let done = 0
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      while (done < count && performance.now() - start >= done * everyMs) work(done++)
      if (done < count) return
      clearInterval(timer)
      resolve()
    }, 5)
  })
}
