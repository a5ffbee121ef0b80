import type { Page } from "@playwright/test"
import { type BlackHoleProxy, blackHoleProxy, type WireState } from "../support/black-hole-proxy.ts"
import { expect, test } from "./support/journey.ts"
import { cardId, command, FULL_HD, fontSizes, kioskLink, liveness, row } from "./support/kiosk.ts"

test.use({ installsApp: true })

const WAYS: readonly (readonly [words: string, state: WireState])[] = [
  ["is pulled out", "down"],
  ["swallows everything", "black-hole"],
]

for (const [words, state] of WAYS)
  test(`a screen whose network ${words} says so, step by step, and says what changed when it is back`, async ({
    product,
    people,
  }) => {
    people.expectComplaints(/ERR_|Failed to load resource/)
    const board = await product.createBoard("Kitchen", "kitchen-pass")
    const wire = await blackHoleProxy(product.url)
    const { page: wall } = await people.open(FULL_HD)
    await wall.clock.install()
    // Large enough for the whole board on one page.
    const { url } = await kioskLink(product, board.id, { diagonalInches: 75 })
    await wall.goto(url.replace(product.url, wire.url))
    await expect(liveness(wall)).toHaveText(/^live \d\d:\d\d:\d\d$/)
    await picture(wall, `${state} 1 live`)

    wire.set(state)
    await wall.clock.fastForward(16_000)
    await expect(liveness(wall)).toHaveText(/^Not live – as of \d\d:\d\d:\d\d, reconnecting$/)
    await expect(row(wall, "Table 11: duck")).not.toContainText("at least")
    await picture(wall, `${state} 2 late`)

    await wall.clock.fastForward(46_000)
    await expect(liveness(wall)).toHaveText(/^Not live – all of this as of \d\d:\d\d:\d\d$/)
    await expect(row(wall, "Table 11: duck")).toContainText(/at least \d+ min/)
    await expect(wall.getByText(/^As of \d\d:\d\d$/)).toBeVisible()
    await picture(wall, `${state} 3 stale`)

    await wall.clock.fastForward(10 * 60_000)
    await expect(
      wall
        .getByRole("paragraph")
        .filter({ hasText: /^Not live since \d\d:\d\d$/ })
        .last(),
    ).toBeVisible()
    await picture(wall, `${state} 4 dead`)

    const duck = await cardId(product, board.id, "Table 11: duck")
    for (let n = 0; n < 7; n++) await command(product, board.id, "comment.add", duck, { text: `comment ${n}` })
    await comeBack(wall, wire)
    await expect(liveness(wall)).toHaveText("Live again, 7 changes")
    await expect(row(wall, "Table 11: duck")).toHaveAttribute("data-changed", "true")
    await expect(row(wall, "Table 9: two lamb")).not.toHaveAttribute("data-changed", "true")
    await picture(wall, `${state} 5 back`)
    await expect(liveness(wall)).toHaveText(/^live /, { timeout: 15_000 })
    await wire.close()
  })

/** What waits for its next try is helped along: on a wall it would be half a minute. */
async function comeBack(wall: Page, wire: BlackHoleProxy): Promise<void> {
  wire.set("open")
  await expect(async () => {
    await wall.clock.fastForward(16_000)
    await expect(liveness(wall)).toHaveText(/^Live again/, { timeout: 2_000 })
  }).toPass({ timeout: 30_000 })
}

/** Whatever the screen has to say is large enough for this size at four metres. */
async function picture(wall: Page, name: string): Promise<void> {
  expect(Math.min(...(await fontSizes(wall))), name).toBeGreaterThanOrEqual(30)
  await wall.screenshot({ path: test.info().outputPath(`${name}.png`) })
}
