import { card, openBoard, openCard, panel, saveState } from "./support/board-page.ts"
import { Hand, handoffIn, readBack, write } from "./support/handing-over.ts"
import { expect, type Page, test } from "./support/journey.ts"
import { picture } from "./support/looking.ts"

test.use({ installsApp: true })

const TITLE = "Search remembers the last five queries"
const QUEUED = "Queued – not yours yet. It is asked when you are connected again."
const WORDS = "I build the list first and ring the designer when five is too few."
/** What a browser says by itself while its network is gone. */
const NO_NETWORK = [/net::ERR_/, /WebSocket connection to/]

test("an acceptance made offline waits openly, and is theirs once the board has heard of it", async ({
  product,
  people,
  owner,
}) => {
  people.expectComplaints(...NO_NETWORK)
  const board = await product.createBoard("Accepted in the tunnel", "product-team")
  const ana = await Hand.at(product, board.id, owner)
  const developers = ana.role("Developer")
  const { page, context } = await people.open({ cookie: await product.join(board.id, "Bo", "member", developers) })
  await openBoard(page, board.id)
  await ana.offer(TITLE, { kind: "role", id: developers }, { severity: "watch" })
  await acceptOffline(page, () => context.setOffline(true))
  await context.setOffline(false)
  const accepted = handoffIn(panel(page, TITLE), "Accepted")
  await expect(accepted).toContainText("Bo is accountable now.", { timeout: 30_000 })
  await expect(accepted).toContainText(/Accepted offline at .* by that device; received at/)
  await expect(page.getByText(QUEUED)).toHaveCount(0)
  ana.leave()
})

test("who accepted offline and was not the first is told who has it, and keeps the words", async ({
  product,
  people,
  owner,
}) => {
  people.expectComplaints(...NO_NETWORK)
  const board = await product.createBoard("Too late in the tunnel", "product-team")
  const ana = await Hand.at(product, board.id, owner)
  const developers = ana.role("Developer")
  const { page, context } = await people.open({ cookie: await product.join(board.id, "Bo", "member", developers) })
  await openBoard(page, board.id)
  const handoff = await ana.offer(TITLE, { kind: "role", id: developers }, { severity: "watch" })
  await acceptOffline(page, () => context.setOffline(true))

  const cleo = await Hand.at(product, board.id, await product.join(board.id, "Cleo", "member", developers))
  const answer = await cleo.ask({
    kind: "handoff.accept",
    handoff,
    version: 1,
    channel: "call",
    readBack: "Cleo does the list tonight and calls if it grows too long.",
  })
  expect(answer).toMatchObject({ ok: true })
  await context.setOffline(false)
  const told = panel(page, TITLE).getByRole("alert").filter({ hasText: "Cleo" })
  await expect(told).toBeVisible({ timeout: 30_000 })
  await expect(told.getByRole("blockquote")).toHaveText(WORDS)
  await expect(handoffIn(panel(page, TITLE), "Accepted")).toContainText("Cleo is accountable now.")
  await expect(page.getByText(QUEUED)).toHaveCount(0)
  for (const hand of [ana, cleo]) hand.leave()
})

test("what came of a late acceptance is still there after a reload, with what was done, until it is cleared", async ({
  product,
  people,
  owner,
}) => {
  people.expectComplaints(...NO_NETWORK)
  const board = await product.createBoard("Late from the tunnel", "product-team")
  const ana = await Hand.at(product, board.id, owner)
  const developers = ana.role("Developer")
  const { page, context } = await people.open({ cookie: await product.join(board.id, "Bo", "member", developers) })
  await openBoard(page, board.id)
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  const handoff = await ana.offer(TITLE, { kind: "role", id: developers }, { severity: "watch" })
  await acceptOffline(page, () => context.setOffline(true))
  const next = "Ask for the list of last year"
  await write(panel(page, TITLE).getByRole("textbox", { name: "Next step" }).first(), next)

  const cleo = await Hand.at(product, board.id, await product.join(board.id, "Cleo", "member", developers))
  const saidBack = "Cleo does the list tonight and calls if it grows too long."
  await cleo.ask({ kind: "handoff.accept", handoff, version: 1, channel: "call", readBack: saidBack })
  await page.reload()
  await expect(panel(page, TITLE)).toBeVisible()
  await context.setOffline(false)
  const late = panel(page, TITLE).getByRole("alert").filter({ hasText: "Cleo" })
  await expect(late).toBeVisible({ timeout: 30_000 })
  await page.reload()
  await expect(late).toContainText("Cleo took it while you were not connected, and has it.")
  await expect(late.getByRole("blockquote")).toHaveText(WORDS)
  await expect(late.getByRole("listitem").filter({ hasText: next })).toBeVisible()
  await page.getByRole("button", { name: /^Needs me: / }).click()
  const needs = page.getByRole("dialog", { name: "Needs me" })
  await expect(needs.getByRole("region", { name: "Your acceptance came too late" })).toContainText(TITLE)
  await needs.press("Escape")
  await expect(needs).toBeHidden()
  await picture(late, "late-acceptance")

  await late.getByRole("button", { name: "Stand by as backup" }).click()
  await expect(card(page, TITLE)).toContainText("Backup: Bo")
  await late.getByRole("button", { name: "Hand my part over to Cleo" }).click()
  await expect(late.getByRole("button", { name: "Hand my part over to Cleo" })).toHaveCount(0)
  await late.getByRole("button", { name: "Dismiss" }).click()
  await page.reload()
  await expect(handoffIn(panel(page, TITLE), "Accepted")).toContainText("Cleo is accountable now.")
  await expect(late).toHaveCount(0)
  await cleo.finish(handoff)
  await expect(page.getByRole("alert").filter({ hasText: /Cleo said that it is done/ })).toBeVisible()
  for (const hand of [ana, cleo]) hand.leave()
})

async function acceptOffline(page: Page, goOffline: () => Promise<void>): Promise<void> {
  const offer = handoffIn(await openCard(page, TITLE), "Offered")
  await readBack(offer).fill(WORDS)
  await offer.getByRole("radio", { name: "Call", exact: true }).check()
  // Only a brief that is here as a whole can be accepted without a network.
  await expect(offer.getByRole("button", { name: "Accept: it is mine" })).toBeEnabled()
  await goOffline()
  await expect(saveState(page)).toHaveText(/^Offline/)
  await offer.getByRole("button", { name: "Accept: it is mine" }).click()
  await expect(offer.getByText(QUEUED)).toBeVisible()
  await expect(offer.getByText(/stays accountable until it is accepted/)).toBeVisible()
}
