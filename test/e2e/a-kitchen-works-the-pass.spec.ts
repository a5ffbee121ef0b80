import type { Page } from "@playwright/test"
import { blackHoleProxy } from "../support/black-hole-proxy.ts"
import { card, dragTo, expectSaved, lane, openBoard } from "./support/board-page.ts"
import { expect, test } from "./support/journey.ts"
import { FULL_HD, kioskLink, liveness, row } from "./support/kiosk.ts"
import { Kitchen } from "./support/kitchen.ts"

const RISOTTO = "Table 5: mushroom risotto"
const PLATES = "Table 8: three plates"

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
  for (const table of [21, 22, 23, 24])
    await kitchen.ticket(`Table ${table}: risotto`, { lane: "Tickets", kinds: ["risotto", "Main"] })
  await kitchen.ticket("Table 25: tomato salad", { lane: "On the fire", kinds: ["Starter"] })
  await kitchen.ticket(PLATES, { lane: "Being plated", kinds: ["Starter"], plates: 3 })
  await kitchen.label(RISOTTO, "risotto")

  const wire = await blackHoleProxy(product.url)
  const { page: wall, context } = await people.open(FULL_HD)
  await wall.clock.install()
  const { url } = await kioskLink(product, board.id)
  await wall.goto(url.replace(product.url, wire.url))
  await expect(liveness(wall)).toHaveText(/^live /)

  await test.step("the wall can be read from four metres, and tells age by shape and word", async () => {
    const fired = await seeRow(wall, RISOTTO)
    expect(await fontSize(fired, RISOTTO)).toBeGreaterThanOrEqual(51)
    await expect(fired).toContainText(/LATE 1[67] min/)
    await expect(fired.locator("svg rect")).toBeVisible()
    await expect(await seeRow(wall, "Table 9: two lamb")).toContainText(/ageing (9|10) min/)
    await expect(await seeRow(wall, "Table 25: tomato salad")).toContainText(/fresh (just now|1 min)/)
    await expect(toMake(wall)).toContainText("5 Risotto")
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
    await dragTo(grill, card(grill, RISOTTO), lane(grill, "At the pass"))
    await expect(card(lane(grill, "At the pass"), RISOTTO)).toBeVisible()
    await expectSaved(grill)
    await expect(toMake(wall)).toContainText("4 Risotto")
    await expect(figures(wall, "Now")).toContainText("2 at the pass")
    await expect(figures(wall, "Today")).toContainText("0 finished")
    await expect(await seeRow(wall, RISOTTO)).toContainText(/LATE 1[678] min/)
  })

  await test.step("the expediter looks at three plates, and the ticket is closed", async () => {
    await kitchen.move(PLATES, "At the pass")
    await kitchen.tickAll(PLATES)
    await kitchen.move(PLATES, "At the table")
    await kitchen.move(RISOTTO, "At the table")
    await expect(figures(wall, "Today")).toContainText("2 finished")
    await expect(figures(wall, "Now")).toContainText("1 at the pass")
  })

  await test.step("one comes back: to the grill, still as old as its first fire, and counted", async () => {
    await kitchen.move(RISOTTO, "On the fire")
    await expect(toMake(wall)).toContainText("5 Risotto")
    await expect(figures(wall, "Today")).toContainText("1 back to work")
    await expect(await seeRow(wall, RISOTTO)).toContainText(/LATE 1[6789] min/)
    await shot(wall, "3 recalled")
  })

  await test.step("the network is pulled: the wall says since when it knows nothing", async () => {
    wire.set("down")
    await wall.clock.fastForward(16_000)
    await expect(liveness(wall)).toHaveText(/^Not live – as of \d\d:\d\d:\d\d, reconnecting$/)
    await shot(wall, "4 late")
    await wall.clock.fastForward(46_000)
    await expect(liveness(wall)).toHaveText(/^Not live – all of this as of/)
    await expect(wall.getByText(/^As of \d\d:\d\d$/)).toBeVisible()
    await expect(toMake(wall)).toContainText(/^To make as of \d\d:\d\d/)
    await expect(await seeRow(wall, RISOTTO)).toContainText(/LATE at least 1[6789] min/)
    await shot(wall, "5 stale")
  })

  await test.step("it is back, and says how much has changed", async () => {
    await kitchen.move("Table 21: risotto", "On the fire")
    await kitchen.move("Table 22: risotto", "On the fire")
    wire.set("open")
    await expect(async () => {
      await wall.clock.fastForward(16_000)
      await expect(liveness(wall)).toHaveText("Live again, 2 changes", { timeout: 2_000 })
    }).toPass({ timeout: 30_000 })
    await expect(await seeRow(wall, "Table 21: risotto")).toHaveAttribute("data-changed", "true")
    await shot(wall, "6 back")
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
