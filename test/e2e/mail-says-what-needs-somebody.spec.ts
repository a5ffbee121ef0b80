import { type SmtpServer, startSmtpServer } from "../support/smtp-server.ts"
import { panel } from "./support/board-page.ts"
import { Hand, handoffIn } from "./support/handing-over.ts"
import { expect, test as journey } from "./support/journey.ts"
import { pictures } from "./support/looking.ts"
import { Product } from "./support/product.ts"

const TITLE = "Basket survives signing in"

/** A server that knows where its mail goes. */
const test = journey.extend<{ readonly smtp: SmtpServer }>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner wants a pattern here
  smtp: async ({}, use) => {
    const smtp = await startSmtpServer()
    await use(smtp)
    await smtp.close()
  },
  ownProduct: async ({ smtp }, use) => {
    const product = await Product.start({ movesClock: true, smtpUrl: smtp.url })
    await use(product)
    await product.end()
  },
})

test("who asks for mail proves the address, hears of an offer within the hour, and the link in it opens the card", async ({
  smtp,
  ownProduct: product,
  ownPeople: people,
}) => {
  const [olga, bo] = [await product.signUp("olga", "Olga"), await product.signUp("bo", "Bo")]
  const board = await product.createBoard("Launch", "product-team")
  const join = (login: string, role: string) =>
    product.ask("POST", `/boards/${board.id}/members`, { login, role, crewRoles: [] })
  await join("olga", "lead")
  await join("bo", "member")
  const { page } = await people.open({ cookie: bo })
  await page.goto("/settings")
  await page.getByRole("textbox", { name: "E-mail address" }).fill("bo@example.org")
  await page.getByRole("button", { name: "Send the link" }).click()
  await expect(page.getByText("bo@example.org is not confirmed yet")).toBeVisible()
  await page.goto(linkIn(smtp.letters.at(-1)?.text, "/mail/confirm"))
  await page.getByRole("button", { name: "Yes, send mail here" }).click()
  await page.getByRole("button", { name: "Open settings" }).click()
  await page.getByRole("combobox", { name: "When" }).selectOption("Hourly, when something needs me")
  await expect(page.getByText("Saved.")).toBeVisible()
  await pictures(page, "mail-settings")

  const hand = await Hand.at(product, board.id, olga)
  const me = await page.evaluate(async () => (await fetch("/api/v1/me")).json() as Promise<{ actor: string }>)
  await hand.offer(TITLE, { kind: "person", id: me.actor }, { severity: "watch" })
  expect(smtp.letters, "nothing comes before the hour is full").toHaveLength(1)
  await product.pass(2 * 60 + 1)
  await expect.poll(() => smtp.letters.length).toBe(2)
  const { to, headers, text } = smtp.letters[1]!
  expect([to, headers.subject]).toEqual([["bo@example.org"], ["1 thing needs you"]])
  expect(text).toContain("Hello Bo, this is how your boards stand.")
  expect(text).toContain(`* Offered to you: ${TITLE}`)
  await page.goto(linkIn(text, `/b/${board.id}?card=`))
  await expect(handoffIn(panel(page, TITLE), "Time is up, still open")).toContainText("Olga")
  hand.leave()
})

/** The first address in a letter that has this in it. */
function linkIn(text: string | undefined, part: string): string {
  const link = text?.split(/\s/).find((word) => word.startsWith("http") && word.includes(part))
  if (link === undefined) throw new Error(`no link to ${part} in: ${text}`)
  return link
}
