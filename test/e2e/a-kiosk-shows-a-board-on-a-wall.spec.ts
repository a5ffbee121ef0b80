import { card, dragTo, lane, openBoard } from "./support/board-page.ts"
import { expect, test } from "./support/journey.ts"
import { cardId, command, FULL_HD, fontSizes, kioskLink, liveness, row, takeAs } from "./support/kiosk.ts"

test.use({ installsApp: true })

test("a lead puts the board on a screen; it follows every move by itself and ends when the link is revoked", async ({
  product,
  people,
  owner,
}) => {
  people.expectComplaints(/status of 4(01|03|04|10)/)
  const board = await product.createBoard("Kitchen", "kitchen-pass")
  const { page: olga } = await people.open({ cookie: owner })
  await openBoard(olga, board.id)
  await olga.getByRole("button", { name: "Board menu" }).click()
  await olga.getByRole("menuitem", { name: "Put this board on a screen" }).click()
  const dialog = olga.getByRole("dialog", { name: "Put this board on a screen" })
  await dialog.getByRole("textbox", { name: "Where it hangs" }).fill("Over the pass")
  await dialog.getByRole("textbox", { name: /^Screen size/ }).fill("75")
  await expect(dialog.getByText(/rows at a time will be readable/)).toBeVisible()
  await dialog.getByRole("button", { name: "Create the screen’s link" }).click()
  const address = await dialog.getByRole("textbox", { name: "Address of the screen" }).inputValue()
  await expect(dialog.getByRole("img", { name: "The screen’s address as a QR code" })).toBeVisible()
  const code = (await dialog.getByText(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/).textContent()) ?? ""
  await olga.keyboard.press("Escape")

  const { page: wall } = await people.open(FULL_HD)
  const sockets: string[] = []
  const pieces: string[] = []
  wall.on("websocket", (socket) => sockets.push(socket.url()))
  wall.on("request", (request) => pieces.push(request.url()))
  await wall.goto(address)
  await expect(liveness(wall)).toHaveText(/^live \d\d:\d\d:\d\d$/)
  await expect(wall.getByRole("heading", { name: "Kitchen" })).toBeVisible()
  await expect(row(wall, "Table 11: duck")).toContainText("BLOCKED")
  await expect(row(wall, "Table 11: duck")).not.toContainText("cress left")

  await dragTo(olga, card(olga, "Table 9: two lamb, one trout"), lane(olga, "At the pass"))
  const atThePass = wall.locator("section").filter({ has: wall.getByRole("heading", { name: /at the pass/i }) })
  await expect(atThePass).toContainText("Table 9: two lamb, one trout")
  await expect(wall.getByText("Table 9: two lamb, one trout moved to At the pass")).toBeVisible()
  await expect(wall.getByText("1 moved")).toBeVisible()
  await takeAs(product, board.id, "Ada Kern", await cardId(product, board.id, "Table 11: duck"))
  await expect(row(wall, "Table 11: duck")).toContainText("AK")
  expect(sockets).toEqual([])
  expect(pieces.filter((url) => /BoardScreen|CardPanel|yjs|tiptap/i.test(url))).toEqual([])

  await wall.reload()
  await expect(liveness(wall)).toHaveText(/^live /)

  const { page: tv } = await people.open(FULL_HD)
  await tv.goto("/tv")
  await tv.getByRole("textbox", { name: "Code" }).fill(code.toLowerCase())
  await tv.keyboard.press("Enter")
  await expect(liveness(tv)).toHaveText(/^live /)

  await olga.getByRole("button", { name: "Share", exact: true }).click()
  const share = olga.getByRole("dialog", { name: "Share “Kitchen”" })
  await share.getByRole("tab", { name: "Links" }).click()
  await share.getByRole("button", { name: "Revoke Over the pass" }).click()
  await olga
    .getByRole("dialog", { name: "Revoke “Over the pass”?" })
    .getByRole("button", { name: "Revoke", exact: true })
    .click()
  const ended = { name: "This screen may not show the board any more" }
  await expect(wall.getByRole("heading", ended)).toBeVisible()
  await expect(tv.getByRole("heading", ended)).toBeVisible()
  expect(Math.min(...(await fontSizes(wall))), "at four metres on 32 inches").toBeGreaterThanOrEqual(70)
})

test("a screen comes back by itself when the server was killed and started again", async ({
  ownProduct: product,
  ownPeople: people,
}) => {
  people.expectComplaints(/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_CONNECTION_RESET|Failed to load/)
  const board = await product.createBoard("Kitchen", "kitchen-pass")
  const { page: wall } = await people.open(FULL_HD)
  await wall.goto((await kioskLink(product, board.id)).url)
  await expect(liveness(wall)).toHaveText(/^live /)
  await product.kill()
  await product.startAgain()
  await command(product, board.id, "comment.add", await cardId(product, board.id, "Table 11: duck"), { text: "hot" })
  await expect(wall.getByText("A comment on Table 11: duck")).toBeVisible({ timeout: 30_000 })
  await expect(liveness(wall)).toHaveText(/^live /)
})

test("a board in a frame of another page is live with nothing but the token", async ({ product, people }) => {
  const board = await product.createBoard("Kitchen", "kitchen-pass")
  const { token } = await kioskLink(product, board.id)
  const { page, context } = await people.open()
  await page.goto(`/embed/${board.id}#${token}`)
  const pass = page.getByRole("region", { name: "At the pass" })
  await expect(pass).toContainText("Table 3: cheese board and two coffees")
  const duck = await cardId(product, board.id, "Table 11: duck")
  await takeAs(product, board.id, "Ada Kern", duck)
  await expect(page.getByRole("listitem").filter({ hasText: "Table 11: duck" })).toContainText("AK")
  expect(await context.cookies()).toEqual([])
})
