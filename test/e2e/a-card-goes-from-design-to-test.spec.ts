import type { Locator, Page } from "@playwright/test"
import type { Entry } from "../../shared/model/entry.ts"
import { card, lane, openBoard, openCard, panel } from "./support/board-page.ts"
import { Hand, handoffIn } from "./support/handing-over.ts"
import { expect, test } from "./support/journey.ts"
import { picture } from "./support/looking.ts"
import { entriesOf } from "./support/product.ts"

const TITLE = "Address form that works with one thumb"
const UNSIGNED = "Works by keyboard alone"

test("a card goes from design to development over its checklist, and back once from test with a reason", async ({
  product,
  people,
  owner,
}) => {
  test.slow()
  const board = await product.createBoard("Guest checkout", "product-team")
  const olga = await Hand.at(product, board.id, owner)
  const [design, development] = [olga.lane("Design"), olga.lane("Development")]
  await olga.set("lanes", design, "gate", { signatures: true, handoff: false, fields: [], wip: "soft" })
  await olga.set("lanes", development, "wip", 2)
  await olga.set("lanes", development, "crew", [olga.role("Developer")])
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

  await test.step("test gives it back with a reason, and it is Bo's to mend", async () => {
    const hand = await Hand.at(product, board.id, cookies[1]!)
    await hand.offer(TITLE, { kind: "person", id: await actorOf(tia) }, { "f:stage": "Development to test" })
    hand.leave()
    const offer = handoffIn(panel(tia, TITLE), "Offered")
    await offer.getByRole("button", { name: "Send it back" }).click()
    const why = offer.getByRole("form", { name: "Send it back" })
    await expect(why.getByRole("button", { name: "Send it back" }), "a reason is asked for").toBeDisabled()
    await why.getByRole("radio", { name: "Something is missing" }).check()
    await why.getByRole("textbox", { name: "In a few words" }).fill("no test account")
    await why.getByRole("button", { name: "Send it back" }).click()
    const returned = handoffIn(panel(bo, TITLE), "Returned")
    await expect(returned).toContainText("Something is missing: no test account")
    await bo.getByRole("button", { name: "Needs me: 1 thing" }).click()
    const needs = bo.getByRole("dialog", { name: "Needs me" })
    await expect(needs.getByRole("region", { name: "Came back to you" })).toContainText(TITLE)
    await picture(bo, "co-review-returned")
    await bo.keyboard.press("Escape")
    for (const page of pages) await expectAccountable(page, "Bo")
  })

  const entries = await entriesOf(product, board.id)
  expect(entries.filter(isStep).map(({ kind, reason }) => [kind, reason].filter(Boolean).join(": "))).toEqual([
    "handoff.offered",
    "handoff.accepted",
    "handoff.offered",
    "handoff.returned: Something is missing: no test account",
  ])
  expect(entries.filter(({ kind }) => kind === "check.signed")).toHaveLength(6)
})

const isStep = ({ kind }: Entry) => /^handoff\.(offered|accepted|returned)$/.test(kind)

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

async function actorOf(page: Page): Promise<string> {
  const me = await page.evaluate(async () => (await fetch("/api/v1/me")).json() as Promise<{ actor: string }>)
  return me.actor
}

const expectAccountable = (page: Page, name: string) =>
  expect(card(page, TITLE).getByText(name, { exact: true }).first(), `it is ${name}'s`).toBeAttached()
