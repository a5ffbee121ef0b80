import { card, dragTo, expectSaved, lane, openBoard, openCard, panel } from "./support/board-page.ts"
import { Hand, handoffIn, readBack } from "./support/handing-over.ts"
import { expect, type Page, test } from "./support/journey.ts"
import { picture, seriousFaults } from "./support/looking.ts"
import { PASSWORD } from "./support/product.ts"

const WIDE = { width: 1_280, height: 800 }
const NARROW = { width: 360, height: 740 }
const HANDED = "Search remembers the last five queries"
const CLEOS = "Cleo does the list tonight and calls if it grows too long."
const NARROWEST = { width: 320, height: 640 }

test("the doors: set-up, first board, sign-in, dead and incomplete links, nothing there", async ({
  ownProduct,
  ownPeople,
}) => {
  ownPeople.expectComplaints(/status of 40[14]/, /WebSocket connection to .* 404/)
  const { page } = await ownPeople.open()
  await page.goto(ownProduct.setUpLink!)
  await page.getByRole("textbox", { name: "Your name" }).fill("Ines")
  await expectGood(page, "set-up")
  await page.getByRole("textbox", { name: "Sign-in name" }).fill("ines")
  await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD)
  await page.getByRole("button", { name: "Create account" }).click()
  await page.getByRole("heading", { name: "Your first board" }).waitFor()
  await expectGood(page, "first board")
  await page.goto("/")
  await page.getByRole("heading", { name: "No boards yet" }).waitFor()
  await expectGood(page, "no boards yet")
  await page.goto("/b/nothing-here")
  await page.getByRole("heading", { name: "This board is not here" }).waitFor()
  await expectGood(page, "no such board")

  const { page: visitor } = await ownPeople.open()
  await visitor.goto("/sign-in")
  await visitor.getByRole("button", { name: "Sign in" }).waitFor()
  await expectGood(visitor, "sign-in")
  await visitor.goto("/join")
  await visitor.getByRole("heading", { name: "This link is not complete" }).waitFor()
  await expectGood(visitor, "incomplete link")
})

test("joining by a link", async ({ product, people }) => {
  const board = await product.createBoard("Open house")
  const { page } = await people.open()
  await page.goto((await product.createLink(board.id, "member")).url)
  await page.getByRole("heading", { name: "Join “Open house”" }).waitFor()
  await expectGood(page, "join")
})

for (const colorScheme of ["light", "dark"] as const) {
  test(`the board and a card, ${colorScheme}`, async ({ product, people, owner }) => {
    const board = await product.createBoard("Launch", "product-team")
    const { page } = await people.open({ cookie: owner, colorScheme })
    await openBoard(page, board.id)
    await page.getByRole("button", { name: "Keyboard shortcuts" }).hover()
    await page.getByRole("tooltip", { name: "Keyboard shortcuts" }).waitFor()
    await expectGood(page, `board ${colorScheme}`)
    await page.getByRole("button", { name: "Filter", exact: true }).click()
    await expectGood(page, `filter ${colorScheme}`)
    await page.getByRole("button", { name: "Filter", exact: true }).click()

    await openCard(page, "Basket survives signing in")
    await panel(page, "Basket survives signing in").getByRole("textbox", { name: "Description" }).waitFor()
    await expectGood(page, `card ${colorScheme}`)
  })

  test(`the dialogs and menus of the board, ${colorScheme}`, async ({ product, people, owner }) => {
    const board = await product.createBoard("Launch", "product-team")
    const { page } = await people.open({ cookie: owner, colorScheme })
    await openBoard(page, board.id)
    await page.getByRole("button", { name: "Share", exact: true }).click()
    const share = page.getByRole("dialog", { name: "Share “Launch”" })
    await share.getByRole("listitem").first().waitFor()
    await expectGood(page, `people ${colorScheme}`)
    await share.getByRole("tab", { name: "Links" }).click()
    await share.getByRole("button", { name: "Create link" }).click()
    await share.getByRole("textbox", { name: "Member link" }).waitFor()
    await expectGood(page, `links ${colorScheme}`)
    await page.keyboard.press("Escape")

    await page.getByRole("button", { name: "Board menu" }).click()
    await page.getByRole("menuitem", { name: "Labels, fields and roles…" }).waitFor()
    await expectGood(page, `board menu ${colorScheme}`)
    await page.getByRole("menuitem", { name: "Labels, fields and roles…" }).click()
    await page.getByRole("dialog").getByRole("heading", { name: "Labels" }).waitFor()
    await expectGood(page, `board settings ${colorScheme}`)
    await page.keyboard.press("Escape")
    await card(page, "Basket survives signing in").hover()
    await page.getByRole("button", { name: "Menu of “Basket survives signing in”" }).click()
    await page.getByRole("menuitem", { name: "Labels" }).click()
    await expect(page.getByRole("menuitemcheckbox", { name: "Bug" })).toBeChecked()
    await expectGood(page, `card menu ${colorScheme}`)
    await page.keyboard.press("Escape")
    await page.keyboard.press("Escape")
    await card(page, "Basket survives signing in").focus()
    await page.keyboard.press("?")
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor()
    await expectGood(page, `shortcuts ${colorScheme}`)
  })
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`a handoff as its receiver sees it, ${colorScheme}`, async ({ product, people, owner }) => {
    test.slow()
    const board = await product.createBoard("Handed over", "product-team")
    const lead = await Hand.at(product, board.id, owner)
    const developers = lead.role("Developer")
    const ana = await Hand.at(product, board.id, await product.join(board.id, "Ana"))
    const cleo = await Hand.at(product, board.id, await product.join(board.id, "Cleo", "member", developers))
    const { page: bo } = await people.open({
      cookie: await product.join(board.id, "Bo", "member", developers),
      colorScheme,
    })
    await openBoard(bo, board.id)
    const opened = await openCard(bo, HANDED)
    const handoff = await ana.draft(HANDED, { kind: "role", id: developers }, { severity: "watch" })
    await handoffIn(opened, "In preparation").getByRole("group").first().waitFor()
    await expectGood(bo, `handoff draft ${colorScheme}`)
    await ana.ask({ kind: "handoff.offer", handoff })
    await readBack(opened).fill("I build the list first and ring the designer when five is too few.")
    await expectGood(bo, `handoff accept ${colorScheme}`)
    await cleo.ask({ kind: "handoff.question", handoff, field: "outcome", text: "Five for each person?" })
    await opened.getByText("Five for each person?").waitFor()
    await expectGood(bo, `handoff question ${colorScheme}`)
    await bo.getByRole("button", { name: /^Needs me: / }).click()
    await bo.getByRole("region", { name: "Offered to you" }).waitFor()
    await expectGood(bo, `needs me ${colorScheme}`)
    await bo.keyboard.press("Escape")

    for (const hand of [lead, ana, cleo]) hand.leave()
  })

  test(`a handoff as others see it, the history, and the numbers, ${colorScheme}`, async ({
    product,
    people,
    owner,
  }) => {
    test.slow()
    const board = await product.createBoard("Handed back", "product-team")
    const ana = await Hand.at(product, board.id, await product.join(board.id, "Ana"))
    const developers = ana.role("Developer")
    const cleo = await Hand.at(product, board.id, await product.join(board.id, "Cleo", "member", developers))
    const handoff = await ana.offer(HANDED, { kind: "role", id: developers }, { severity: "watch" })
    const { page: olga } = await people.open({ cookie: owner, colorScheme })
    await openBoard(olga, board.id)
    await openCard(olga, HANDED)
    await expectGood(olga, `handoff offered ${colorScheme}`)
    await cleo.ask({ kind: "handoff.accept", handoff, version: 1, channel: "call", readBack: CLEOS })
    await cleo.ask({ kind: "handoff.send-back", handoff, reason: "The frame is missing" })
    await handoffIn(panel(olga, HANDED), "Returned").waitFor()
    await expectGood(olga, `handoff returned ${colorScheme}`)
    await olga.getByRole("button", { name: "Board menu" }).click()
    await olga.getByRole("menuitem", { name: "History", exact: false }).click()
    await olga.getByText("Cleo sent it back after accepting it", { exact: false }).first().waitFor()
    await expectGood(olga, `history ${colorScheme}`)
    await olga.keyboard.press("Escape")
    await olga.getByRole("button", { name: "Board menu" }).click()
    await olga.getByRole("menuitem", { name: "Numbers" }).click()
    await olga.getByRole("heading", { name: "What came back" }).waitFor()
    await expectGood(olga, `numbers ${colorScheme}`)
    for (const hand of [ana, cleo]) hand.leave()
  })

  test(`a gate that holds a card in hand, ${colorScheme}`, async ({ product, people, owner }) => {
    const board = await product.createBoard("Gated", "product-team")
    const lead = await Hand.at(product, board.id, owner)
    const { page } = await people.open({ cookie: await product.join(board.id, "Bo"), colorScheme })
    await openBoard(page, board.id)
    await lead.set("lanes", lead.lane("Test"), "gate", { signatures: true, handoff: false, fields: [], wip: "off" })
    const gated = card(page, "Basket survives signing in")
    await expect(async () => {
      await gated.focus()
      await page.keyboard.press("Space")
      await page.keyboard.press("ArrowRight")
      await expect(lane(page, "Released")).toContainText("Closed for this card.", { timeout: 1_000 })
    }).toPass()
    await expectGood(page, `gate in hand ${colorScheme}`)
    await page.keyboard.press("Space")
    await page.getByRole("dialog", { name: "“Basket survives signing in” cannot leave yet" }).waitFor()
    await expectGood(page, `gate dialog ${colorScheme}`)
    await page.keyboard.press("Escape")
    lead.leave()
  })
}

test.describe("after an absence", () => {
  test.use({ movesClock: true })

  test("an acceptance that came too late, and what happened meanwhile", async ({
    ownProduct: product,
    ownPeople: people,
  }) => {
    people.expectComplaints(/net::ERR_/, /WebSocket connection to/, /Failed to load resource/)
    const board = await product.createBoard("Back again", "product-team")
    const ana = await Hand.at(product, board.id, await product.join(board.id, "Ana"))
    const developers = ana.role("Developer")
    const join = (name: string) => product.join(board.id, name, "member", developers)
    const cleo = await Hand.at(product, board.id, await join("Cleo"))
    const { page: bo, context } = await people.open({ cookie: await join("Bo") })
    await openBoard(bo, board.id)
    const handoff = await ana.offer(HANDED, { kind: "role", id: developers }, { severity: "watch" })
    const offer = handoffIn(await openCard(bo, HANDED), "Offered")
    await readBack(offer).fill("I build the list first and ring the designer when five is too few.")
    await offer.getByRole("radio", { name: "Call", exact: true }).check()
    await expect(offer.getByRole("button", { name: "Accept: it is mine" })).toBeEnabled()
    await context.setOffline(true)
    await offer.getByRole("button", { name: "Accept: it is mine" }).click()
    await offer.getByText("Queued – not yours yet.").waitFor()
    await product.pass(30)
    await cleo.ask({ kind: "handoff.accept", handoff, version: 1, channel: "call", readBack: CLEOS })
    await context.setOffline(false)
    await panel(bo, HANDED).getByRole("alert").filter({ hasText: "Cleo took it" }).waitFor()
    await inBothSchemes(bo, "late acceptance")
    await bo.keyboard.press("Escape")
    await bo.getByRole("button", { name: "Look through" }).click()
    await bo.getByRole("dialog", { name: "Since you left" }).getByText(HANDED).waitFor()
    await inBothSchemes(bo, "since you left")
    for (const hand of [ana, cleo]) hand.leave()
  })
})

test("the list of boards, the settings and the import", async ({ product, people, owner }) => {
  await product.createBoard("A board with a name so long that no list of boards was ever made for such a thing at all")
  const { page } = await people.open({ cookie: owner })
  await page.goto("/")
  await page.getByRole("list", { name: "Your boards" }).waitFor()
  await expectGood(page, "boards")
  await page.getByRole("button", { name: "New board" }).click()
  await page.getByRole("dialog", { name: "New board" }).waitFor()
  await expectGood(page, "new board")
  await page.goto("/settings")
  await page.getByRole("heading", { name: "People with an account" }).waitFor()
  await expectGood(page, "settings")
  await page.setViewportSize(NARROWEST)
  await expect.poll(() => overflow(page), "settings at 320 px scroll sideways").toEqual([])
  await page.setViewportSize(WIDE)
  await page.goto("/import")
  await page.getByRole("heading", { name: "Import a board" }).waitFor()
  await expectGood(page, "import")
  const chooser = page.waitForEvent("filechooser")
  await page.getByRole("button", { name: "Choose a file" }).first().click()
  await (await chooser).setFiles("test/fixtures/trello-board.json")
  await page.getByRole("button", { name: /^Import \d+ cards$/ }).waitFor()
  await expectGood(page, "import report")
})

test("whoever asked for less motion sees cards where they are, without flight", async ({ product, people, owner }) => {
  const board = await product.createBoard("Calm")
  const calm = (await people.open({ cookie: owner, reducedMotion: "reduce" })).page
  const lively = (await people.open({ cookie: owner, reducedMotion: "no-preference" })).page
  for (const page of [calm, lively]) {
    await page.addInitScript(countFlights)
    await openBoard(page, board.id)
  }
  await dragTo(calm, card(calm, "Tidy the shared folder"), lane(calm, "Done"))
  await expect(card(lane(lively, "Done"), "Tidy the shared folder")).toBeVisible()
  await dragTo(lively, card(lively, "Coffee machine repaired"), lane(lively, "To do"))
  await expect(card(lane(calm, "To do"), "Coffee machine repaired")).toBeVisible()
  await expectSaved(calm)
  const flights = (page: Page) => page.evaluate(() => (window as unknown as { flights: number }).flights)
  expect(await flights(calm)).toBe(0)
  expect(await flights(lively), "else this would count nothing").toBeGreaterThan(0)
})

function countFlights(): void {
  Object.assign(window, { flights: 0 })
  const animate = Element.prototype.animate
  Element.prototype.animate = function (...given) {
    ;(window as unknown as { flights: number }).flights++
    return animate.apply(this, given)
  }
}

/** Nothing serious for axe, and no page that scrolls sideways, on a laptop and on a phone. */
async function expectGood(page: Page, what: string): Promise<void> {
  for (const size of [WIDE, NARROW]) {
    await page.setViewportSize(size)
    await expect.poll(() => overflow(page), `${what} at ${size.width} px scrolls sideways`).toEqual([])
    await settled(page)
    expect.soft(await seriousFaults(page), `${what} at ${size.width} px`).toEqual([])
    await picture(page, `${what}-${size.width}`)
  }
  await page.setViewportSize(WIDE)
}

async function inBothSchemes(page: Page, what: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme })
    await expectGood(page, `${what} ${colorScheme}`)
  }
}

/** Half-way through fading in, every colour is a wrong one. */
const settled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const moving = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(moving.map(({ finished }) => finished))
  })

const overflow = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= width) return []
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .map((element) => `${element.tagName} ${element.className}`)
      .slice(0, 5)
  })
