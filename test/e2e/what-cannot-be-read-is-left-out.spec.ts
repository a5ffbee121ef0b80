import type * as Y from "yjs"
import { card, expectSaved, lane, openBoard, openCard, panel } from "./support/board-page.ts"
import { damageBoard, tearLastChange } from "./support/damage.ts"
import { write } from "./support/handing-over.ts"
import { expect, test } from "./support/journey.ts"
import { kioskLink, liveness, row } from "./support/kiosk.ts"
import { picture, pictures, seriousFaults } from "./support/looking.ts"

const TORN = "Tidy the shared folder"
const WHOLE = "Find a date for the summer outing"

test("what is stored damaged is left out, counted and named, and the rest of the board works", async ({
  ownProduct: product,
  ownPeople: people,
}) => {
  const board = await product.createBoard("Bad sectors")
  const cookie = await product.join(board.id, "Ana")
  await product.kill()
  damageBoard(product.dataDir, board.id, (doc) => {
    const cards = doc.getMap<Y.Map<unknown>>("cards")
    const find = (title: string) => [...cards].find(([, thing]) => thing.get("title") === title)![1]
    const torn = find(TORN)
    torn.set("severity", { no: "such" })
    torn.set("next", 7)
    torn.set("due", ["x"])
    torn.set("c:torn", "not an item")
    doc.getMap("cards").set("torn-card", "no registers at all")
    const [, done] = [...doc.getMap<Y.Map<unknown>>("lanes")].find(([, thing]) => thing.get("name") === "Done")!
    done.set("wip", "many")
    done.set("gate", 12)
  })
  await product.startAgain()

  const { page: ana } = await people.open({ cookie })
  await openBoard(ana, board.id)
  const notice = ana.getByRole("region", { name: "Records that cannot be read" })
  await expect(notice).toContainText("3 records of this board cannot be read and are left out.")
  await notice.getByText("3 records of this board").click()
  const lines = notice.getByRole("listitem")
  await expect(lines.filter({ hasText: `Card “${TORN}”` })).toContainText(/severity/)
  await expect(lines.filter({ hasText: `Card “${TORN}”` })).toContainText(/next step/)
  await expect(lines.filter({ hasText: "Lane “Done”" })).toContainText("limit")
  await expect(lines.filter({ hasText: "nothing of it" })).toHaveCount(1)
  await expect(notice).toContainText("Write again what is missing, and it is mended")
  await picture(ana, "unreadable")

  const { page: wall } = await people.open()
  await test.step("everything else works, also on a wall", async () => {
    await expect(card(lane(ana, "To do"), TORN)).toBeVisible()
    await openCard(ana, WHOLE)
    await write(panel(ana, WHOLE).getByRole("textbox", { name: "Next step" }).first(), "Ask the two who are away")
    await expect(card(ana, WHOLE)).toContainText("Ask the two who are away")
    await expectSaved(ana)
    await wall.goto((await kioskLink(product, board.id)).url)
    await expect(liveness(wall)).toHaveText(/^live /)
    await expect(row(wall, WHOLE).first()).toBeVisible()
    const exported = await product.ask<{ cards: unknown[] }>("GET", `/boards/${board.id}/export.json`)
    expect(exported.cards.length).toBeGreaterThan(5)
  })

  await test.step("what is written again is mended", async () => {
    const opened = await openCard(ana, TORN)
    await write(opened.getByRole("textbox", { name: "Next step" }).first(), "List the folders")
    await opened.getByRole("radio", { name: "Watch" }).check({ force: true })
    await expect(lines.filter({ hasText: `Card “${TORN}”` })).not.toContainText(/next step|severity/)
    await expectSaved(ana)
    await ana.reload()
    await expect(card(ana, TORN)).toContainText("List the folders")
    await expect(card(ana, TORN)).toContainText("Watch")
  })

  await test.step("a stored change that cannot be read at all leaves the rest to look at, and says so everywhere", async () => {
    people.expectComplaints(/ERR_|WebSocket connection/)
    await product.kill()
    const bringBack = tearLastChange(product.dataDir, board.id)
    await product.startAgain()
    const banner = ana.getByRole("region", { name: "Stored records that cannot be read" })
    await expect(banner).toContainText("1 stored record of this board cannot be read.")
    await expect(banner).toContainText("Nothing is deleted.")
    await expect(ana.getByRole("button", { name: "Add a card" })).toHaveCount(0)
    await expect(card(lane(ana, "To do"), TORN)).toBeVisible()
    await expect(ana.getByText("Read-only", { exact: true })).toBeVisible()
    expect(await seriousFaults(ana)).toEqual([])
    await pictures(ana, "damaged-board")
    const incomplete = wall.getByText("Incomplete: 1 record unreadable")
    await expect(incomplete).toBeVisible()
    await picture(wall, "damaged-wall")
    await ana.getByRole("button", { name: /^Needs me/ }).click()
    const inbox = ana.getByRole("dialog").getByRole("region", { name: "Stored records that cannot be read" })
    await expect(inbox).toBeVisible()
    await picture(ana, "damaged-inbox")
    await ana.goto(product.url)
    const tile = ana.getByRole("listitem").filter({ hasText: "Bad sectors" })
    await expect(tile).toContainText("Records cannot be read")
    await pictures(ana, "damaged-list")
    await ana.goto(`${product.url}/b/${board.id}/huddle`)
    await expect(banner).toBeVisible()
    await pictures(ana, "damaged-huddle")

    await product.kill()
    bringBack()
    await product.startAgain()
    await expect(banner).toHaveCount(0)
    await expect(incomplete).toHaveCount(0)
    const whole = await product.ask<{ damage?: unknown }>("GET", `/boards/${board.id}`)
    expect(whole.damage).toBeUndefined()
  })
})
