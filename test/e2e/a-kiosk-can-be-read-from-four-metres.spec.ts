import AxeBuilder from "@axe-core/playwright"
import type { Page } from "@playwright/test"
import { expect, test } from "./support/journey.ts"
import { FULL_HD, fillBoard, fontSizes, kioskLink, liveness, row } from "./support/kiosk.ts"

const TVS = [
  [32, 70, 88, 105],
  [43, 52, 65, 78],
  [55, 41, 51, 61],
  [65, 35, 43, 52],
  [75, 30, 37, 45],
] as const

test("letters are as large as the distance asks, on each of five screens, and none is smaller", async ({
  product,
  people,
}) => {
  const board = await product.createBoard("Kitchen", "kitchen-pass")
  for (const [diagonalInches, min, body, headline] of TVS) {
    const { page: wall, context } = await people.open(FULL_HD)
    await wall.goto((await kioskLink(product, board.id, { diagonalInches })).url)
    await expect(liveness(wall)).toHaveText(/^live /)
    await expect(wall.getByRole("heading", { level: 1 })).toHaveCSS("font-size", `${headline}px`)
    await expect(
      row(wall, "Table")
        .first()
        .getByText(/^Table /),
    ).toHaveCSS("font-size", `${body}px`)
    const sizes = await fontSizes(wall)
    expect(Math.min(...sizes), `${diagonalInches}" smallest`).toBe(min)
    expect(await overflow(wall), `${diagonalInches}" stays on the screen`).toEqual([])
    expect(await underTheCorner(wall, min), `${diagonalInches}" under the dots`).toEqual([])
    expect(await cutShort(wall), `${diagonalInches}" next steps`).toEqual([])
    await wall.screenshot({ path: test.info().outputPath(`${diagonalInches}.png`) })
    await context.close()
  }
})

/** Text that ends outside of the screen. */
const overflow = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll("main li, main h1, main h2, main p")]
      .filter((element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect()
        return left < 0 || top < 0 || right > innerWidth || bottom > innerHeight
      })
      .map((element) => element.textContent ?? ""),
  )

/** Rows that the dots of the pages lie over; the blank under a row's letters may be. */
const underTheCorner = (page: Page, letters: number): Promise<readonly string[]> =>
  page.evaluate((min) => {
    const top = document.querySelector("nav")?.parentElement?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY
    return [...document.querySelectorAll("[data-row]")]
      .filter((element) => element.getBoundingClientRect().bottom > top + 0.25 * min)
      .map((element) => element.textContent ?? "")
  }, letters)

test("on a full board each row says its next step and who has it, whole, on every page", async ({
  product,
  people,
}) => {
  const board = await product.createBoard("Shop", "plain-kanban")
  await fillBoard(product, board.id, 12)
  const { page: wall, context } = await people.open(FULL_HD)
  await wall.goto((await kioskLink(product, board.id, { isPrivate: false })).url)
  await expect(liveness(wall)).toHaveText(/^live /)
  const pages = wall.getByRole("navigation", { name: "Pages" }).getByRole("button")
  await expect(pages).not.toHaveCount(0)
  expect(await pages.count()).toBeLessThanOrEqual(4)
  const seen = new Set<string>()
  for (const page of await pages.all()) {
    await page.click()
    await expect(page).toHaveAttribute("aria-current", "page")
    expect(await cutShort(wall)).toEqual([])
    expect(await overflow(wall)).toEqual([])
    expect(await underTheCorner(wall, 41)).toEqual([])
    for (const shown of await row(wall, "").all()) seen.add((await shown.getAttribute("data-row")) ?? "")
  }
  expect([...seen].filter((id) => id.startsWith("full-"))).toHaveLength(12)
  await context.close()
})

/** Next steps that are not shown to their end, and names of whoever has a card that go over the end of their line. */
const cutShort = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const steps = [...document.querySelectorAll("[data-next]")].filter((step) => {
      const { scrollHeight, clientHeight, scrollWidth, clientWidth } = step
      const { bottom, top } = step.getBoundingClientRect()
      const line = step.parentElement?.getBoundingClientRect()
      const isOut = !line || top > line.bottom - 4 || bottom > line.bottom + 1
      return isOut || scrollHeight > clientHeight + 1 || scrollWidth > clientWidth
    })
    const names = [...document.querySelectorAll("[data-kept]")].filter((name) => {
      const end = name.closest("[data-row]")?.getBoundingClientRect().right ?? 0
      return name.getBoundingClientRect().right > end + 1
    })
    return [...steps, ...names].map((element) => element.textContent ?? "")
  })

test("age is told by shape and word as well as by colour, with enough contrast for everybody", async ({
  product,
  people,
}) => {
  const board = await product.createBoard("Kitchen", "kitchen-pass")
  const { page: wall, context } = await people.open(FULL_HD)
  await wall.goto((await kioskLink(product, board.id)).url)
  await expect(liveness(wall)).toHaveText(/^live /)
  await expect(row(wall, "Table 5: mushroom risotto")).toContainText(/LATE \d+ min/)
  await expect(row(wall, "Table 14: four set menus")).toContainText(/(ageing|due soon|fresh) \d+ min/)
  await expect(row(wall, "Table 5: mushroom risotto").locator("svg rect")).toBeVisible()
  const { violations } = await new AxeBuilder({ page: wall }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(", ")}`)).toEqual([])
  const devtools = await context.newCDPSession(wall)
  await devtools.send("Emulation.setEmulatedVisionDeficiency", { type: "deuteranopia" })
  await wall.screenshot({ path: test.info().outputPath("deutan.png") })
})
