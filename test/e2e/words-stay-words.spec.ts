import { randomUUID } from "node:crypto"
import { write } from "../../shared/doc/write.ts"
import { RawClient } from "../support/raw-client.ts"
import { card, openBoard, panel } from "./support/board-page.ts"
import { expect, type Page, test } from "./support/journey.ts"

const PAYLOADS = [
  `<script>window.hacked = 1</script>`,
  `<img src=x onerror="window.hacked = 1">`,
  `<svg onload="window.hacked = 1"></svg>`,
  `"><script>window.hacked = 1</script>`,
  `'><img src=x onerror=window.hacked=1>`,
  `</textarea><script>window.hacked = 1</script>`,
  `</title><script>window.hacked = 1</script>`,
  `<iframe src="javascript:parent.hacked = 1"></iframe>`,
  `<a href="javascript:window.hacked = 1">click</a>`,
  `[click](javascript:window.hacked=1)`,
  `javascript:window.hacked=1`,
  `<math><mtext></mtext><mglyph><svg><mtext></mtext><style><img onerror="window.hacked=1" src=x></style></svg></mglyph></math>`,
  `<details open ontoggle="window.hacked = 1">x</details>`,
  `<body onload="window.hacked = 1">`,
  `<input autofocus onfocus="window.hacked = 1">`,
  "#{window.hacked = 1}{{constructor.constructor('window.hacked = 1')()}}",
  `<style>@import 'javascript:window.hacked=1';*{display:none}</style>`,
  `<object data="data:text/html,<script>parent.hacked = 1</script>"></object>`,
  `&lt;script&gt;window.hacked = 1&lt;/script&gt;`,
  `<base href="//evil.example/"><meta http-equiv="refresh" content="0;url=//evil.example/">`,
  `\u202Etxt.exe <b>bold</b>`,
] as const

test("what looks like markup stands on the board as the text that it is", async ({ product, people, owner }) => {
  const board = await product.createBoard(PAYLOADS[1])
  const raw = await new RawClient({
    url: `${product.wsUrl}/sync/${board.id}`,
    headers: product.adminHeaders,
  }).connect()
  plant(raw)
  await raw.allSaved()
  for (const [at, text] of PAYLOADS.entries())
    raw.command({ id: randomUUID(), kind: "comment.add", card: `card-${at}`, text })
  await raw.until(() => raw.frames.filter((frame) => frame.type === "answer").length === PAYLOADS.length)
  for (const name of [PAYLOADS[0], PAYLOADS[2]]) await product.join(board.id, name)

  const { page } = await people.open({ cookie: owner, viewport: { width: 1_600, height: 6_000 } })
  const { page: guest } = await people.open({ cookie: await product.join(board.id, PAYLOADS[3]) })
  await openBoard(guest, board.id)
  await page.goto("/")
  await expect(page.getByRole("link", { name: PAYLOADS[1], exact: true })).toBeVisible()
  await expectHarmless(page)
  await openBoard(page, board.id)
  await expect(page.getByRole("list", { name: "Here now" }).getByRole("img", { name: PAYLOADS[3] })).toBeVisible()
  for (const [at, text] of PAYLOADS.entries()) {
    const tile = page.locator(`[data-card=card-${at}]`)
    await expect(tile.getByRole("link")).toHaveText(text, { useInnerText: false })
    await expect(tile).toContainText(text)
  }
  await expectHarmless(page)

  for (const at of [0, 1, 8, 11, 16]) {
    await page.locator(`[data-card=card-${at}]`).getByRole("link").click()
    const opened = page.locator(`[data-card-panel=card-${at}]`)
    await expect(opened.getByRole("textbox", { name: "Title" })).toHaveValue(PAYLOADS[at]!)
    await expect(opened.getByRole("list").filter({ hasText: PAYLOADS[at]! }).first()).toBeVisible()
    await expectHarmless(page)
  }
  await panel(page, PAYLOADS[16]).getByRole("textbox", { name: "Description" }).click()
  await page.keyboard.type(PAYLOADS[1])
  // The editor reads what is pasted in a document of its own, where nothing runs; the policy reports it all the same.
  people.expectComplaints(/Executing inline event handler violates/, /Setting the document's base URI to '' violates/)
  await page.evaluate((html) => {
    const pasted = new DataTransfer()
    pasted.setData("text/html", html)
    document.activeElement?.dispatchEvent(new ClipboardEvent("paste", { clipboardData: pasted, bubbles: true }))
  }, PAYLOADS.join(""))
  await expectHarmless(page)
  await page.keyboard.press("Escape")

  await page.getByRole("button", { name: "Share", exact: true }).click()
  const dialog = page.getByRole("dialog", { name: `Share “${PAYLOADS[1]}”` })
  await dialog.getByText("Guests and others who worked here").click()
  await expect(dialog.getByText(PAYLOADS[3], { exact: true })).toBeVisible()
  await page.keyboard.press("Escape")
  await page.getByRole("button", { name: "Board menu" }).click()
  await page.getByRole("menuitem", { name: "Labels, fields and roles…" }).click()
  await expect(page.getByRole("dialog").getByRole("heading", { name: "Labels" })).toBeVisible()
  await expectHarmless(page)
  await expect(card(page, "Tidy the shared folder"), "no style of theirs hides what is ours").toBeAttached()
  raw.close()
})

function plant(raw: RawClient): void {
  const [first] = [...raw.doc.getMap("lanes").keys()]
  const lane = first!
  write(raw.doc, [
    { kind: "set", root: "lanes", id: lane, key: "name", from: null, to: PAYLOADS[4] },
    ...PAYLOADS.slice(0, 6).map((name, at) => {
      return { kind: "set-meta", key: `l:label-${at}`, from: null, to: { name, color: "red" } } as const
    }),
    { kind: "set-meta", key: "r:role-0", from: null, to: { name: PAYLOADS[2].slice(0, 60) } },
    { kind: "set-meta", key: "f:field-0", from: null, to: { name: PAYLOADS[5], type: "text", rank: "a0" } },
    ...PAYLOADS.map((text, at) => {
      const value = {
        title: text,
        next: text,
        place: [lane, `zz${String.fromCharCode(97 + at)}`],
        blocked: { reason: text },
        [`l:label-${at % 6}`]: true,
        "h:list-0": { name: text, rank: "a0" },
        "c:check-0": { list: "list-0", text, rank: "a0", roles: ["role-0"] },
        "k:link-0": {
          system: text.slice(0, 100),
          url: "https://records.example/1",
          id: text.slice(0, 200),
          rank: "a0",
        },
        "f:field-0": text,
      }
      return { kind: "created", root: "cards", id: `card-${at}`, value } as const
    }),
  ])
}

async function expectHarmless(page: Page): Promise<void> {
  const found = await page.evaluate(() => ({
    hacked: "hacked" in window,
    handlers: [...document.querySelectorAll("body *")].flatMap((element) =>
      [...element.attributes].filter(({ name }) => name.startsWith("on")).map(({ name, value }) => `${name}=${value}`),
    ),
    elements: document.querySelectorAll(
      "body script:not([src]), iframe, object, math, base, body style:not([data-mantine-styles])",
    ).length,
    links: [...document.querySelectorAll("a")].filter(({ href }) => /^(javascript|data):/i.test(href)).length,
  }))
  expect(found).toEqual({ hacked: false, handlers: [], elements: 0, links: 0 })
}
