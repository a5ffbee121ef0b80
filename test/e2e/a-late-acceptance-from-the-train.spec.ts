import type { Locator, Page } from "@playwright/test"
import { card, openBoard, openCard, panel, saveState } from "./support/board-page.ts"
import { Hand, handoffIn, readBack, write } from "./support/handing-over.ts"
import { expect, test } from "./support/journey.ts"
import { picture } from "./support/looking.ts"
import { entriesOf, type Product } from "./support/product.ts"

const TITLE = "Basket survives signing in"
const WORDS = "I try both baskets with limits first and ring Olga when one item is there twice."
const NOTE = "Limits hold with nine of one kind"
const NO_NETWORK = [/net::ERR_/, /WebSocket connection to/, /Failed to load resource/]

test.use({ movesClock: true, installsApp: true })

for (const isTaken of [true, false])
  test(
    isTaken
      ? "who accepts on the train and comes back after somebody else took it loses nothing of what was done"
      : "who accepts on the train and comes back late has it from then on, with both times, when nobody else took it",
    async ({ ownProduct: product, ownPeople: people }) => {
      test.slow()
      people.expectComplaints(...NO_NETWORK)
      const owner = await product.signUp("olga", "Olga", true)
      const board = await product.createBoard("Release on Friday", "product-team")
      const olga = await Hand.at(product, board.id, owner)
      const tester = olga.role("Tester")
      const join = (name: string) => product.join(board.id, name, "member", tester)
      const { page: pat, context } = await people.open({ cookie: await join("Pat") })
      const { page: sam } = await people.open({ cookie: await join("Sam") })
      await Promise.all([openBoard(pat, board.id), openBoard(sam, board.id)])
      await pat.evaluate(async () => void (await navigator.serviceWorker.ready))
      expect(await olga.ask({ kind: "card.take", card: olga.card(TITLE) })).toMatchObject({ ok: true })
      await olga.offer(TITLE, { kind: "role", id: tester }, { severity: "watch" })
      await watchOwners(sam)

      const offer = handoffIn(await openCard(pat, TITLE), "Offered")
      await readBack(offer).fill(WORDS)
      await offer.getByRole("radio", { name: "Call", exact: true }).check()
      // What cannot be read as a whole cannot be accepted, so the train leaves when all of it is there.
      await expect(offer.getByRole("button", { name: "Accept: it is mine" })).toBeEnabled()
      await context.setOffline(true)
      await expect(saveState(pat)).toHaveText(/^Offline/)
      await offer.getByRole("button", { name: "Accept: it is mine" }).click()
      await expect(offer.getByText("Queued – not yours yet.")).toBeVisible()
      await write(panel(pat, TITLE).getByRole("textbox", { name: "Next step" }).first(), NOTE)
      for (const text of ["Quantity limits still hold", "Words checked"])
        await panel(pat, TITLE).getByRole("checkbox", { name: text }).check()

      await product.pass(2 * 60)
      await expect.poll(() => stepsOf(product, board.id)).toContain("handoff.expired")
      await expect(card(sam, TITLE)).toContainText("time is up")
      if (isTaken) await accept(sam)
      await product.pass(21)
      await pat.reload()
      await expect(panel(pat, TITLE)).toBeVisible()
      await context.setOffline(false)

      const name = isTaken ? "Sam" : "Pat"
      const accepted = handoffIn(panel(pat, TITLE), "Accepted")
      await expect(accepted).toContainText(`${name} is accountable now.`, { timeout: 30_000 })
      for (const page of [pat, sam])
        await expect(card(page, TITLE).getByText(name, { exact: true }).first()).toBeAttached()
      if (isTaken) await expectNothingLost(pat, panel(pat, TITLE).getByRole("alert").filter({ hasText: "Sam" }))
      else await expect(accepted).toContainText(/Accepted offline at .* by that device; received at/)
      await expect(card(sam, TITLE)).toContainText(NOTE)
      expect(await ownersSeen(sam), "nobody was shown another owner on the way").toEqual(["Olga", name])

      const entries = await entriesOf(product, board.id)
      expect((await stepsOf(product, board.id)).filter((kind) => kind === "handoff.accepted")).toHaveLength(1)
      const late = entries.filter(({ kind }) => kind === "promise.superseded")
      expect(late, "whoever came too late is on record too").toHaveLength(isTaken ? 1 : 0)
      if (isTaken) await expectBothLines(sam)
      const yes = entries.find(({ kind }) => kind === "handoff.accepted")
      const offered = entries.find(({ kind }) => kind === "handoff.offered")
      const minutes = Math.round(((yes?.at ?? 0) - (offered?.at ?? 0)) / 60_000)
      if (isTaken) expect(minutes).toBe(120)
      else {
        expect(minutes, "it counts when it was heard").toBe(141)
        expect(
          Math.round((Number(yes?.data?.claimedAt) - (offered?.at ?? 0)) / 60_000),
          "and says when it was said",
        ).toBe(0)
      }
      olga.leave()
    },
  )

async function accept(page: Page): Promise<void> {
  const offer = handoffIn(await openCard(page, TITLE), "Time is up, still open")
  await readBack(offer).fill("Sam here: I go through both baskets tonight and ring Olga if the limits fail.")
  await offer.getByRole("radio", { name: "Call", exact: true }).check()
  await offer.getByRole("button", { name: "Accept: it is mine" }).click()
  await expect(handoffIn(panel(page, TITLE), "Accepted")).toContainText("Sam is accountable now.")
}

async function expectNothingLost(pat: Page, late: Locator): Promise<void> {
  await expect(late).toBeVisible()
  await pat.reload()
  await expect(late).toContainText("Sam took it while you were not connected, and has it.")
  await expect(late.getByRole("blockquote")).toHaveText(WORDS)
  await expect(late.getByRole("listitem")).toHaveCount(3)
  await expect(late.getByRole("listitem").filter({ hasText: NOTE })).toBeVisible()
  await picture(late, "train-late")
  await late.getByRole("button", { name: "Hand my part over to Sam" }).click()
  await expect(pat.getByText("Posted as a comment.")).toBeVisible()
}

async function expectBothLines(page: Page): Promise<void> {
  const activity = panel(page, TITLE)
  await activity.getByRole("button", { name: "Activity" }).click()
  await expect(activity.getByText(/^Sam accepted it and is accountable/)).toBeVisible()
  const late = /^Pat wanted to accept the handoff, but Sam had accepted it 21 min before: it did not count \(said at/
  await expect(activity.getByText(late)).toBeVisible()
  await picture(activity, "train-both-lines")
}

const stepsOf = async (product: Product, board: string) => (await entriesOf(product, board)).map(({ kind }) => kind)

/** Notes every name that the card's face shows as accountable, for as long as the page is open. */
async function watchOwners(page: Page): Promise<void> {
  await card(page, TITLE).evaluate((tile) => {
    const seen: string[] = []
    const look = () => {
      const leaves = [...tile.querySelectorAll("*")].filter(({ childElementCount }) => childElementCount === 0)
      const name = leaves.map(({ textContent }) => textContent).find((text) => /^(Olga|Sam|Pat)$/.test(text ?? ""))
      if (name && seen.at(-1) !== name) seen.push(name)
    }
    look()
    new MutationObserver(look).observe(tile, { subtree: true, childList: true, characterData: true })
    Object.assign(globalThis, { ownersSeen: seen })
  })
}

const ownersSeen = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { ownersSeen: readonly string[] }).ownersSeen)
