import type { Locator } from "@playwright/test"
import { expect, type Page, test } from "./support/journey.ts"
import { FULL_HD, kioskLink, liveness, row } from "./support/kiosk.ts"

test.use({ installsApp: true })

const loads = (page: Page): { count: number } => {
  const seen = { count: 0 }
  page.on("load", () => {
    seen.count++
  })
  return seen
}

test("a screen takes a new version by itself, with nobody asked", async ({ product, people }) => {
  const board = await product.createBoard("Kitchen", "kitchen-pass")
  const { page: wall } = await people.open(FULL_HD)
  await wall.clock.install()
  let build = "one"
  await wall.route("**/feed?**", (route) =>
    route.fulfill({
      contentType: "text/event-stream",
      body: `id: 1\nevent: heartbeat\ndata: ${JSON.stringify({ at: Date.now(), seq: 1, build })}\n\n`,
    }),
  )
  await wall.goto((await kioskLink(product, board.id)).url)
  await expect(liveness(wall)).toHaveText(/^live /)
  const seen = loads(wall)
  build = "two"
  await expect(async () => {
    await wall.clock.fastForward(30_000)
    expect(seen.count).toBe(1)
  }).toPass({ timeout: 20_000 })
  await expect(wall.getByText("A new version")).toHaveCount(0)
  await expect(liveness(wall)).toHaveText(/^live /)
})

test("a screen that stumbles over something begins again by itself", async ({ product, people }) => {
  people.expectComplaints(/TypeError|The above error occurred/)
  const board = await product.createBoard("Kitchen", "kitchen-pass")
  const { page: wall } = await people.open(FULL_HD)
  let isBroken = true
  await wall.route("**/status?**", async (route) => {
    const response = await route.fetch()
    const status = await response.json()
    await route.fulfill({ response, json: isBroken ? { ...status, lanes: [null] } : status })
  })
  await wall.goto((await kioskLink(product, board.id)).url)
  await expect(wall.getByText("Starting again…")).toBeVisible()
  isBroken = false
  await expect(row(wall, "Table 9: two lamb, one trout")).toBeVisible({ timeout: 20_000 })
})

const nameOf = (page: Locator) => page.getAttribute("aria-label")

test("a screen turns its pages by itself, and pauses them for whoever touches it", async ({ product, people }) => {
  const board = await product.createBoard("Kitchen", "kitchen-pass")
  const { page: wall } = await people.open(FULL_HD)
  await wall.clock.install()
  await wall.goto((await kioskLink(product, board.id, { diagonalInches: 43 })).url)
  await expect(liveness(wall)).toHaveText(/^live /)
  const current = wall.getByRole("navigation", { name: "Pages" }).locator("[aria-current=page]")
  await expect(current).toHaveAccessibleName(/^Page [1-4] of [2-4]$/)
  // From here on only the journey moves the clock, however long the machine takes over it.
  await wall.clock.pauseAt((await wall.evaluate(() => Date.now())) + 1_000)
  const first = await nameOf(current)
  while ((await nameOf(current)) === first) await wall.clock.runFor(250)
  const second = (await nameOf(current)) ?? ""
  await wall.clock.runFor(13_000)
  await expect(current).toHaveAccessibleName(second)
  await wall.clock.runFor(2_000)
  await expect(current).not.toHaveAccessibleName(second)
  await wall.getByRole("button", { name: /^Page 1 of/ }).click()
  await wall.clock.fastForward(50_000)
  await expect(current).toHaveAccessibleName(/^Page 1 of/)
})
