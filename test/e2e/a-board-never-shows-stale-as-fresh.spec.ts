import type { Page } from "@playwright/test"
import { type BlackHoleProxy, blackHoleProxy, type WireState } from "../support/black-hole-proxy.ts"
import { addCard, card, lane, openBoard } from "./support/board-page.ts"
import { expect, test } from "./support/journey.ts"
import { cardId, command } from "./support/kiosk.ts"

test.use({ installsApp: true })

const WAYS: readonly (readonly [words: string, state: WireState])[] = [
  ["is pulled out", "down"],
  ["swallows everything", "black-hole"],
]

for (const [words, state] of WAYS)
  test(`a board whose network ${words} says so, step by step, can be worked on, and says what changed meanwhile`, async ({
    product,
    people,
    owner,
  }) => {
    people.expectComplaints(/ERR_|Failed to load resource|WebSocket connection/)
    const board = await product.createBoard("Kitchen", "kitchen-pass")
    const wire = await blackHoleProxy(product.url)
    const { page } = await people.open({ cookie: owner, baseURL: wire.url })
    await page.clock.install()
    await openBoard(page, board.id)
    const duck = card(page, "Table 11: duck")
    await expect(duck).toBeVisible()
    await expect(truth(page, /Not live|as of|Live again/)).toHaveCount(0)

    wire.set(state)
    await page.clock.fastForward(16_000)
    await expect(truth(page, /^Not live – as of \d\d:\d\d:\d\d, reconnecting/)).toBeVisible()
    await expect(duck).not.toContainText("at least")
    await picture(page, `${state} 1 late`)

    await page.clock.fastForward(46_000)
    await expect(truth(page, /^Not live – all of this as of \d\d:\d\d:\d\d/)).toBeVisible()
    await expect(duck).toContainText("at least")
    await expect(
      lane(page, "Tickets")
        .getByText(/^\d.* as of \d\d:\d\d$/)
        .first(),
    ).toBeVisible()
    await picture(page, `${state} 2 stale`)

    await page.clock.fastForward(10 * 60_000)
    await expect(truth(page, /^Not live since \d\d:\d\d This board/)).toBeVisible()
    await addCard(page, "Tickets", "Made meanwhile")
    await expect(truth(page, /^Not live since .*1 change waiting/)).toBeVisible()
    await picture(page, `${state} 3 dead`)

    const id = await cardId(product, board.id, "Table 11: duck")
    for (let n = 0; n < 7; n++) await command(product, board.id, "comment.add", id, { text: `comment ${n}` })
    await comeBack(page, wire)
    await expect(truth(page, /^Live again, 7 changes$/)).toBeVisible()
    await expect(duck).toHaveAttribute("data-changed", "true")
    await expect(card(page, "Made meanwhile")).not.toHaveAttribute("data-changed", "true")
    await expect(duck).not.toContainText("at least")
    await picture(page, `${state} 4 back`)
    // Half of the time that it stands: the page's clock must not get so far ahead that the next heartbeat looks late.
    await page.clock.fastForward(5_000)
    await expect(truth(page, /Live again|Not live/)).toHaveCount(0)
    await expect(duck).not.toHaveAttribute("data-changed", "true")
    await wire.close()
  })

/** The line at the top that says whether the board is live. */
const truth = (page: Page, words: RegExp) => page.getByRole("status").filter({ hasText: words })

/** What waits for its next try is helped along. */
async function comeBack(page: Page, wire: BlackHoleProxy): Promise<void> {
  wire.set("open")
  await expect(async () => {
    await page.clock.fastForward(5_000)
    await expect(truth(page, /^Live again/)).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 40_000 })
}

const picture = (page: Page, name: string) => page.screenshot({ path: test.info().outputPath(`${name}.png`) })
