import { write } from "../../shared/doc/write.ts"
import { LIMITS } from "../../shared/limits.ts"
import { RawClient } from "../support/raw-client.ts"
import { expectSaved, lane, openBoard, saveState } from "./support/board-page.ts"
import { expect, type Page, test } from "./support/journey.ts"

test.use({ installsApp: true })

test("a lane too many is refused at once, and one that became too many offline is taken back, in the rule's words", async ({
  product,
  people,
  owner,
}) => {
  people.expectComplaints(/net::ERR_/, /WebSocket connection to/)
  const board = await product.createBoard("Too many lanes")
  const other = await new RawClient({
    url: `${product.wsUrl}/sync/${board.id}`,
    headers: product.adminHeaders,
  }).connect()
  const fill = (lanes: number) => {
    const there = other.doc.getMap("lanes").size
    write(
      other.doc,
      Array.from({ length: lanes - there }, (_, at) => {
        const value = { name: `Lane ${there + at}`, rank: `z${there + at}`, kind: "active" }
        return { kind: "created", root: "lanes", id: `planted-${there + at}`, value } as const
      }),
    )
    return other.allSaved()
  }
  await fill(LIMITS.lanes - 1)
  const { page, context } = await people.open({ cookie: owner })
  await openBoard(page, board.id)

  await context.setOffline(true)
  await expect(saveState(page)).toHaveText("Offline")
  await addLane(page, "Made offline")
  await expect(lane(page, "Made offline")).toBeVisible()
  await fill(LIMITS.lanes)
  await context.setOffline(false)
  const told = page.getByRole("alert").filter({ hasText: "Your change was taken back." })
  await expect(told).toContainText("The board has reached its limit of lanes.")
  await expect(told, "what was typed is not lost").toContainText("Made offline")
  await expect(lane(page, "Made offline")).toBeHidden()
  await expectSaved(page)

  await page.reload()
  await expect(told, "whoever has not closed it finds it again").toContainText("Made offline")
  await told.getByRole("button", { name: "Close" }).click()
  await expect(told).toBeHidden()
  await page.reload()
  await expectSaved(page)
  await expect(told, "what was seen is told no more").toHaveCount(0)

  await addLane(page, "One more")
  await expect(page.getByText("Not done: The board has reached its limit of lanes.")).toBeVisible()
  await expect(lane(page, "One more")).toHaveCount(0)
  other.close()
})

async function addLane(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Add a lane" }).click()
  await page.getByRole("textbox", { name: "Name of the new lane" }).fill(name)
  await page.getByRole("textbox", { name: "Name of the new lane" }).press("Enter")
}
