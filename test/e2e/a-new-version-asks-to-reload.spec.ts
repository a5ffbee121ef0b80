import { FRAME } from "../../shared/wire/frames.ts"
import { addCard, card, expectSaved, openBoard } from "./support/board-page.ts"
import { expect, test } from "./support/journey.ts"

test.use({ installsApp: true })

test("when the server is a newer version, the page asks to reload and never does so by itself", async ({
  product,
  people,
  owner,
}) => {
  people.expectComplaints(/WebSocket connection to/)
  const board = await product.createBoard("Release day")
  const { page } = await people.open({ cookie: owner })
  let isUpdated = false
  let cut = () => {}
  await page.routeWebSocket(/\/sync\//, (socket) => {
    const server = socket.connectToServer()
    server.onMessage((message) => socket.send(isUpdated ? withBuild(message, "another-build") : message))
    cut = () => void socket.close({ code: 1012 })
  })
  await openBoard(page, board.id)
  const prompt = page.getByText("A new version is ready")
  await expect(prompt).toBeHidden()

  isUpdated = true
  cut()
  await expect(prompt).toBeVisible()
  await page.getByRole("button", { name: "Later", exact: true }).click()
  await expect(prompt).toBeHidden()
  await addCard(page, "To do", "Written before the reload")
  await expectSaved(page)

  cut()
  await expect(prompt).toBeVisible()
  const loaded = page.waitForEvent("load")
  await page.getByRole("button", { name: "Reload", exact: true }).click()
  await loaded
  await expectSaved(page)
  await expect(card(page, "Written before the reload")).toBeVisible()
  await expect(prompt).toBeHidden()
})

/** A hello is its frame type and a JSON text with its length before it; one byte each, or two for the length. */
function withBuild(message: string | Buffer, build: string): string | Buffer {
  if (typeof message === "string" || message[0] !== FRAME.hello) return message
  const start = message.indexOf("{")
  const hello = JSON.parse(message.subarray(start).toString()) as object
  const json = Buffer.from(JSON.stringify({ ...hello, build }))
  const length = json.length < 128 ? [json.length] : [(json.length & 127) | 128, json.length >> 7]
  return Buffer.concat([Buffer.from([FRAME.hello, ...length]), json])
}
