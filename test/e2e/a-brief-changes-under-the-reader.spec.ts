import { card, openBoard, openCard, panel } from "./support/board-page.ts"
import { fieldOf, Hand, handoffIn, readBack, write } from "./support/handing-over.ts"
import { expect, test } from "./support/journey.ts"
import { entriesOf } from "./support/product.ts"

const TITLE = "Search remembers the last five queries"
const WORDS = "I build the list first and ring the designer when five is too few."

test("what changed while somebody read is shown, the words are kept, and one tap accepts it as it is now", async ({
  product,
  people,
  owner,
}) => {
  const board = await product.createBoard("Changing brief", "product-team")
  const hand = await Hand.at(product, board.id, owner)
  const { page: ana } = await people.open({ cookie: owner })
  const { page: bo } = await people.open({
    cookie: await product.join(board.id, "Bo", "member", hand.role("Developer")),
  })
  await hand.offer(TITLE, { kind: "role", id: hand.role("Developer") }, { severity: "watch" })
  await Promise.all([openBoard(ana, board.id), openBoard(bo, board.id)])
  const read = handoffIn(await openCard(bo, TITLE), "Offered")
  await expect(read.getByText("Build the list behind the switch")).toBeVisible()
  await readBack(read).fill(WORDS)
  await read.getByRole("radio", { name: "Call", exact: true }).check()

  const offered = handoffIn(await openCard(ana, TITLE), "Offered")
  await offered.getByRole("button", { name: "Change the brief" }).click()
  await write(fieldOf(offered, "What people can do then").getByRole("textbox"), "People see what they looked for today")

  const changes = read.getByRole("alert")
  await expect(changes).toContainText("1 thing changed since you read it")
  await expect(changes).toContainText("Your words are kept.")
  await expect(changes.getByRole("listitem")).toContainText("What people can do then")
  await expect(changes.getByRole("deletion")).toHaveText("People see what they looked for yesterday")
  await expect(changes.getByRole("insertion")).toHaveText("People see what they looked for today")
  await expect(readBack(read)).toHaveValue(WORDS)

  await read.getByRole("button", { name: "Accept it as it is now" }).click()
  const accepted = handoffIn(bo.getByRole("region", { name: `Card: ${TITLE}` }), "Accepted")
  await expect(accepted).toContainText("Bo is accountable now.")
  await expect(accepted.getByRole("blockquote")).toHaveText(WORDS)
  await expect(card(ana, TITLE)).toContainText("Bo")

  // What nobody has to read again refuses nothing and is only said.
  const mine = handoffIn(panel(ana, TITLE), "Accepted")
  const until = fieldOf(mine, "Until when").locator("input")
  await until.fill("2026-11-24T18:00")
  await until.press("Tab")
  await expect(accepted).toContainText("Updated since it was accepted.")
  await accepted.getByRole("button", { name: "Got it" }).click()
  await expect(accepted).not.toContainText("Updated since it was accepted.")
  const told = (await entriesOf(product, board.id)).filter(({ kind }) => /^handoff\.(offered|accepted)$/.test(kind))
  expect(told.map(({ kind }) => kind)).toEqual(["handoff.offered", "handoff.accepted"])
  hand.leave()
})
