import { boxOf, card, dragTo, lane, openBoard, openCard, panel, pickUp, spoken } from "./support/board-page.ts"
import { Hand } from "./support/handing-over.ts"
import { expect, test } from "./support/journey.ts"
import { picture } from "./support/looking.ts"

const TITLE = "Basket survives signing in"
/** Six lanes side by side. */
const WIDE = { viewport: { width: 1_900, height: 900 } }
const UNSIGNED = ["Quantity limits still hold", "Words checked"] as const

test("a lane that asks for signatures holds a card, says whose are missing, and lets it go when they are there", async ({
  product,
  people,
  owner,
}) => {
  const board = await product.createBoard("Signed release", "product-team")
  const hand = await Hand.at(product, board.id, owner)
  const roles = { tester: hand.role("Tester"), designer: hand.role("Designer"), developer: hand.role("Developer") }
  hand.leave()
  const { page: olga } = await people.open({ cookie: owner })
  await openBoard(olga, board.id)
  await olga.getByRole("button", { name: "Menu of Test" }).click()
  await olga.getByRole("menuitem", { name: "Kind, limit, gate and crew…" }).click()
  await olga.getByRole("checkbox", { name: "All checks that ask for a role are signed" }).check()
  await olga.getByRole("button", { name: "Save", exact: true }).click()

  const { page: bo } = await people.open({
    cookie: await product.join(board.id, "Bo", "member", roles.developer),
    ...WIDE,
  })
  const { page: tia } = await people.open({ cookie: await product.join(board.id, "Tia", "member", roles.tester) })
  const { page: mira } = await people.open({ cookie: await product.join(board.id, "Mira", "member", roles.designer) })
  for (const page of [bo, tia, mira]) await openBoard(page, board.id)
  await pickUp(bo, card(bo, TITLE))
  const released = lane(bo, "Released")
  await expect(released).toContainText("Closed for this card.")
  await expect(released).toContainText(/(has not|has) signed “.+”.*and \d more/)
  await expect(lane(bo, "Design")).not.toContainText("Closed for this card.")
  const over = await boxOf(released)
  await bo.mouse.move(over.x + over.width / 2, over.y + over.height / 2, { steps: 8 })
  await expect(spoken(bo)).toContainText("Closed for this card.")
  await picture(bo, "gate-in-hand")
  await bo.mouse.up()
  const held = bo.getByRole("dialog", { name: `“${TITLE}” cannot leave yet` })
  for (const text of UNSIGNED) await expect(held).toContainText(`has not signed “${text}”`)
  await expect(held.getByRole("button", { name: "Let it through…" }), "only a lead may").toHaveCount(0)
  for (const page of [bo, olga]) await expect(card(lane(page, "Test"), TITLE)).toBeVisible()
  await picture(bo, "gate-dialog")
  await held.getByRole("button", { name: /^Ask Mira/ }).click()
  await held.getByRole("button", { name: "Leave it where it is" }).click()
  await expect(mira.getByRole("button", { name: "Needs me: 1 thing" })).toBeVisible()

  await card(bo, TITLE).focus()
  await bo.keyboard.press("m")
  const moving = bo.getByRole("dialog", { name: `Move “${TITLE}”` })
  await moving.getByRole("combobox", { name: "Lane" }).click()
  await expect(bo.getByRole("option", { name: /^Released/ })).toContainText(`has not signed “${UNSIGNED[0]}”`)
  await bo.getByRole("option", { name: /^Released/ }).click()
  await expect(moving).toContainText("Closed for this card.")
  await picture(bo, "gate-move-dialog")
  await moving.getByRole("button", { name: "Cancel" }).click()

  for (const [page, role] of [
    [bo, "Developer"],
    [tia, "Tester"],
    [mira, "Designer"],
  ] as const) {
    const opened = await openCard(page, TITLE)
    const sign = opened.getByRole("button", { name: `Sign as ${role}` })
    await expect(sign.first()).toBeVisible()
    for (let left = await sign.count(); left > 0; left--) {
      await sign.first().click()
      await expect(sign).toHaveCount(left - 1)
    }
  }
  await expect(panel(bo, TITLE).getByText("Mira, Designer")).toBeVisible()
  await bo.keyboard.press("Escape")
  await dragTo(bo, card(bo, TITLE), lane(bo, "Released"))
  for (const page of [bo, olga]) await expect(card(lane(page, "Released"), TITLE)).toBeVisible()
})
