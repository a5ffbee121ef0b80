import type { Page } from "@playwright/test"
import type { BoardStatus } from "../../shared/wire/http.ts"
import { blackHoleProxy } from "../support/black-hole-proxy.ts"
import { card, dragTo, expectSaved, lane, openBoard } from "./support/board-page.ts"
import { Hand } from "./support/handing-over.ts"
import { expect, test } from "./support/journey.ts"
import { FULL_HD, kioskLink, liveness, row } from "./support/kiosk.ts"
import { Kitchen } from "./support/kitchen.ts"

const RISOTTO = "Table 5: mushroom risotto"
const LAMB = "Table 9: two lamb, one trout"
const CHIPS = "Table 9: a bowl of chips"
const STEAK = "Table 7: steak, rare"
const TABLE_7 = [STEAK, "Table 7: grilled sole", "Table 7: scallops, no nuts at all"] as const

test("a kitchen works fourteen tickets over the pass, with everybody reading the same wall", async ({
  product,
  people,
  owner,
}) => {
  test.setTimeout(120_000)
  people.expectComplaints(/ERR_|Failed to load resource/)
  const board = await product.createBoard("Kitchen", "kitchen-pass")
  const kitchen = await Kitchen.on(product, board.id)
  await kitchen.kind("risotto", "Risotto")
  await kitchen.label(RISOTTO, "risotto")
  // One ticket with two of them and two with one: with the one on the fire, five to make.
  await kitchen.ticket("Table 21: risotto, twice", { lane: "Tickets", kinds: ["risotto", "Main"], quantity: 2 })
  for (const table of [22, 23])
    await kitchen.ticket(`Table ${table}: risotto`, { lane: "Tickets", kinds: ["risotto", "Main"] })
  for (const table of [24, 26])
    await kitchen.ticket(`Table ${table}: stew of the day`, { lane: "Tickets", kinds: ["Main"] })
  await kitchen.ticket("Table 25: tomato salad", { lane: "On the fire", kinds: ["Starter"] })

  const wire = await blackHoleProxy(product.url)
  const { page: wall, context } = await people.open(FULL_HD)
  await wall.clock.install()
  const { url } = await kioskLink(product, board.id)
  await wall.goto(url.replace(product.url, wire.url))
  await expect(liveness(wall)).toHaveText(/^live /)

  await test.step("fourteen tickets, with a target for starters and one for mains", async () => {
    const { lanes, kinds } = await product.ask<BoardStatus>("GET", `/boards/${board.id}/status`)
    expect(new Set(lanes.flatMap(({ cards }) => cards.map(({ ticket }) => ticket))).size).toBe(14)
    const target = (kind: string) => kinds.find(({ name }) => name === kind)?.targetMinutes
    expect([target("Starter"), target("Main")]).toEqual([8, 15])
  })

  await test.step("the wall can be read from four metres, and tells age by shape and word", async () => {
    const fired = await seeRow(wall, RISOTTO)
    expect(await fontSize(fired, RISOTTO)).toBeGreaterThanOrEqual(51)
    await expect(fired).toContainText(/LATE 1[67] min/)
    await expect(fired.locator("svg rect")).toBeVisible()
    await expect(await seeRow(wall, LAMB)).toContainText(/ageing (9|10) min/)
    await expect(await seeRow(wall, "Table 25: tomato salad")).toContainText(/fresh (just now|1 min)/)
    await expect(toMake(wall)).toContainText(/^To make now.*5 Risotto/)
    await expect(figures(wall, "Now")).toContainText("1 at the pass")
    await shot(wall, "1 service")
    const devtools = await context.newCDPSession(wall)
    await devtools.send("Emulation.setEmulatedVisionDeficiency", { type: "deuteranopia" })
    await seeRow(wall, RISOTTO)
    await shot(wall, "2 service, deuteranopia")
    await devtools.send("Emulation.setEmulatedVisionDeficiency", { type: "none" })
  })

  await test.step("what the grill bumps waits at the pass: made, not done, and as old as its first fire", async () => {
    const { page: grill } = await people.open({ cookie: owner })
    await openBoard(grill, board.id)
    await expect(card(grill, CHIPS)).toContainText("Added to Table 9")
    await expect(card(grill, LAMB)).toContainText("3 ×")
    await grill.screenshot({ path: test.info().outputPath("board.png") })
    await dragTo(grill, card(grill, RISOTTO), lane(grill, "At the pass"))
    await expect(card(lane(grill, "At the pass"), RISOTTO)).toBeVisible()
    await expectSaved(grill)
    await expect(toMake(wall)).toContainText("4 Risotto")
    await expect(figures(wall, "Now")).toContainText("2 at the pass")
    await expect(figures(wall, "Today")).toContainText("0 finished")
    await expect(await seeRow(wall, RISOTTO)).toContainText(/LATE 1[678] min/)
  })

  await test.step("what a table orders afterwards joins its ticket, apart from what is on the fire", async () => {
    await expect(await seeRow(wall, CHIPS)).toContainText("added")
    await expect(await seeRow(wall, LAMB)).toContainText("3 ×")
    await kitchen.ticket("Table 9: green beans", { lane: "On the fire", kinds: ["Main"], quantity: 2 })
    await kitchen.move(CHIPS, "On the fire")
    const beans = await seeRow(wall, "Table 9: green beans")
    await expect(beans).toContainText(/added2 ×/)
    for (const title of [CHIPS, "Table 9: green beans"])
      await expect(row(wall, title)).toHaveAttribute("data-joined", "true")
    await expect(row(wall, /^\W*(3 ×|added|2 ×)+Table 9/)).toContainText([LAMB, "green beans", CHIPS])
    await expect(await seeRow(wall, STEAK)).not.toContainText("added")
    await shot(wall, "3 added on")
  })

  await test.step("the expediter calls three plates of table 7, looks at them at the pass, and the ticket is closed", async () => {
    const expo = await Hand.at(product, board.id, owner)
    const grill = await Hand.at(product, board.id, await product.join(board.id, "Aiko", "member", expo.role("Grill")))
    const ask = { "f:ask_me": `role:${expo.role("Chef")}` }
    const handoffs: string[] = []
    for (const plate of TABLE_7) handoffs.push(await expo.offer(plate, { kind: "role", id: expo.role("Grill") }, ask))
    await expect(figures(wall, "Now")).toContainText("3 offered")
    await expect(await seeRow(wall, STEAK)).toContainText(/OO → Grill,.* to accept/)
    for (const [at, handoff] of handoffs.entries()) {
      await grill.promise({ kind: "handoff.accept", handoff, version: 1, channel: "in-person" })
      await grill.finish(handoff)
      await kitchen.move(TABLE_7[at]!, "At the pass")
    }
    await expect(figures(wall, "Now")).toContainText("5 at the pass")
    await expect(figures(wall, "Today")).toContainText(/0 finished.*3 accepted/)
    for (const [at, handoff] of handoffs.entries()) {
      await expo.promise({ kind: "handoff.verify", handoff })
      await kitchen.move(TABLE_7[at]!, "At the table")
    }
    await expect(figures(wall, "Today")).toContainText(/3 finished.*3 verified/)
    await expect(figures(wall, "Now")).toContainText("2 at the pass")
    await shot(wall, "4 table 7 closed")

    await expo.promise({ kind: "handoff.recall", handoff: handoffs[0]!, reason: "wrong side" })
    await kitchen.move(STEAK, "On the fire")
    await expect(figures(wall, "Today")).toContainText(/1 back to work.*1 recalled/)
    await expect(await seeRow(wall, STEAK)).toContainText(/fresh [678] minA/)
    await shot(wall, "5 recalled")
    for (const hand of [expo, grill]) hand.leave()
  })

  await test.step("the network is pulled: the wall says since when it knows nothing", async () => {
    wire.set("down")
    await wall.clock.fastForward(16_000)
    await expect(liveness(wall)).toHaveText(/^Not live – as of \d\d:\d\d:\d\d, reconnecting$/)
    await shot(wall, "6 late")
    await wall.clock.fastForward(46_000)
    await expect(liveness(wall)).toHaveText(/^Not live – all of this as of/)
    await expect(wall.getByText(/^As of \d\d:\d\d$/)).toBeVisible()
    await expect(figures(wall, "Today")).toContainText(/^Today, as of \d\d:\d\d.*3 verified/)
    await expect(toMake(wall)).toContainText(/^To make as of \d\d:\d\d.*4 Risotto/)
    await expect(await seeRow(wall, RISOTTO)).toContainText(/LATE at least 1[6789] min/)
    await shot(wall, "7 stale")
  })

  await test.step("it is back, and says how much has changed", async () => {
    for (const table of [22, 23]) await kitchen.move(`Table ${table}: risotto`, "On the fire")
    for (const table of [22, 23]) await kitchen.move(`Table ${table}: risotto`, "Being plated")
    for (const table of [22, 23]) await kitchen.move(`Table ${table}: risotto`, "At the pass")
    await kitchen.move("Table 24: stew of the day", "On the fire")
    wire.set("open")
    await expect(async () => {
      await wall.clock.fastForward(16_000)
      await expect(liveness(wall)).toHaveText("Live again, 7 changes", { timeout: 2_000 })
    }).toPass({ timeout: 30_000 })
    await expect(await seeRow(wall, "Table 24: stew")).toHaveAttribute("data-changed", "true")
    await expect(toMake(wall)).toContainText("2 Risotto")
    await shot(wall, "8 back")
  })
  kitchen.leave()
  await wire.close()
})

const toMake = (wall: Page) => wall.locator("p", { hasText: /^To make/ })
const figures = (wall: Page, label: "Now" | "Today") => wall.locator("p", { hasText: new RegExp(`^${label}`) })
const shot = (wall: Page, name: string) => wall.screenshot({ path: test.info().outputPath(`${name}.png`) })

/** The row, on whichever page of the wall it stands. */
async function seeRow(wall: Page, title: string) {
  const found = row(wall, title)
  await expect(async () => {
    const pages = wall.getByRole("navigation", { name: "Pages" }).getByRole("button")
    for (let page = 0; page < (await pages.count()) && (await found.count()) === 0; page++)
      await pages.nth(page).click()
    await expect(found).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 20_000 })
  return found
}

const fontSize = (found: ReturnType<typeof row>, title: string): Promise<number> =>
  found.getByText(title).evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize))
