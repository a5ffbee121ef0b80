import { createHash } from "node:crypto"
import type { Locator, Page } from "@playwright/test"
import { SHIFT_CHANGE } from "../../shared/handoff/templates/shift-change.ts"
import type { JsonObject } from "../../shared/json.ts"
import type { SealedEntry } from "../../shared/model/entry.ts"
import { addCard, card, openBoard, openCard, panel } from "./support/board-page.ts"
import { choose, fieldOf, Hand, handoffIn, readBack, write } from "./support/handing-over.ts"
import { expect, test } from "./support/journey.ts"
import { pictures } from "./support/looking.ts"
import { type Product, sealedEntriesOf } from "./support/product.ts"

const ROUTINE = ["Bed 2: dressing change", "Bed 9: going home tomorrow", "Bed 5: second day", "Bed 7: walks again"]
const CONFUSED = "Bed 6: confused since the night"
const POTASSIUM = "Bed 4: blood result for potassium"
/** Nobody has said of these what comes next, as the seeded ones do. */
const ADDED = ["Bed 5: second day", "Bed 7: walks again"]
const ALL = [...ROUTINE, CONFUSED, POTASSIUM]
const PUMP = "Pump 7 is out of service until it is repaired"
const OUT_OF_ORDER = "Pump 7: its alarm makes no sound"
/** The sheet of a whole place; what is out of order is not in it. */
const OF_THE_WARD: JsonObject = {
  ...{ "f:position": "Ward 3", "f:status": "Normal", next: "Walk through all rooms together" },
  ...{ "f:running": { none: true }, "f:safety": { none: true }, "f:expected": { none: true } },
}

test("a shift is handed over: five beds go out, one is held by its hole, and each is somebody’s at every instant", async ({
  product,
  people,
}) => {
  test.slow()
  const board = await product.createBoard("Ward 3", "ward-shift")
  const anaCookie = await product.join(board.id, "Ana")
  const { page: ana } = await people.open({ cookie: anaCookie })
  const boCookie = await product.join(board.id, "Bo")
  const { page: bo } = await people.open({
    cookie: boCookie,
    viewport: { width: 820, height: 1180 },
    hasTouch: true,
  })
  await Promise.all([openBoard(ana, board.id), openBoard(bo, board.id)])
  await addCard(ana, "To do this shift", ...ADDED)
  const hand = await Hand.at(product, board.id, anaCookie)
  for (const title of ALL)
    expect(await hand.ask({ kind: "card.take", card: hand.card(title) })).toMatchObject({ ok: true })

  await ana.getByRole("button", { name: "Board menu" }).click()
  await ana.getByRole("menuitem", { name: "Hand over my shift…" }).click()
  const shift = ana.getByRole("dialog", { name: "Hand over my shift" })
  await shift.getByRole("combobox", { name: "To whom, for all" }).click()
  await ana.getByRole("option", { name: "Bo", exact: true }).click()
  await shift.getByRole("combobox", { name: "Template for new sheets" }).selectOption("Shift note, severity first")
  await shift.getByRole("button", { name: "Prepare 6 cards" }).click()
  for (const title of ALL) await fillIn(ana, shift, title)
  await pictures(ana, "shift-ready")
  await expect(shift.getByText("5 cards ready, 1 held")).toBeVisible()
  await shift.getByRole("button", { name: "Offer all" }).click()
  await expect(shift.getByRole("status", { name: "What became of it" })).toContainText("5 cards offered.")
  await expect(shift.getByRole("status", { name: "What became of it" })).toContainText(`${POTASSIUM}: add one if/then`)
  await pictures(ana, "shift-held")

  await opened(shift, POTASSIUM)
  const plan = fieldOf(shift, "If this happens, then")
  await plan.getByRole("button", { name: "Add an if-then" }).click()
  await write(plan.getByRole("textbox", { name: "If", exact: true }), "K+ is above 6")
  await write(plan.getByRole("textbox", { name: "Then" }), "call the registrar")
  await choose(ana, plan.getByRole("combobox", { name: "Call" }), "Ana")
  await shift.getByRole("button", { name: "Offer all" }).click()
  await expect(shift.getByRole("status", { name: "What became of it" })).toContainText("1 card offered.")

  for (const page of [ana, bo]) for (const title of ALL) await expectAccountable(page, title, "Ana")
  await bo.getByRole("button", { name: "Needs me: 6 things" }).tap()
  const needs = bo.getByRole("dialog", { name: "Needs me" })
  await expect(needs.getByRole("region", { name: "Offered to you" })).toBeVisible()
  await pictures(bo, "needs-six")
  for (const title of ROUTINE) {
    await quickAccept(needs, title).tap()
    await expectAccountable(ana, title, "Bo")
    await expectAccountable(bo, title, "Bo")
  }
  await expect(shift.getByText("Bo has accepted")).toHaveCount(4)
  for (const title of [CONFUSED, POTASSIUM])
    await expect(quickAccept(needs, title), "what is serious is read back").toHaveCount(0)
  await acceptInOwnWords(bo, needs, CONFUSED, "He has the bed by the window; I look in on him every hour.")
  await bo.getByRole("button", { name: "Needs me: 1 thing" }).tap()
  await acceptInOwnWords(
    bo,
    needs,
    POTASSIUM,
    "Waiting for the blood; half past nine I ring, and above six it is the registrar.",
  )
  for (const page of [ana, bo]) for (const title of ALL) await expectAccountable(page, title, "Bo")

  await shift.getByRole("button", { name: "Close" }).click()
  const opened4 = await openCard(ana, POTASSIUM)
  await expect(handoffIn(opened4, "Accepted")).toContainText(/Stand-by: 1[45] min left/)

  await test.step("the ledger holds each offer with its whole brief, under a hash that can be made again", async () => {
    const entries = await sealedEntriesOf(product, board.id)
    const of = (kind: string) => entries.filter((entry) => entry.kind === kind)
    expect([of("handoff.offered"), of("handoff.accepted")].map(({ length }) => length)).toEqual([6, 6])
    for (const offer of of("handoff.offered")) {
      expect(hashOfWords(offer), "of the brief").toBe((JSON.parse(offer.body) as { words: string }).words)
      expect(hashOf(offer), "of the fact").toBe(offer.hash)
      expect(entries[offer.seq]?.prevHash, "which the next fact holds on to").toBe(offer.hash)
    }
    const plans = of("handoff.offered").filter(({ words }) => words?.includes("K+ is above 6"))
    expect(plans.map(({ card: id }) => id)).toEqual([hand.card(POTASSIUM)])
  })

  await test.step("what was out of order in the shift before is on Bo's list, though nobody typed it again", async () => {
    const before = await shiftBefore(product, board.id, anaCookie)
    const opened = await openCard(ana, PUMP)
    await opened.getByRole("button", { name: "Hand over" }).click()
    await opened.getByLabel("What kind of handoff is it?").selectOption("Shift change")
    await opened.getByRole("button", { name: "Prepare it" }).click()
    const carried = fieldOf(handoffIn(opened, "In preparation"), "Out of order or bypassed")
    await expect(carried).toContainText("carried over, still open")

    await expect.poll(() => hand.sheets(PUMP)).toHaveLength(2)
    const handoff = hand.sheets(PUMP).find((id) => id !== before)!
    const to = { kind: "person", id: await actorOf(product, boCookie) }
    for (const [key, value] of Object.entries({ ...OF_THE_WARD, to })) await hand.set("sheets", handoff, key, value)
    expect(await hand.ask({ kind: "handoff.offer", handoff })).toMatchObject({ ok: true })
    const offer = handoffIn(await openCard(bo, PUMP), "Offered")
    await expect(offer.getByText(OUT_OF_ORDER, { exact: true })).toBeVisible()
    await pictures(bo, "shift-carried")
    hand.leave()
  })
})

/** SHA-256 over the salt and the words beside the chain. Written here anew: it must not be the server's own word. */
const hashOfWords = ({ salt, words }: SealedEntry): string =>
  createHash("sha256")
    .update(Buffer.from(salt ?? "", "hex"))
    .update(words ?? "")
    .digest("hex")

const hashOf = ({ prevHash, seq, body }: SealedEntry): string =>
  createHash("sha256")
    .update("e")
    .update(Buffer.from(prevHash, "hex"))
    .update(Buffer.from(seq.toString(16).padStart(16, "0"), "hex"))
    .update(body)
    .digest("hex")

/** The night hands the ward to Ana, with one thing that is out of order; answers that handoff. */
async function shiftBefore(product: Product, board: string, anaCookie: string): Promise<string> {
  const night = await Hand.at(product, board, await product.join(board, "Nia"))
  const ana = await Hand.at(product, board, anaCookie)
  const sheet = { ...OF_THE_WARD, "i:p7": { field: "abnormal", rank: "a", text: OUT_OF_ORDER } }
  const template = `${SHIFT_CHANGE.id}@${SHIFT_CHANGE.version}`
  const to = { kind: "person", id: await actorOf(product, anaCookie) } as const
  const handoff = await night.draftWith(template, PUMP, to, sheet)
  expect(await night.ask({ kind: "handoff.offer", handoff })).toMatchObject({ ok: true })
  const readBack = "I take the ward, walk the rooms first and keep pump 7 away from any bed."
  const accept = { kind: "handoff.accept", handoff, version: 1, channel: "in-person", readBack } as const
  expect(await ana.ask(accept)).toMatchObject({ ok: true })
  for (const one of [night, ana]) one.leave()
  return handoff
}

async function actorOf({ url }: Product, cookie: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/me`, { headers: { cookie } })
  return ((await answer.json()) as { readonly actor: string }).actor
}

const quickAccept = (needs: Locator, title: string): Locator =>
  needs.getByRole("listitem").filter({ hasText: title }).getByRole("button", { name: "Accept", exact: true })

async function opened(shift: Locator, title: string): Promise<void> {
  await shift.getByRole("button", { name: `Fill in the sheet of “${title}”` }).click()
}

async function fillIn(page: Page, shift: Locator, title: string): Promise<void> {
  await opened(shift, title)
  if (ADDED.includes(title))
    await write(fieldOf(shift, "Very next step").getByRole("textbox"), "Look in on the first round")
  const summary = fieldOf(shift, "The story in short").getByRole("textbox")
  await summary.click()
  await page.keyboard.type("As this morning.")
  if (title === POTASSIUM) {
    const actions = fieldOf(shift, "To do this shift")
    await actions.getByRole("button", { name: "Add an action" }).click()
    await write(actions.getByRole("textbox", { name: "Do what" }), "Ring for the K+ result")
    await choose(page, actions.getByRole("combobox", { name: "Who" }), "Bo")
    await actions.getByLabel("By when").fill("2026-11-24T21:30")
  } else await shift.getByRole("checkbox", { name: "To do this shift: there are none" }).check()
  if (title === CONFUSED) {
    const plan = fieldOf(shift, "If this happens, then")
    await plan.getByRole("button", { name: "Add an if-then" }).click()
    await write(plan.getByRole("textbox", { name: "If", exact: true }), "he climbs out")
    await write(plan.getByRole("textbox", { name: "Then" }), "sit with him")
    await choose(page, plan.getByRole("combobox", { name: "Call" }), "Ana")
  }
  await shift.getByRole("button", { name: "Fold it up" }).click()
}

async function acceptInOwnWords(page: Page, needs: Locator, title: string, said: string): Promise<void> {
  await needs.getByRole("button", { name: title }).first().tap()
  const offer = handoffIn(panel(page, title), "Offered")
  for (const box of await offer.getByRole("checkbox").all()) await box.check()
  await readBack(offer).fill(said)
  await offer.getByText("In person", { exact: true }).tap()
  await offer.getByRole("button", { name: "Accept: it is mine" }).tap()
  await expect(handoffIn(panel(page, title), "Accepted")).toBeVisible()
  await page.keyboard.press("Escape")
}

const expectAccountable = (page: Page, title: string, name: string) =>
  expect(card(page, title).getByText(name, { exact: true }).first(), `${title} is ${name}'s`).toBeAttached()
