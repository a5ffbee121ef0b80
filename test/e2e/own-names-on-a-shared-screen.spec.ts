import type { Locator } from "@playwright/test"
import type { NewAsk } from "../../shared/wire/http.ts"
import { boxOf, openBoard, openCard, panel, spoken } from "./support/board-page.ts"
import { Hand, handoffIn } from "./support/handing-over.ts"
import { expect, type Page, test } from "./support/journey.ts"
import { picture } from "./support/looking.ts"
import { entriesOf, PASSWORD, type Product } from "./support/product.ts"

const SIGNED = "Basket survives signing in"
const OFFERED = "Search remembers the last five queries"
const PIN = "4071"
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
/** Wrong PINs are told as such, and browsers write every such answer into the console. */
const WRONG_PIN = /status of 403 .*\/as\)$/

async function stage(product: Product) {
  const board = await product.createBoard("Spring release", "product-team")
  const wanda = await product.signUp(`wanda-${board.id.toLowerCase()}`, "Wanda Berg")
  const tia = await product.signUp(`tia-${board.id.toLowerCase()}`, "Tia Nord")
  const join = (login: string, role: string, crewRoles: readonly string[]) =>
    product.ask("POST", `/boards/${board.id}/members`, { login: `${login}-${board.id.toLowerCase()}`, role, crewRoles })
  await join("wanda", "lead", [])
  const hand = await Hand.at(product, board.id, wanda)
  await join("tia", "member", [hand.role("Tester")])
  return { board, wanda, tia, hand }
}

async function shareThisBrowser(page: Page, boardId: string): Promise<void> {
  await openBoard(page, boardId)
  await page.getByRole("button", { name: "Board menu" }).click()
  await page.getByRole("menuitem", { name: "Use this browser as a shared screen…" }).click()
  const dialog = page.getByRole("dialog", { name: "Use this browser as a shared screen" })
  await dialog.getByRole("textbox", { name: "What is this screen called?" }).fill("Wall in the office")
  await picture(page, "share")
  await dialog.getByRole("button", { name: "Sign me out and share this screen" }).click()
  await expect(page.getByText("Shared screen: Wall in the office")).toBeVisible()
}

async function setPin(page: Page): Promise<void> {
  await page.goto("/settings")
  const section = page.getByRole("region", { name: "PIN for shared screens" })
  const write = async (pin: string) => {
    await section.getByLabel(/^New PIN( \*)?$/).fill(pin)
    await section.getByLabel("New PIN again").fill(pin)
    await section.getByRole("button", { name: "Set PIN" }).click()
  }
  await section.getByLabel("Your password").fill(PASSWORD)
  await write("1234")
  await expect(section.getByText("Digits in a row are guessed first. Mix them.")).toBeVisible()
  await write(PIN)
  await expect(section.getByText("You have a PIN.")).toBeVisible()
  await section.scrollIntoViewIfNeeded()
  await picture(page, "settings")
}

/** By the keys on the screen, as with a finger. */
async function press(dialog: Locator, pin: string): Promise<void> {
  for (const digit of pin) await dialog.getByRole("button", { name: digit, exact: true }).click()
  await dialog.getByRole("button", { name: "Sign", exact: true }).click()
}

test("around one screen people sign with their own PIN, and a wrong one is told", async ({ product, people }) => {
  people.expectComplaints(WRONG_PIN)
  const { board, wanda, tia, hand } = await stage(product)
  hand.leave()
  const { page: phone } = await people.open({ cookie: tia, ...PHONE })
  await setPin(phone)
  const { page: wall } = await people.open({ cookie: wanda })
  await shareThisBrowser(wall, board.id)

  const opened = await openCard(wall, SIGNED)
  const sign = opened.getByRole("button", { name: "Sign as Tester" })
  const left = await sign.count()
  await sign.first().click()
  const dialog = wall.getByRole("dialog", { name: "Who are you?" })
  await expect(dialog).toContainText(`This will sign a check on “${SIGNED}”, under your own name.`)
  await picture(wall, "who")
  await dialog.getByRole("button", { name: "Tia Nord" }).click()
  await press(dialog, "9999")
  await expect(dialog.getByRole("alert")).toHaveText(
    "That is not the PIN of Tia Nord. 4 tries left, then it is locked.",
  )
  await picture(wall, "wrong-pin")
  await expect(sign).toHaveCount(left)

  await press(dialog, PIN)
  await expect(dialog).toHaveCount(0)
  await expect(opened.getByText("Tia Nord, Tester").first()).toBeVisible()
  await expect(sign).toHaveCount(left - 1)
  expect(await wall.content()).not.toContain(PIN)

  // With a keyboard too, and whoever walks away has signed nothing.
  await sign.first().click()
  await dialog.getByRole("button", { name: "Tia Nord" }).click()
  await wall.keyboard.type("40")
  await expect(dialog.getByText("2 digits entered, not shown")).toBeAttached()
  await wall.keyboard.press("Escape")
  await expect(dialog).toHaveCount(0)
  await expect(sign).toHaveCount(left - 1)
  await sign.first().click()
  await dialog.getByRole("button", { name: "Tia Nord" }).click()
  await wall.keyboard.type(PIN)
  await wall.keyboard.press("Enter")
  await expect(sign).toHaveCount(Math.max(0, left - 2))
})

test("an offer is accepted at the screen and confirmed on one's own phone", async ({ product, people }) => {
  const { board, wanda, tia, hand } = await stage(product)
  await hand.offer(OFFERED, { kind: "role", id: hand.role("Tester") })
  hand.leave()
  const { page: wall } = await people.open({ cookie: wanda })
  await shareThisBrowser(wall, board.id)
  const { page: phone } = await people.open({ cookie: tia, ...PHONE })

  await openCard(wall, OFFERED)
  const accept = handoffIn(panel(wall, OFFERED), "Offered").getByRole("button", { name: "Accept: it is mine" })
  await accept.click()
  const dialog = wall.getByRole("dialog", { name: "Who are you?" })
  await dialog.getByRole("button", { name: "Tia Nord" }).click()
  const ask = async (button: string): Promise<string> => {
    const asked = wall.waitForResponse((response) => response.url().endsWith("/asks") && response.status() === 201)
    await dialog.getByRole("button", { name: button }).click()
    await expect(dialog.getByRole("img", { name: "Code for your phone" })).toBeVisible()
    return ((await (await asked).json()) as NewAsk).url
  }
  const first = await ask("Use my phone")
  await picture(wall, "qr")
  await phone.goto(first)
  await expect(phone.getByText("Wall in the office on “Spring release” asks for your word:")).toBeVisible()
  await expect(phone.getByText("Accept a handoff")).toBeVisible()
  await expect(phone.getByText(OFFERED)).toBeVisible()
  await picture(phone, "confirm")
  expect(new URL(phone.url()).hash, "the token is not left in the address").toBe("")
  await phone.getByRole("button", { name: "Not me" }).click()
  await expect(phone.getByRole("heading", { name: "Good that you looked" })).toBeVisible()
  await expect(dialog.getByRole("alert")).toHaveText("Tia Nord said that it was not them. Nothing happened.")

  await phone.goto(await ask("New code"))
  await phone.getByRole("button", { name: "Confirm" }).click()
  await expect(phone.getByRole("heading", { name: "Confirmed" })).toBeVisible()
  await expect(dialog).toHaveCount(0)
  await expect(handoffIn(panel(wall, OFFERED), "Accepted")).toBeVisible()
  await expect(panel(wall, OFFERED)).toContainText("Tia Nord")
  await expect(spoken(wall)).toBeAttached()
})

test("a huddle on the wall: people there sign with their PIN, whoever is far away sees it at once", async ({
  product,
  people,
}) => {
  people.expectComplaints(WRONG_PIN)
  const { board, wanda, tia, hand } = await stage(product)
  await hand.set("cards", hand.card(SIGNED), "due", "2026-01-01")
  const { page: laptop } = await people.open({
    cookie: tia,
    viewport: { width: 1_366, height: 768 },
    colorScheme: "dark",
  })
  await laptop.request.post(`${product.url}/api/v1/me/pin`, {
    ...{ headers: { origin: product.url }, data: { pin: PIN, current: PASSWORD } },
  })
  const { page: wall, context } = await people.open({
    ...{ cookie: wanda, viewport: { width: 1_920, height: 1_080 } },
    // What fades and slides does so here, as on a wall.
    reducedMotion: "no-preference",
  })
  await context.addInitScript(() => localStorage.setItem("throughline-density", "large"))
  await shareThisBrowser(wall, board.id)

  await wall.keyboard.press("h")
  await expect(wall.getByRole("banner")).toContainText("This screen is driving")
  await openBoard(laptop, board.id)
  await laptop.getByRole("link", { name: "Follow" }).click()
  await expect(wall.getByRole("region", { name: "On their own screens" })).toContainText("Tia Nord")
  const roll = (role: string) => wall.getByRole("group", { name: `Who is here for ${role}` })
  await roll("Product owner").getByRole("button", { name: "Represented" }).click()
  const menu = wall.getByRole("menu")
  await expect(menu.getByRole("menuitem", { name: "Tia Nord" })).toBeVisible()
  await picture(wall, "huddle-menu")
  await expectApart(menu, wall.getByRole("toolbar", { name: "Steering" }))
  await menu.getByRole("menuitem", { name: "Tia Nord" }).click()
  for (const step of ["Look back", "At risk"]) {
    await wall.keyboard.press("Space")
    await expect(wall.getByRole("heading", { level: 1, name: new RegExp(`^${step}`) })).toBeVisible()
  }
  const spotlight = (page: Page) => page.getByRole("article", { name: "In the spotlight" })
  for (const page of [wall, laptop]) await expect(spotlight(page)).toContainText(SIGNED)
  await expect(spotlight(laptop)).toContainText("Tester 0 of")

  // The screen itself signs nothing, however it is asked.
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ")
  const screen = await Hand.at(product, board.id, cookie)
  const about = { card: hand.card(SIGNED), check: "any", role: hand.role("Tester") }
  expect(await screen.ask({ kind: "check.sign", ...about })).toMatchObject({ ok: false, code: "forbidden" })
  screen.leave()

  // A wrong PIN first, then the right one; the next key is the huddle's again.
  await wall.keyboard.press("o")
  const opened = panel(wall, SIGNED)
  await opened.getByRole("button", { name: "Sign as Tester" }).first().click()
  const dialog = wall.getByRole("dialog", { name: "Who are you?" })
  await dialog.getByRole("button", { name: "Tia Nord" }).click()
  await wall.keyboard.type("9999")
  await wall.keyboard.press("Enter")
  await expect(dialog.getByRole("alert")).toContainText("That is not the PIN of Tia Nord.")
  await picture(wall, "huddle-wrong-pin")
  const fact = opened.getByText("Accountable", { exact: true })
  expect(await linesOf(fact), "a short word is not broken").toBe(1)
  await wall.keyboard.type(PIN)
  await wall.keyboard.press("Enter")
  await expect(spotlight(laptop)).toContainText("Tester 1 of")
  await expect(opened.getByText("Tia Nord, Tester").first()).toBeVisible()
  await wall.keyboard.press("p")
  await expect(wall.getByRole("dialog", { name: "Park it for a talk with" })).toBeVisible()
  const toast = wall.getByText("Done, under the name of Tia Nord.")
  await expect(toast).toBeVisible()
  const handOver = wall.getByRole("banner").getByRole("button", { name: "Hand over" })
  for (const other of [wall.getByRole("toolbar", { name: "Steering" }), handOver, wall.getByRole("timer").first()])
    await expectApart(toast, other)
  await picture(wall, "huddle-signed")
  await wall.keyboard.press("Escape")
  await opened.getByRole("button", { name: "Close the card" }).click()

  // Somebody there speaks for an action.
  await wall.keyboard.press("a")
  await wall.keyboard.type("@Tia Nord tries it on three phones by tomorrow 14:00")
  await wall.keyboard.press("Enter")
  await dialog.getByRole("region", { name: "Can do this" }).getByRole("button", { name: "Tia Nord" }).click()
  await picture(wall, "huddle-pin")
  await wall.keyboard.type(PIN)
  await wall.keyboard.press("Enter")
  await expect(spotlight(laptop)).toContainText("Tia Nord tries it on three phones")
  await wall.keyboard.press("t")
  await expect(dialog).toHaveCount(0)
  await picture(wall, "huddle-spoken-for")
  const told = (await entriesOf(product, board.id)).filter(({ kind }) => /^(check\.signed|action\.added)$/.test(kind))
  expect(told.map(({ kind, actor }) => [kind, actor])).toEqual([
    ["check.signed", expect.stringMatching(/^user:/)],
    ["action.added", expect.stringMatching(/^user:/)],
  ])
  hand.leave()
})

const linesOf = (words: Locator): Promise<number> =>
  words.evaluate((element) => {
    const range = document.createRange()
    range.selectNodeContents(element)
    return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size
  })

/** Neither covers the other. */
async function expectApart(one: Locator, other: Locator): Promise<void> {
  const [a, b] = [await boxOf(one), await boxOf(other)]
  const isApart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
  expect(isApart, JSON.stringify([a, b])).toBe(true)
}
