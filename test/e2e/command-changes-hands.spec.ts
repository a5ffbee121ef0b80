import { readFile } from "node:fs/promises"
import type { Locator, Page } from "@playwright/test"
import type { Entry } from "../../shared/model/entry.ts"
import { addCard, card, openBoard, openCard, panel } from "./support/board-page.ts"
import { choose, fieldOf, handoffIn, readBack, write } from "./support/handing-over.ts"
import { expect, test } from "./support/journey.ts"
import { cardId, FULL_HD, kioskLink, liveness, row } from "./support/kiosk.ts"
import { picture, pictures } from "./support/looking.ts"
import { entriesOf, type Product } from "./support/product.ts"

const COMMAND = "Commander"
const COMMS = "Communications"
const SAID =
  "I lead now: the second provider has ten percent; if it refuses too, Gil publishes and we switch the bank off."

test("command of an incident changes hands before everybody, and of a withdrawal and an acceptance the first counts", async ({
  product,
  people,
}) => {
  test.slow()
  const board = await product.createBoard("Hour six", "incident-desk")
  const cookies = await Promise.all(["Kim", "Lee", "Max"].map((name) => product.join(board.id, name)))
  const pages = await Promise.all(cookies.map(async (cookie) => (await people.open({ cookie })).page))
  const [kim, lee, max] = pages as [Page, Page, Page]
  const { page: wall } = await people.open(FULL_HD)
  await Promise.all(pages.map((page) => openBoard(page, board.id)))
  await addCard(kim, "Mitigating", COMMAND, COMMS)
  await wall.goto((await kioskLink(product, board.id, { diagonalInches: 75, isPrivate: false })).url)
  await expect(liveness(wall)).toHaveText(/^live /)
  for (const title of [COMMAND, COMMS]) {
    await card(kim, title).focus()
    await kim.keyboard.press("t")
    for (const page of pages) await expectAccountable(page, title, "Kim")
  }

  await test.step("Kim offers the command with what was tried, what is in flight and when to call for more", async () => {
    const draft = await prepare(kim, COMMAND, "Commander", "Lee")
    await fill(kim, draft)
    await draft.getByRole("button", { name: "Offer to Lee" }).click()
    for (const page of pages) await expect(card(page, COMMAND)).toContainText(/Offered to (Lee|you)/)
    await expect(row(wall, COMMAND)).toContainText("Kim → Lee")
    for (const page of pages) await expectAccountable(page, COMMAND, "Kim")
  })

  await test.step("Lee reads it back, and every screen says that Lee leads, with the loop open", async () => {
    const offer = handoffIn(await openCard(lee, COMMAND), "Offered")
    await expect(offer).toContainText("A restart of the pool changed nothing.")
    const accept = offer.getByRole("button", { name: "Accept: it is mine" })
    await readBack(offer).fill(SAID)
    await offer.getByRole("radio", { name: "Call", exact: true }).check()
    await expect(accept, "each action is taken on by name").toBeDisabled()
    await offer.getByRole("checkbox", { name: /Route ten percent/ }).check()
    await expect(accept, "everybody must know who leads").toBeDisabled()
    await expect(offer.getByText("Before you accept: answer “Announced where”")).toBeVisible()
    await accept.scrollIntoViewIfNeeded()
    await pictures(lee, "command-accept-form")
    await saysWhere(offer, "https://chat.example/incident-6")
    await accept.click()
    for (const page of pages) {
      await expectAccountable(page, COMMAND, "Lee")
      await expect(card(page, COMMAND)).toContainText("Loop open")
    }
    await expect(row(wall, COMMAND)).toContainText("Lee, loop open")
    await picture(wall, "command-wall")
  })

  await test.step("Kim says that the read-back is right, and the loop is closed everywhere", async () => {
    const accepted = handoffIn(panel(kim, COMMAND), "Accepted")
    await expect(accepted.getByRole("blockquote")).toHaveText(SAID)
    await expect(accepted.getByText("Lee’s answer: Announced where")).toBeVisible()
    await expect(accepted.getByRole("link", { name: "https://chat.example/incident-6" })).toBeVisible()
    await accepted.getByText("Lee’s answer: Announced where").scrollIntoViewIfNeeded()
    await picture(kim, "command-read-back")
    await accepted.getByRole("button", { name: "Yes, that is right" }).click()
    for (const page of pages) await expect(card(page, COMMAND)).not.toContainText("Loop open")
    await expect(row(wall, COMMAND)).toContainText("Lee")
    await expect(row(wall, COMMAND)).not.toContainText("loop open")
  })

  await test.step("Kim withdraws in the same second in which Max accepts: one of them is told no, in words", async () => {
    await kim.keyboard.press("Escape")
    const draft = await prepare(kim, COMMS, "Communication", "Max")
    await fill(kim, draft)
    await draft.getByRole("button", { name: "Offer to Max" }).click()
    const offer = handoffIn(await openCard(max, COMMS), "Offered")
    await readBack(offer).fill(
      "I write the notices from now on, the next one at half past two, and ring Kim when in doubt.",
    )
    await offer.getByRole("radio", { name: "Call", exact: true }).check()
    await offer.getByRole("checkbox", { name: /Route ten percent/ }).check()
    await saysWhere(offer, "The status page")
    const mine = handoffIn(panel(kim, COMMS), "Offered")
    await mine.getByRole("button", { name: "Withdraw" }).click()
    const why = mine.getByRole("form", { name: "Withdraw" })
    await why.getByRole("radio", { name: "I keep it" }).check()
    const accept = offer.getByRole("button", { name: "Accept: it is mine" })
    await expect(accept).toBeEnabled()
    const buttons = await Promise.all([
      why.getByRole("button", { name: "Withdraw" }).elementHandle(),
      accept.elementHandle(),
    ])
    await Promise.all(buttons.map((button) => button?.evaluate((element) => (element as HTMLElement).click())))

    const comms = await cardId(product, board.id, COMMS)
    const decided = async () => (await entriesOf(product, board.id)).filter((entry) => isDecision(entry, comms))
    await expect.poll(async () => (await decided()).length, "one of the two counts").toBe(1)
    const hasMax = (await decided())[0]?.kind === "handoff.accepted"
    for (const page of pages) await expectAccountable(page, COMMS, hasMax ? "Max" : "Kim")
    if (hasMax)
      await expect(panel(kim, COMMS).getByText("Max has accepted it already. Ask them to send it back.")).toBeVisible()
    else {
      const told = panel(max, COMMS).getByRole("alert").filter({ hasText: "Kim withdrew it" })
      await expect(told).toContainText("“I keep it”")
      await expect(told.getByRole("blockquote")).toContainText("I write the notices from now on")
    }
  })

  const [counted, lost] = await bothLines(product, board.id)
  await test.step("both see both: what counted, and what did not", async () => {
    const hasMax = counted?.kind === "handoff.accepted"
    const yes = hasMax ? /^Max accepted it and is accountable/ : /^Kim withdrew the handoff: “I keep it”/
    const no = hasMax
      ? /^Kim wanted to withdraw the handoff, but Max had accepted it .* before: it did not count$/
      : /^Max wanted to accept the handoff, but Kim had withdrawn it .* before: it did not count$/
    for (const page of [kim, max]) {
      await panel(page, COMMS).getByRole("button", { name: "Activity" }).click()
      for (const sentence of [yes, no])
        await expect(panel(page, COMMS).getByRole("listitem").getByText(sentence)).toBeVisible()
    }
    await kim.getByRole("button", { name: "Board menu" }).click()
    await kim.getByRole("menuitem", { name: "History", exact: false }).click()
    const history = kim.getByRole("dialog", { name: "History" })
    for (const sentence of [yes, no]) await expect(history.getByText(sentence)).toBeVisible()
    await picture(history, "command-both-lines")
    await history.getByLabel("What", { exact: true }).selectOption("What came too late")
    await expect(history.getByRole("listitem")).toHaveCount(1)
    await expect(history.getByRole("listitem")).toContainText(COMMS)
    await expect(history.getByText(no)).toBeVisible()
  })

  await test.step("the history can be taken away as a timeline with UTC times", async () => {
    const file = kim.waitForEvent("download")
    await kim.getByRole("link", { name: "Take it away as a table (CSV)" }).click()
    const lines = (await readFile(await (await file).path(), "utf8")).trimEnd().split("\r\n")
    const entries = await entriesOf(product, board.id)
    expect(lines).toHaveLength(entries.length + 1)
    const late = lines.find((one) => one.startsWith(`${new Date(lost?.at ?? 0).toISOString()},${lost?.seq},`))
    expect(late, "what came too late, and what it lost against").toContain(
      `lost against number ${counted?.seq}, ${counted?.kind} by ${counted?.kind === "handoff.accepted" ? "Max" : "Kim"} ` +
        `at ${new Date(counted?.at ?? 0).toISOString()}`,
    )
    for (const kind of ["handoff.offered", "handoff.accepted", "handoff.confirmed"]) {
      const entry = entries.find((one) => one.kind === kind)
      const line = lines.find((one) => one.includes(`,${kind},`))
      expect(line?.startsWith(`${new Date(entry?.at ?? 0).toISOString()},${entry?.seq},`), `${kind}: ${line}`).toBe(
        true,
      )
      expect(line).toContain(`,${kind === "handoff.accepted" ? "Lee" : "Kim"},${COMMAND},`)
    }
  })
})

const isDecision = ({ kind, card: id }: Entry, comms: string) =>
  id === comms && (kind === "handoff.accepted" || kind === "handoff.withdrawn")

/** The entry that counted, and the one of whoever came second. */
async function bothLines(product: Product, board: string): Promise<readonly (Entry | undefined)[]> {
  const isLost = ({ kind }: Entry) => kind === "promise.superseded"
  const isThere = async () => (await entriesOf(product, board)).filter(isLost).length
  await expect.poll(isThere, "one line of whoever came second").toBe(1)
  const entries = await entriesOf(product, board)
  const lost = entries.filter(isLost)
  return [entries.find(({ seq }) => seq === Number(lost[0]?.cause)), lost[0]]
}

async function prepare(page: Page, title: string, role: string, to: string): Promise<Locator> {
  const opened = await openCard(page, title)
  await opened.getByRole("button", { name: "Hand over" }).click()
  await opened.getByLabel("What kind of handoff is it?").selectOption("Incident handover")
  await opened.getByRole("button", { name: "Prepare it" }).click()
  const draft = handoffIn(opened, "In preparation")
  await draft.getByText("Critical", { exact: true }).click()
  await choose(page, draft.getByRole("combobox", { name: "To whom" }), to)
  await draft.getByRole("combobox", { name: "Role handed over" }).selectOption(role)
  return draft
}

const saysWhere = (offer: Locator, place: string) => offer.getByRole("textbox", { name: "Announced where" }).fill(place)

async function fill(page: Page, draft: Locator): Promise<void> {
  await write(draft.getByRole("textbox", { name: "Very next step" }), "Look at the second provider's refusals")
  await write(fieldOf(draft, "Grade").getByRole("textbox"), "1")
  await write(fieldOf(draft, "Who is hit, and how much").getByRole("textbox"), "900 payments an hour, one bank")
  await draft.getByRole("combobox", { name: "Phase" }).selectOption("Mitigating")
  await draft.getByRole("checkbox", { name: "Changed in the last hour: there are none" }).check()
  await fieldOf(draft, "Tried and ruled out").getByRole("textbox").click()
  await page.keyboard.type("A restart of the pool changed nothing.")
  await fieldOf(draft, "Best explanation").getByRole("textbox").click()
  await page.keyboard.type("The bank's new certificate; fairly sure.")
  const actions = fieldOf(draft, "Being done now")
  await actions.getByRole("button", { name: "Add an action" }).click()
  await write(actions.getByRole("textbox", { name: "Do what" }), "Route ten percent over the second provider")
  await choose(page, actions.getByRole("combobox", { name: "Who" }), "Max")
  await actions.getByLabel("By when").fill("2026-11-24T14:20")
  const wires = fieldOf(draft, "If this happens, then")
  await wires.getByRole("button", { name: "Add an if-then" }).click()
  await write(wires.getByRole("textbox", { name: "If", exact: true }), "the second provider refuses too")
  await write(wires.getByRole("textbox", { name: "Then" }), "switch the bank off")
  await choose(page, wires.getByRole("combobox", { name: "Call" }), "Kim")
  await fieldOf(draft, "Next word is due").locator("input").fill("2026-11-24T14:30")
  await fieldOf(draft, "Next decision").locator("input").fill("2026-11-24T15:00")
}

async function expectAccountable(page: Page, title: string, name: string): Promise<void> {
  await expect(card(page, title).getByText(name, { exact: true }).first(), `${title} is ${name}'s`).toBeAttached()
}
