import type { Locator, Page } from "@playwright/test"
import type { Entry } from "../../shared/model/entry.ts"
import { card, lane, openBoard, openCard, panel } from "./support/board-page.ts"
import { Hand, handoffIn } from "./support/handing-over.ts"
import { expect, test } from "./support/journey.ts"
import { picture, pictures } from "./support/looking.ts"
import { entriesOf } from "./support/product.ts"

const TITLE = "Address form that works with one thumb"
const UNSIGNED = "Works by keyboard alone"
/** They go from development to test without a word. */
const SMOOTH = [
  "Receipts as PDF by mail",
  "Colour contrast of disabled buttons",
  "Search remembers the last five queries",
]

test("a card goes from design to development over its checklist, and comes back once from test with a reason, which the numbers tell", async ({
  product,
  people,
  owner,
}) => {
  test.slow()
  const board = await product.createBoard("Guest checkout", "product-team")
  const olga = await Hand.at(product, board.id, owner)
  const [design, development, inTest] = [olga.lane("Design"), olga.lane("Development"), olga.lane("Test")]
  await olga.set("lanes", design, "gate", { signatures: true, handoff: false, fields: [], wip: "soft" })
  await olga.set("lanes", development, "wip", 2)
  await olga.set("lanes", development, "crew", [olga.role("Developer")])
  await olga.set("lanes", inTest, "crew", [olga.role("Tester")])
  const join = (name: string, role: string) => product.join(board.id, name, "member", olga.role(role))
  const cookies = [await join("Dee", "Designer"), await join("Bo", "Developer"), await join("Tia", "Tester")]
  olga.leave()
  const pages = await Promise.all(cookies.map(async (cookie) => (await people.open({ cookie })).page))
  const [dee, bo, tia] = pages as [Page, Page, Page]
  await Promise.all(pages.map((page) => openBoard(page, board.id)))

  await test.step("an offer is refused while somebody has not signed, and says who and what", async () => {
    await card(dee, TITLE).focus()
    await dee.keyboard.press("t")
    for (const page of pages) await expectAccountable(page, "Dee")
    await sign(await openCard(dee, TITLE), "Designer")
    await sign(await openCard(bo, TITLE), "Developer")
    await sign(await openCard(tia, TITLE), "Tester", 1)
    const hand = await Hand.at(product, board.id, cookies[0]!)
    await hand.draft(TITLE, { kind: "lane", id: development })
    hand.leave()
    const draft = handoffIn(panel(dee, TITLE), "In preparation")
    await draft.getByRole("button", { name: "Offer to the lane Development" }).click()
    await expect(draft.getByText(`Tia (Tester) has not signed “${UNSIGNED}”`)).toBeVisible()
    for (const page of [bo, tia]) await expect(card(page, TITLE)).not.toContainText("Offered to")
    await picture(dee, "co-review-refused")
  })

  await test.step("Tia signs from her own page, and the offer goes out", async () => {
    await sign(panel(tia, TITLE), "Tester")
    await expect(panel(dee, TITLE).getByText(/^Tia, Tester/)).toHaveCount(2)
    await panel(dee, TITLE).getByRole("button", { name: "Offer to the lane Development" }).click()
    await expect(handoffIn(panel(dee, TITLE), "Offered")).toContainText("stays accountable until it is accepted")
  })

  await test.step("a lane at its limit takes it all the same, and the history says that it was full", async () => {
    await handoffIn(panel(bo, TITLE), "Offered").getByRole("button", { name: "Accept: it is mine" }).click()
    for (const page of pages) {
      await expect(card(lane(page, "Development"), TITLE)).toBeVisible()
      await expectAccountable(page, "Bo")
    }
    await expect(lane(dee, "Development")).toContainText("3 cards, 1 over the limit of 2")
    await panel(dee, TITLE).getByRole("button", { name: "Activity" }).click()
    const sentence = "Bo moved it from Design to Development, which was full already"
    await expect(panel(dee, TITLE).getByText(sentence)).toBeVisible()
    const moved = (await entriesOf(product, board.id)).filter(({ kind }) => kind === "card.moved")
    expect(moved.map(({ data }) => data?.overLimit)).toEqual([true])
  })

  const hands = await Promise.all([cookies[1]!, cookies[2]!].map((cookie) => Hand.at(product, board.id, cookie)))
  const [byBo, byTia] = hands as [Hand, Hand]
  const toTest = (title: string) =>
    byBo.offer(title, { kind: "lane", id: inTest }, { "f:stage": "Development to test" })
  let handoff = ""

  await test.step("test gives it back with a reason, and it is Bo's to mend", async () => {
    handoff = await toTest(TITLE)
    const offer = handoffIn(panel(tia, TITLE), "Offered")
    await offer.getByRole("button", { name: "Not me" }).click()
    const why = offer.getByRole("form", { name: "Not me" })
    await expect(why.getByRole("button", { name: "Not me" }), "a reason is asked for").toBeDisabled()
    await why.getByRole("radio", { name: "Not enough to go on" }).check()
    await why.getByRole("textbox", { name: "In a few words" }).fill("no test account")
    await why.getByRole("button", { name: "Not me" }).click()
    const returned = handoffIn(panel(bo, TITLE), "Returned")
    await expect(returned, "nobody else tests").toContainText("Not enough to go on: no test account")
    await bo.getByRole("button", { name: "Needs me: 1 thing" }).click()
    const needs = bo.getByRole("dialog", { name: "Needs me" })
    await expect(needs.getByRole("region", { name: "Came back to you" })).toContainText(TITLE)
    await picture(bo, "co-review-returned")
    await bo.keyboard.press("Escape")
    for (const page of pages) await expectAccountable(page, "Bo")
  })

  await test.step("with three others that went through, one of four came back, whatever becomes of it then", async () => {
    await byBo.set("cards", byBo.card(SMOOTH[2]!), "place", [development, "zz"])
    for (const title of SMOOTH) await accept(byTia, await toTest(title))
    await bo.getByRole("button", { name: "Board menu" }).click()
    await bo.getByRole("menuitem", { name: "Numbers" }).click()
    const way = bo.getByRole("row", { name: /^Development → Test/ })
    await expect(way).toContainText("1 of 4 = 25 %")
    await expect(way).toContainText("Not enough to go on")
    await expect(firstTimeRight(bo)).toContainText("4 of 4 accepted")
    await pictures(bo, "co-review-numbers")
    expect(await byBo.ask({ kind: "handoff.offer", handoff })).toMatchObject({ ok: true })
    await accept(byTia, handoff, 2)
    await expect(firstTimeRight(bo), "it was accepted, but not the first time").toContainText("4 of 5 accepted")
    await expect(way).toContainText("1 of 4 = 25 %")
    for (const hand of hands) hand.leave()
    await bo.getByRole("link", { name: "Back to the board" }).click()
    await expect(card(lane(bo, "Test"), TITLE)).toBeVisible()
  })

  const entries = await entriesOf(product, board.id)
  const its = entries.filter((entry) => isStep(entry) && entry.card === byBo.card(TITLE))
  expect(its.map(({ kind, reason }) => [kind, reason].filter(Boolean).join(": "))).toEqual([
    "handoff.offered",
    "handoff.accepted",
    "handoff.offered",
    "handoff.declined: Not enough to go on: no test account",
    "handoff.offered",
    "handoff.accepted",
  ])
  expect(entries.filter(({ kind }) => kind === "check.signed")).toHaveLength(6)
})

const isStep = ({ kind }: Entry) => /^handoff\.(offered|accepted|declined)$/.test(kind)

async function accept(hand: Hand, handoff: string, version = 1): Promise<void> {
  const answer = await hand.ask({ kind: "handoff.accept", handoff, version, channel: "written" })
  expect(answer).toMatchObject({ ok: true })
}

const firstTimeRight = (page: Page): Locator =>
  page.getByRole("region", { name: "In short" }).locator("div", { has: page.getByText("First time right") })

/** Signs items for a role; without a number all that are left. */
async function sign(opened: Locator, role: string, most?: number): Promise<void> {
  const unsigned = opened.getByRole("button", { name: `Sign as ${role}` })
  await expect(unsigned.first()).toBeVisible()
  const all = await unsigned.count()
  for (let left = all; left > all - (most ?? all); left--) {
    await unsigned.first().click()
    await expect(unsigned).toHaveCount(left - 1)
  }
}

const expectAccountable = (page: Page, name: string) =>
  expect(card(page, TITLE).getByText(name, { exact: true }).first(), `it is ${name}'s`).toBeAttached()
