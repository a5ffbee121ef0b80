import type { CDPSession, Locator } from "@playwright/test"
import { addCard, boxOf, card, expectSaved, lane, openBoard, panel } from "./support/board-page.ts"
import { expect, type Page, type People, test } from "./support/journey.ts"
import type { Product } from "./support/product.ts"

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }
const titles = Array.from({ length: 12 }, (_, at) => `Parcel ${at + 1}`)

test("on a phone a long press picks a card up, and dragging moves it within and between lanes", async ({
  product,
  people,
  owner,
}) => {
  const { page } = await onPhone(product, people, owner)
  const finger = await Finger.on(page)
  const first = card(page, "Parcel 1")
  await finger.down(first)
  await expect(first).toHaveAttribute("data-held", "pointer")
  await finger.moveTo(card(page, "Parcel 3"), 0.9)
  await finger.up()
  await expect(first).not.toHaveAttribute("data-held", "pointer")
  await expect.poll(() => orderIn(page)).toEqual(["Parcel 2", "Parcel 3", "Parcel 1"])

  // Held at the edge, the row scrolls on by itself; how far it gets until the finger leaves is the machine's pace.
  const shown = page.getByRole("combobox", { name: "Lane" })
  const from = await laneId(page, "To do")
  await finger.down(card(page, "Parcel 2"))
  await expect(card(page, "Parcel 2")).toHaveAttribute("data-held", "pointer")
  await finger.moveToPoint(352, 300)
  await expect.poll(() => shown.inputValue(), { intervals: [20] }).not.toBe(from)
  await finger.moveToPoint(PHONE.viewport.width / 2, 300)
  await finger.up()
  await expect(card(lane(page, "To do"), "Parcel 2")).toBeHidden()
  await expect(card(page, "Parcel 2"), "it lies in another lane").toBeVisible()
  await expectSaved(page)
})

test("on a phone scrolling never drags a card, and a tap opens it", async ({ product, people, owner }) => {
  const { page } = await onPhone(product, people, owner)
  const finger = await Finger.on(page)
  const before = await orderIn(page, 12)
  const list = lane(page, "To do").locator("[data-card]").first()
  const top = (await boxOf(list)).y
  await finger.pull(card(page, "Parcel 4"), { x: 0, y: -260 })
  await finger.up()
  await expect.poll(async () => (await list.boundingBox())?.y ?? -1_000).toBeLessThan(top - 100)
  await expect(page.locator("[data-held]")).toHaveCount(0)
  // The row follows the finger, and what the finger lets go comes to rest at the lane that is nearest.
  await finger.pull(card(page, "Parcel 6"), { x: -250, y: 0 })
  await expect.poll(() => offCentre(lane(page, "Doing"))).toBeLessThan(120)
  await finger.up()
  await expect(page.getByRole("combobox", { name: "Lane" })).toHaveValue(await laneId(page, "Doing"))
  await atRest(lane(page, "Doing"))
  await page.getByRole("button", { name: "Previous lane" }).tap()
  await expect(page.getByRole("combobox", { name: "Lane" })).toHaveValue(await laneId(page, "To do"))
  expect(await orderIn(page, 12)).toEqual(before)

  await card(page, "Parcel 6").getByRole("link").tap()
  await expect(panel(page, "Parcel 6")).toBeVisible()
  const tools = panel(page, "Parcel 6").getByRole("toolbar", { name: "Formatting" }).getByRole("button")
  await expect(tools.first()).toBeVisible()
  for (const tool of await tools.all()) {
    const { width, height } = await boxOf(tool)
    expect(Math.min(width, height), "a finger hits it").toBeGreaterThanOrEqual(44)
  }
  await page.goBack()
  await expect(panel(page, "Parcel 6")).toBeHidden()
})

/** A tap on something that still glides only stops it: waits until the lane stands in the middle. */
const atRest = (inView: Locator) => expect.poll(() => offCentre(inView)).toBeLessThan(1)

async function offCentre(inView: Locator): Promise<number> {
  const { x, width } = await boxOf(inView)
  return Math.abs(x + width / 2 - PHONE.viewport.width / 2)
}

test("when the screen gets narrow, the lane that stays in view is the one that is named", async ({
  product,
  people,
}) => {
  const board = await product.createBoard("Turned")
  const { page } = await people.open({
    cookie: await product.join(board.id, "Ana"),
    viewport: { width: 1_280, height: 700 },
  })
  await openBoard(page, board.id)
  await page.setViewportSize(PHONE.viewport)
  const shown = page.getByRole("combobox", { name: "Lane" })
  await expect(shown).toHaveValue(await laneId(page, "To do"))
  await page.getByRole("button", { name: "Next lane" }).click()
  await expect(shown).toHaveValue(await laneId(page, "Doing"))
  await shown.selectOption(await laneId(page, "Done"))
  await atRest(lane(page, "Done"))
  await expect(shown, "also far away").toHaveValue(await laneId(page, "Done"))
})

async function onPhone(product: Product, people: People, cookie: string) {
  const board = await product.createBoard("Parcels")
  const opened = await people.open({ cookie, ...PHONE })
  await openBoard(opened.page, board.id)
  await addCard(opened.page, "To do", ...titles)
  await card(opened.page, "Find a date for the summer outing").press("x")
  await card(opened.page, "Tidy the shared folder").press("x")
  await expect(card(opened.page, "Tidy the shared folder")).toBeHidden()
  return opened
}

const laneId = async (page: Page, name: string) => (await lane(page, name).getAttribute("data-lane")) ?? ""

async function orderIn(page: Page, count = 3): Promise<readonly string[]> {
  const names = await lane(page, "To do").locator("[data-card]").getByRole("link").allInnerTexts()
  return names.slice(0, count)
}

/** One finger on the glass, as the browser's own input gets it: scrolling and long presses are decided by the browser. */
class Finger {
  readonly #cdp: CDPSession
  #at = { x: 0, y: 0 }

  private constructor(cdp: CDPSession) {
    this.#cdp = cdp
  }
  static async on(page: Page): Promise<Finger> {
    return new Finger(await page.context().newCDPSession(page))
  }

  async down(target: Locator): Promise<void> {
    await this.#aimAt(target)
    await this.#send("touchStart")
  }
  async moveTo(target: Locator, share: number): Promise<void> {
    const box = await boxOf(target)
    await this.moveToPoint(box.x + box.width / 2, box.y + box.height * share)
  }
  async moveToPoint(x: number, y: number): Promise<void> {
    for (const point of this.#wayTo(x, y)) await this.#send("touchMove", point)
  }
  /** Down and on at once, as a finger does: whoever waits for a slow page in between gives it a long press. */
  async pull(target: Locator, by: { x: number; y: number }): Promise<void> {
    await this.#aimAt(target)
    const way = this.#wayTo(this.#at.x + by.x, this.#at.y + by.y)
    await Promise.all([this.#send("touchStart"), ...way.map((point) => this.#send("touchMove", point))])
  }
  async up(): Promise<void> {
    await this.#cdp.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] })
  }
  async #aimAt(target: Locator): Promise<void> {
    await target.scrollIntoViewIfNeeded()
    const box = await boxOf(target)
    this.#at = { x: box.x + 40, y: box.y + 16 }
  }
  #wayTo(x: number, y: number) {
    const from = this.#at
    const at = (share: number) => ({ x: from.x + (x - from.x) * share, y: from.y + (y - from.y) * share })
    return Array.from({ length: 8 }, (_, step) => at((step + 1) / 8))
  }
  async #send(type: "touchStart" | "touchMove", point = this.#at): Promise<void> {
    this.#at = point
    await this.#cdp.send("Input.dispatchTouchEvent", { type, touchPoints: [point] })
  }
}
