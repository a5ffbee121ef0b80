// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest"
import { BoardsScreen } from "../../../client/boards/BoardsScreen.tsx"
import { signedInAs } from "../../../client/sign-in/account.ts"
import { SignInScreen } from "../../../client/sign-in/SignInScreen.tsx"
import type { BoardSummary, Me } from "../../../shared/wire/http.ts"
import { json, problem, stubApi } from "./api-stub.ts"
import { button, found, heading, input, press, show, text, type } from "./screen.tsx"

const ADA: Me = { actor: "user:ada", name: "Ada", kind: "member", owner: true, login: "ada" }
const GUEST: Me = { actor: "guest:1", name: "Sam", kind: "guest", owner: false, boardId: "one" }

const board = (id: string, more: Partial<BoardSummary> = {}): BoardSummary => ({
  ...{ id, name: `Board ${id}`, role: "lead", createdAt: 0, changedAt: Date.now(), archivedAt: null, here: [] },
  ...more,
})

const shown = async (boards: readonly BoardSummary[], more: Parameters<typeof stubApi>[0] = {}) => {
  const asked = stubApi({ "GET /boards": () => json(boards), ...more })
  await show(<BoardsScreen />)
  await found(() => heading("Boards"))
  await found(() => !text().includes("Loading…"))
  return asked
}
const links = () => [...document.querySelectorAll("li a")].map((link) => link.textContent)
const menu = async (name: string, item: string) => {
  await press(button(`More for ${name}`))
  const items = () => [...document.querySelectorAll<HTMLElement>("[role=menuitem]")]
  await press(await found(() => items().find((element) => element.textContent === item)))
}

beforeEach(() => {
  signedInAs(ADA)
  history.replaceState(null, "", "/")
})

describe("the list of boards", () => {
  it("shows name, role, who is there and the last change", async () => {
    const here = [
      { actor: "user:b", name: "Grace Hopper" },
      { actor: "user:b", name: "Grace Hopper" },
    ]
    await shown([board("one", { here, changedAt: Date.now() - 3_600_000 })])
    expect(links()).toEqual(["Board one"])
    expect(text()).toContain("Lead")
    expect(text()).toContain("1 hour ago")
    expect(text()).toContain("1 person here now")
    expect(document.querySelector("[role=img][aria-label='Grace Hopper']")).not.toBeNull()
  })

  it("says what a board is for when there is none", async () => {
    await shown([])
    expect(heading("No boards yet")).toBeDefined()
    expect(text()).toContain("who is accountable")
  })

  it("offers a guest neither a new board nor an import", async () => {
    signedInAs(GUEST)
    await shown([board("one", { role: "viewer" })])
    expect(button("New board")).toBeUndefined()
    expect(button("Import")).toBeUndefined()
    expect(button("More for Board one")).toBeUndefined()
  })

  it("says why the list cannot be shown, and tries again", async () => {
    let isUp = false
    stubApi({ "GET /boards": () => (isUp ? json([board("one")]) : problem(500, "internal")) })
    await show(<BoardsScreen />)
    const again = await found(() => button("Try again"))
    isUp = true
    await press(again)
    await found(() => links().length === 1)
  })

  it("sends whoever is signed out to the door", async () => {
    stubApi({ "GET /boards": () => problem(401, "unauthenticated") })
    await show(<BoardsScreen />)
    await found(() => location.pathname === "/sign-in")
  })

  it("tells a guest whose link was revoked meanwhile why they are out", async () => {
    signedInAs(GUEST)
    let isIn = true
    const answer = () => (isIn ? json([board("one")]) : problem(401, "unauthenticated"))
    await shown([], { "GET /boards": answer })
    expect(links()).toEqual(["Board one"])
    isIn = false
    window.dispatchEvent(new Event("online"))
    await found(() => location.pathname === "/sign-in")
    await show(<SignInScreen />)
    expect(text()).toContain("Your access has ended")
  })

  it("finds a board by its name when there are many", async () => {
    await shown(Array.from({ length: 9 }, (_, i) => board(`${i}`)))
    await type(input("Search boards"), "board 7")
    expect(links()).toEqual(["Board 7"])
    await type(input("Search boards"), "nothing like it")
    expect(text()).toContain("No board is called “nothing like it”.")
  })
})

describe("a board's menu", () => {
  it("renames", async () => {
    const asked = await shown([board("one")], { "PATCH /boards/one": () => json(board("one", { name: "Ward 7" })) })
    await menu("Board one", "Rename")
    const name = await found(() => document.querySelector<HTMLInputElement>("[role=dialog] input"))
    await type(name, "  ")
    await press(button("Rename"))
    expect(text()).toContain("Give the board a name.")
    await type(name, "Ward 7")
    await press(button("Rename"))
    await found(() => links()[0] === "Ward 7")
    expect(asked.filter(({ route }) => route.startsWith("PATCH"))).toEqual([
      { route: "PATCH /boards/one", body: { name: "Ward 7" } },
    ])
  })

  it("archives at once, with a way back", async () => {
    const asked = await shown([board("one"), board("two")], {
      "POST /boards/one/archive": () => json(board("one", { archivedAt: Date.now() })),
      "POST /boards/one/restore": () => json(board("one")),
    })
    await menu("Board one", "Archive")
    await found(() => text().includes("Archived (1)"))
    await press(await found(() => button("Undo")))
    await found(() => !text().includes("Archived (1)"))
    expect(asked.map(({ route }) => route)).toContain("POST /boards/one/restore")
  })

  it("leaves the list as it was when the server refuses", async () => {
    await shown([board("one")], { "POST /boards/one/archive": () => problem(403, "forbidden") })
    await menu("Board one", "Archive")
    await found(() => text().includes("detail of forbidden"))
    expect(links()).toEqual(["Board one"])
  })

  it("does not offer a member to archive", async () => {
    await shown([board("one", { role: "member" })])
    await press(button("More for Board one"))
    await found(() => document.querySelector("[role=menuitem]"))
    expect([...document.querySelectorAll("[role=menuitem]")].map((item) => item.textContent)).toEqual(["Rename"])
  })
})

describe("a new board", () => {
  it("is made from a template without its sample cards, and opens", async () => {
    const asked = await shown([board("one")], { "POST /boards": () => json(board("new"), 201) })
    await press(button("New board"))
    await press(await found(() => document.querySelector<HTMLElement>("input[value=plain-kanban]")))
    await press(input("With sample cards"))
    await press(button("Create board"))
    await found(() => location.pathname === "/b/new")
    expect(asked.at(-1)?.body).toEqual({ name: "Plain kanban", template: "plain-kanban", samples: false })
  })

  it("keeps a name that was typed when another template is chosen", async () => {
    await shown([])
    await press(button("New board"))
    const name = await found(() => heading("New board") && input("Name"))
    await type(name, "Ours")
    await press(document.querySelector<HTMLElement>("input[value=kitchen-pass]"))
    expect(name.value).toBe("Ours")
  })
})
