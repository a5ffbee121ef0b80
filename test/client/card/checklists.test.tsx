// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest"
import { Checklists } from "../../../client/card/checklists/Checklists.tsx"
import { useCardRegisters } from "../../../client/hooks/useCards.ts"
import { checklistsOf } from "../../../shared/model/card.ts"
import { fakeSession } from "../support/fake-session.ts"
import { BOARD, PEOPLE } from "./support/board.ts"
import { button, doing, field, key, press, serve, show, type } from "./support/show.tsx"

function Live() {
  return <Checklists cardId="card" registers={useCardRegisters("card") ?? {}} />
}

async function open() {
  const session = fakeSession(BOARD)
  await show(session, <Live />)
  const lists = () =>
    checklistsOf(session.model.card("card")!).map((list) => [list.name, list.checks.map((check) => check.text)])
  return { session, lists }
}
const items = () => [...document.querySelectorAll<HTMLTextAreaElement>('textarea[aria-label="Checklist item"]')]

beforeEach(() => {
  serve({ people: PEOPLE })
})

describe("checklists", () => {
  it("show how far they are and who must sign", async () => {
    await open()
    expect(document.body.textContent).toContain("1/2")
    expect(document.querySelector("[role=progressbar]")?.getAttribute("aria-label")).toBe("1 of 2 items done")
    expect(document.querySelector('[aria-label="Must be signed by Tester"]')?.textContent).toMatch(/^Tester/)
  })
  it("are ticked", async () => {
    const { session } = await open()
    await doing(() => field<HTMLInputElement>("Door closes").click())
    expect(session.model.card("card")?.["d:two"]).toBe(true)
    await doing(() => field<HTMLInputElement>("Key fits").click())
    expect(session.model.card("card")).not.toHaveProperty("d:one")
  })
  it("take one item after the other by Enter", async () => {
    const { lists } = await open()
    const add = field<HTMLInputElement>("Add an item to Before handing over")
    for (const text of ["Third", "Fourth"]) {
      await type(add, text)
      await doing(() => add.form?.requestSubmit())
    }
    expect(lists()).toEqual([["Before handing over", ["Key fits", "Door closes", "Third", "Fourth"]]])
    expect(add.value).toBe("")
  })
  it("take many pasted lines as many items in one step", async () => {
    const { session, lists } = await open()
    const paste = new Event("paste", { bubbles: true, cancelable: true })
    Object.assign(paste, { clipboardData: { getData: () => "- Third\n- Fourth\n" } })
    await doing(() => field("Add an item to Before handing over").dispatchEvent(paste))
    expect(lists()[0]?.[1]).toEqual(["Key fits", "Door closes", "Third", "Fourth"])
    await doing(() => session.undo())
    expect(lists()[0]?.[1]).toEqual(["Key fits", "Door closes"])
  })
  it("move an item by Alt and an arrow, and say where it is now", async () => {
    const { lists } = await open()
    await key(items()[1]!, "ArrowUp", { altKey: true })
    expect(lists()[0]?.[1]).toEqual(["Door closes", "Key fits"])
    expect(document.body.textContent).toContain("Door closes: now 1 of 2")
    await key(items()[0]!, "ArrowUp", { altKey: true })
    expect(lists()[0]?.[1]).toEqual(["Door closes", "Key fits"])
  })
  it("remove an item with its tick, and bring both back", async () => {
    const { session, lists } = await open()
    await press("More for Key fits")
    await press("Remove item")
    expect(lists()[0]?.[1]).toEqual(["Door closes"])
    await press("Undo")
    expect(lists()[0]?.[1]).toEqual(["Key fits", "Door closes"])
    expect(session.model.card("card")?.["d:one"]).toBe(true)
  })
  it("ask for a role's signature from the item's menu", async () => {
    const { session } = await open()
    await press("More for Door closes")
    expect(button("Tester").getAttribute("aria-checked")).toBe("false")
    await press("Tester")
    expect(session.model.card("card")?.["c:two"]).toMatchObject({ roles: ["tester"] })
  })
  it("can be several, and items go from one to the other", async () => {
    const { lists } = await open()
    await press("Add a checklist")
    await press("More for Key fits")
    await press("Move to Checklist")
    expect(lists()).toEqual([
      ["Before handing over", ["Door closes"]],
      ["Checklist", ["Key fits"]],
    ])
  })
  it("show items of a list that is gone", async () => {
    const { session } = await open()
    const from = session.model.card("card")?.["h:list"] ?? null
    await doing(() => session.remote([{ kind: "set", root: "cards", id: "card", key: "h:list", from, to: null }]))
    expect(document.body.textContent).toContain("Items without a list")
    expect(items().map((item) => item.value)).toEqual(["Key fits", "Door closes"])
  })
})
