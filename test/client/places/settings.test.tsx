// @vitest-environment happy-dom
import { act } from "react"
import { beforeEach, describe, expect, it } from "vitest"
import { SettingsScreen } from "../../../client/settings/SettingsScreen.tsx"
import { account, signedInAs } from "../../../client/sign-in/account.ts"
import { density, setDensity } from "../../../client/ui/appearance.ts"
import type { Me } from "../../../shared/wire/http.ts"
import { empty, json, problem, stubApi } from "./api-stub.ts"
import { button, found, heading, input, press, show, text, type } from "./screen.tsx"

const OWNER: Me = { actor: "user:ada", name: "Ada", kind: "member", owner: true, login: "ada" }
const MEMBER: Me = { actor: "user:bob", name: "Bob", kind: "member", owner: false, login: "bob" }
const GUEST: Me = { actor: "guest:1", name: "Sam", kind: "guest", owner: false, crewRole: "Runner" }
const user = (id: string, disabledAt: number | null = null) => {
  return { id, login: id, name: id, owner: false, createdAt: 0, disabledAt }
}

beforeEach(() => {
  history.replaceState(null, "", "/settings")
  setDensity("comfortable")
})

const opened = async (me: Me, routes: Parameters<typeof stubApi>[0] = {}) => {
  const asked = stubApi({ "GET /users": () => json([user("bob")]), ...routes })
  signedInAs(me)
  await show(<SettingsScreen />)
  await found(() => heading("You"))
  return asked
}

describe("who sees which settings", () => {
  it("shows a guest neither password nor people, and asks for nothing but the guest's own PIN", async () => {
    const asked = await opened(GUEST, { "GET /me/pin": () => json({ isSet: false, lockedUntil: null }) })
    expect(heading("Password")).toBeUndefined()
    expect(heading("People with an account")).toBeUndefined()
    expect(text()).toContain("You are here as a guest")
    expect(asked.map(({ route }) => route)).toEqual(["GET /me/pin"])
  })
  it("shows the people of the server to its owner only", async () => {
    await opened(MEMBER)
    expect(heading("People with an account")).toBeUndefined()
    await opened(OWNER)
    expect(heading("People with an account")).toBeDefined()
  })
})

describe("one's name", () => {
  const write = async (name: string) => {
    await type(input("Name"), name)
    await act(async () => input("Name").blur())
  }
  it("is changed when the line is left", async () => {
    const asked = await opened(MEMBER, { "PATCH /me": () => json({ ...MEMBER, name: "Robert" }) })
    await act(async () => input("Name").focus())
    await write("Robert ")
    await found(() => text().includes("Your name is changed."))
    expect(asked.at(-1)).toEqual({ route: "PATCH /me", body: { name: "Robert" } })
    expect(account.get()).toMatchObject({ me: { name: "Robert" } })
  })
  it("stays when the server does not take another or it is empty", async () => {
    const asked = await opened(MEMBER, { "PATCH /me": () => problem(503, "read-only") })
    await act(async () => input("Name").focus())
    await write("Robert")
    await found(() => input("Name").value === "Bob" && asked.length > 0)
    await act(async () => input("Name").focus())
    await write(" ")
    expect(asked.filter(({ route }) => route === "PATCH /me")).toHaveLength(1)
    expect(account.get()).toMatchObject({ me: { name: "Bob" } })
  })
  it("is not a guest's to change here", async () => {
    await opened(GUEST)
    expect(() => input("Name")).toThrow()
  })
})

describe("the look", () => {
  it("changes size at once and keeps it in this browser", async () => {
    await opened(MEMBER)
    await press(document.querySelector<HTMLElement>("input[value=compact]"))
    expect(document.documentElement.dataset.density).toBe("compact")
    expect(localStorage.getItem("throughline-density")).toBe("compact")
    expect(density.get()).toBe("compact")
  })
})

describe("one's password", () => {
  it("is changed with the one before", async () => {
    const asked = await opened(MEMBER, { "POST /me/password": () => json(MEMBER) })
    await type(input("Password now"), "the old one")
    await type(input("New password"), "a longer new one")
    await press(button("Change password"))
    await found(() => text().includes("Your password is changed."))
    expect(asked.at(-1)?.body).toEqual({ current: "the old one", password: "a longer new one" })
    expect(input("Password now").value).toBe("")
  })
  it("is not changed with a wrong one", async () => {
    await opened(MEMBER, { "POST /me/password": () => problem(401, "wrong-credentials") })
    await type(input("Password now"), "wrong")
    await type(input("New password"), "a longer new one")
    await press(button("Change password"))
    await found(() => text().includes("That is not your password."))
    expect(account.get()).toEqual({ kind: "signed-in", me: MEMBER })
  })
})

describe("devices", () => {
  it("signs out everywhere after asking, and leads to the door", async () => {
    const asked = await opened(MEMBER, { "POST /sign-out": empty })
    await press(button("Sign out everywhere"))
    await found(() => text().includes("Sign out on every device?"))
    const signOuts = () => asked.filter(({ route }) => route === "POST /sign-out")
    expect(signOuts()).toEqual([])
    const buttons = [...document.querySelectorAll<HTMLElement>("[role=dialog] button")]
    await press(buttons.find((element) => element.textContent === "Sign out everywhere"))
    await found(() => location.pathname === "/sign-in")
    expect(signOuts()[0]).toEqual({ route: "POST /sign-out", body: { everywhere: true } })
  })
})

describe("people with an account", () => {
  const menu = async (name: string, item: string) => {
    await press(await found(() => button(`More for ${name}`)))
    const items = () => [...document.querySelectorAll<HTMLElement>("[role=menuitem]")]
    await press(await found(() => items().find((element) => element.textContent === item)))
  }
  it("are disabled after asking", async () => {
    const asked = await opened(OWNER, { "PATCH /users/bob": () => json(user("bob", 5)) })
    await menu("bob", "Disable")
    await press(await found(() => button("Disable")))
    await found(() => text().includes("Disabled"))
    expect(asked.at(-1)).toEqual({ route: "PATCH /users/bob", body: { disabled: true } })
  })
  it("are invited by a link that is shown once", async () => {
    const invitation = { user: user("cy"), token: "t", url: "https://x/invite#t" }
    const asked = await opened(OWNER, { "POST /users": () => json(invitation, 201) })
    await press(button("Invite"))
    await type(await found(() => heading("Invite somebody") && input("Person")), "Cy")
    await type(input("Sign-in name"), "cy")
    await press(button("Create invitation"))
    await found(() => input("Invitation link for cy").value === "https://x/invite#t")
    expect(asked.at(-1)?.body).toEqual({ name: "Cy", login: "cy", owner: false })
  })
  it("get a new link when they forgot their password", async () => {
    const invitation = { user: user("bob"), token: "t2", url: "https://x/invite#t2" }
    await opened(OWNER, { "POST /users/bob/invitation": () => json(invitation) })
    await menu("bob", "New invitation link")
    await found(() => input("Invitation link for bob").value === "https://x/invite#t2")
  })
})
