import type { Locator, Page } from "@playwright/test"
import type { Entry } from "../../shared/model/entry.ts"
import { card, openBoard, openCard, panel } from "./support/board-page.ts"
import { choose, fieldOf, handoffIn, readBack, write } from "./support/handing-over.ts"
import { expect, test } from "./support/journey.ts"
import { FULL_HD, kioskLink, liveness } from "./support/kiosk.ts"
import { picture } from "./support/looking.ts"
import { entriesOf, type Product } from "./support/product.ts"

const TITLE = "Bed 2: dressing change"
const SAID = "Fresh dressing now, pressure every half hour; when it bleeds through twice I ring for the surgeon."

test.use({ movesClock: true })

test("what nobody accepts is told to more and more people, each step once, until it is somebody's", async ({
  ownProduct: product,
  ownPeople: people,
}) => {
  test.slow()
  people.expectComplaints(/net::ERR_/, /WebSocket connection to/, /Failed to load resource/)
  const coordinator = await product.signUp("carl", "Carl", true)
  const charge = await product.signUp("karin", "Karin")
  const board = await product.createBoard("Ward 3", "ward-shift")
  await product.ask("POST", `/boards/${board.id}/members`, { login: "karin", role: "lead" })
  const cookies = [await product.join(board.id, "Ana"), charge, coordinator, await product.join(board.id, "Cy")]
  await product.join(board.id, "Bo")
  const pages = await Promise.all(cookies.map(async (cookie) => (await people.open({ cookie })).page))
  const [ana, karin, carl, cy] = pages as [Page, Page, Page, Page]
  const { page: wall } = await people.open(FULL_HD)
  await Promise.all(pages.map((page) => openBoard(page, board.id)))
  await wall.goto((await kioskLink(product, board.id, { diagonalInches: 75, isPrivate: false })).url)
  await expect(liveness(wall)).toHaveText(/^live /)

  await test.step("Ana offers bed 2 as critical to Bo", async () => {
    await card(ana, TITLE).focus()
    await ana.keyboard.press("t")
    await expectAccountable([ana, karin], "Ana")
    const opened = await openCard(ana, TITLE)
    await write(opened.getByRole("combobox", { name: "Shift lead: who?" }), "Karin")
    await offerCritical(ana, opened)
    for (const page of [karin, carl]) await expect(card(page, TITLE)).toContainText("Offered to Bo")
    await expect(handoffIn(opened, "Offered")).toContainText(/Time to accept: (10|9) min left/)
    await expect(atRisk(wall, "EXPIRED")).toHaveCount(0)
  })

  await test.step("after ten minutes the charge nurse is told, and nobody else", async () => {
    await product.pass(10)
    await expectSteps(product, board.id, [1])
    await expect(needsOf(karin)).toBeVisible()
    await expect(needsOf(ana)).toBeVisible()
    await expect(needsOf(carl)).toHaveCount(0)
    await expect(needsOf(cy)).toHaveCount(0)
    await expect(atRisk(wall, "EXPIRED")).toContainText(TITLE)
    await expect(wall.getByRole("region", { name: "At risk" }).getByRole("listitem").first()).toContainText(TITLE)
    await expect(wall.getByText(`Nobody accepted ${TITLE} in time`)).toBeVisible()
    await picture(wall, "nobody-accepts-wall")
    await expectAccountable([ana, karin, carl, cy], "Ana")
  })

  await test.step("the server dies and comes back at twelve minutes, and takes no step twice", async () => {
    await product.pass(2)
    await product.kill()
    await product.startAgain()
    for (const page of pages) await expect(page.getByRole("banner").first()).toContainText("Saved", { timeout: 30_000 })
    await expectSteps(product, board.id, [1])
  })

  await test.step("after fifteen minutes the coordinator is told too", async () => {
    await product.pass(3)
    await expect(needsOf(carl)).toBeVisible()
    await expectSteps(product, board.id, [1, 2])
    await expect(needsOf(cy)).toHaveCount(0)
    await expect(handoffIn(panel(ana, TITLE), "Time is up, still open")).toContainText("Escalated 2 times")
    await expectAccountable([ana, karin, carl, cy], "Ana")
    await carl.getByRole("button", { name: /^Needs me: / }).click()
    const needs = carl.getByRole("dialog", { name: "Needs me" })
    const told = needs.getByRole("region", { name: "Somebody should step in" })
    await expect(told).toContainText("Ana offered it to Bo, and nobody accepted in time. You may take it over.")
    await picture(carl, "nobody-accepts-coordinator")
    await carl.keyboard.press("Escape")
  })

  await test.step("the charge nurse offers it to Cy, and the time to accept begins anew", async () => {
    const expired = handoffIn(await openCard(karin, TITLE), "Time is up, still open")
    await expired.getByRole("button", { name: "Offer it anew" }).click()
    await choose(karin, expired.getByRole("combobox", { name: "To whom now?" }), "Cy")
    await expired.getByRole("button", { name: "Offer it anew" }).click()
    await expect(handoffIn(panel(karin, TITLE), "Offered")).toContainText(/Time to accept: (10|9) min left/)
    for (const page of [ana, carl]) await expect(card(page, TITLE)).toContainText("Offered to Cy")
    await expect(needsOf(carl)).toHaveCount(0)
    await expect(atRisk(wall, "EXPIRED")).toHaveCount(0)
    await expectAccountable([ana, karin, carl, cy], "Ana")
  })

  await test.step("Cy reads it back and has it; the loop is open until Ana says that it is right", async () => {
    const offer = handoffIn(await openCard(cy, TITLE), "Offered")
    await readBack(offer).fill(SAID)
    await offer.getByRole("radio", { name: "Call", exact: true }).check()
    await offer.getByRole("button", { name: "Accept: it is mine" }).click()
    await expectAccountable([ana, karin, carl, cy], "Cy")
    for (const page of pages) await expect(card(page, TITLE)).toContainText("Loop open")
    const accepted = handoffIn(panel(ana, TITLE), "Accepted")
    await expect(accepted.getByRole("blockquote")).toHaveText(SAID)
    await accepted.getByRole("button", { name: "Yes, that is right" }).click()
    for (const page of pages) await expect(card(page, TITLE)).not.toContainText("Loop open")
  })

  await test.step("nothing more strikes, and the ledger tells it in order", async () => {
    await product.pass(60)
    // A clock that still ran would be heard with the next entry at the latest.
    await product.ask("POST", `/boards/${board.id}/commands`, {
      ...{ id: "after-an-hour", kind: "comment.add", card: await idOf(product, board.id), text: "An hour later" },
    })
    await expect(panel(ana, TITLE).getByText("An hour later")).toBeVisible()
    const entries = await entriesOf(product, board.id)
    const told = entries.filter(({ kind }) => /^handoff\.(?!created|seen)/.test(kind))
    expect(told.map(({ kind, data }) => (typeof data?.level !== "number" ? kind : `${kind} ${data.level}`))).toEqual([
      "handoff.offered",
      "handoff.expired 1",
      "handoff.expired 2",
      "handoff.reassigned",
      "handoff.accepted",
      "handoff.confirmed",
    ])
    const [offered, first, second] = told as [Entry, Entry, Entry]
    expect(Math.floor((first.at - offered.at) / 60_000)).toBe(10)
    expect(Math.floor((second.at - offered.at) / 60_000)).toBe(15)
    expect(new Set([first, second].map(({ actor }) => actor))).toEqual(new Set(["system"]))
  })
})

/** The mark in the header of somebody for whom something waits. */
const needsOf = (page: Page): Locator => page.getByRole("button", { name: "Needs me: 1 thing" })
const atRisk = (wall: Page, word: string): Locator =>
  wall.getByRole("region", { name: "At risk" }).getByRole("listitem").filter({ hasText: word })

async function expectAccountable(pages: readonly Page[], name: string): Promise<void> {
  for (const page of pages)
    await expect(card(page, TITLE).getByText(name, { exact: true }).first(), `it is ${name}'s`).toBeAttached()
}

async function expectSteps(product: Product, board: string, levels: readonly number[]): Promise<void> {
  const taken = async () =>
    (await entriesOf(product, board)).filter(({ kind }) => kind === "handoff.expired").map(({ data }) => data?.level)
  await expect.poll(taken).toEqual(levels)
}

async function idOf(product: Product, board: string): Promise<string> {
  const offered = (await entriesOf(product, board)).find(({ kind }) => kind === "handoff.offered")
  return offered?.card ?? ""
}

async function offerCritical(page: Page, opened: Locator): Promise<void> {
  await opened.getByRole("button", { name: "Hand over" }).click()
  await opened.getByLabel("What kind of handoff is it?").selectOption("Shift note, severity first")
  await opened.getByRole("button", { name: "Prepare it" }).click()
  const draft = handoffIn(opened, "In preparation")
  await draft.getByText("Critical", { exact: true }).click()
  await choose(page, draft.getByRole("combobox", { name: "To whom" }), "Bo")
  await write(fieldOf(draft, "Bed or number").getByRole("textbox"), "Bed 2")
  await fieldOf(draft, "The story in short").getByRole("textbox").click()
  await page.keyboard.type("Bleeds through the dressing since noon.")
  await draft.getByRole("checkbox", { name: "To do this shift: there are none" }).check()
  const plan = fieldOf(draft, "If this happens, then")
  await plan.getByRole("button", { name: "Add an if-then" }).click()
  await write(plan.getByRole("textbox", { name: "If", exact: true }), "it bleeds through twice")
  await write(plan.getByRole("textbox", { name: "Then" }), "ring the surgeon")
  await choose(page, plan.getByRole("combobox", { name: "Call" }), "Karin")
  await draft.getByRole("button", { name: "Offer to Bo" }).click()
}
