import * as Y from "yjs"
import { write } from "../../shared/doc/write.ts"
import { RawClient } from "../support/raw-client.ts"
import { card, expectSaved, openBoard } from "./support/board-page.ts"
import { expect, test } from "./support/journey.ts"

test.use({ installsApp: true })

test("a page that is reloaded again and again goes on under the id that it wrote under before", async ({
  product,
  people,
  owner,
}) => {
  const board = await product.createBoard("Often opened")
  const other = await new RawClient({
    url: `${product.wsUrl}/sync/${board.id}`,
    headers: product.adminHeaders,
  }).connect()
  write(other.doc, [
    { kind: "created", root: "lanes", id: "lane", value: { name: "Lane", rank: "a", kind: "active" } },
    { kind: "created", root: "cards", id: "card", value: { title: "Soup", place: ["lane", "a"] } },
  ])
  await other.allSaved()
  const before = idsIn(other.doc)
  const { page } = await people.open({ cookie: owner })
  await openBoard(page, board.id)
  for (let visit = 1; visit <= 6; visit++) {
    await card(page, visit === 1 ? "Soup" : `Soup ${visit - 1}`).focus()
    await page.keyboard.press("e")
    await page.keyboard.press("ControlOrMeta+a")
    await page.keyboard.type(`Soup ${visit}`)
    await page.keyboard.press("Enter")
    await expect(card(page, `Soup ${visit}`)).toBeVisible()
    await expectSaved(page)
    await page.reload()
    await expect(card(page, `Soup ${visit}`)).toBeVisible()
    await expectSaved(page)
  }
  expect(idsIn(other.doc) - before).toBe(1)
  other.close()
})

const idsIn = (doc: Y.Doc): number => Y.decodeStateVector(Y.encodeStateVector(doc)).size
