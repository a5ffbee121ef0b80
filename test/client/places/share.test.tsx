// @vitest-environment happy-dom
import type { ReactNode } from "react"
import { beforeEach, describe, expect, it } from "vitest"
import { BoardSessionProvider } from "../../../client/hooks/BoardSessionProvider.tsx"
import { BoardSettings } from "../../../client/settings/BoardSettings.tsx"
import { ShareDialog } from "../../../client/share/ShareDialog.tsx"
import { signedInAs } from "../../../client/sign-in/account.ts"
import type { Me, Person, ShareLink } from "../../../shared/wire/http.ts"
import { type FakeSession, fakeSession } from "../support/fake-session.ts"
import { empty, json, problem, stubApi } from "./api-stub.ts"
import { button, found, heading, input, leaveField, press, show, text, type } from "./screen.tsx"

const ADA: Me = { actor: "user:ada", name: "Ada", kind: "member", owner: true, login: "ada" }
const B = "/boards/fakeboardfakeboardfake"
const user = (id: string, owner = false) => ({ id, login: id, name: id, owner, createdAt: 0, disabledAt: null })
const person = (actor: string, role: Person["role"]): Person => ({ actor, name: actor, role, crewRoles: [] })
const link = (id: string, more: Partial<ShareLink> = {}): ShareLink => ({
  ...{ id, role: "member", label: id, createdAt: 0, expiresAt: null, revokedAt: null, uses: 0, lastUsedAt: null },
  ...more,
})
const nothing = () => undefined

const within = (session: FakeSession, screen: ReactNode) =>
  show(<BoardSessionProvider session={session}>{screen}</BoardSessionProvider>)

beforeEach(() => signedInAs(ADA))

describe("people of a board", () => {
  const opened = async (more: Parameters<typeof stubApi>[0] = {}) => {
    const asked = stubApi({
      [`GET ${B}/people`]: () => json([person("user:ada", "lead"), person("user:bob", "member")]),
      "GET /users": () => json([user("ada", true), user("bob"), user("cy")]),
      ...more,
    })
    await within(fakeSession(), <ShareDialog opened onClose={nothing} />)
    await found(() => input("Role of user:bob"))
    return asked
  }

  it("changes a role", async () => {
    const asked = await opened({ [`PATCH ${B}/members/bob`]: () => json(person("user:bob", "viewer")) })
    await type(input("Role of user:bob"), "viewer")
    await found(() => input("Role of user:bob").value === "viewer")
    expect(asked.at(-1)).toEqual({ route: `PATCH ${B}/members/bob`, body: { role: "viewer" } })
  })

  it("shows the old role again when the server refuses", async () => {
    await opened({ [`PATCH ${B}/members/bob`]: () => problem(403, "forbidden") })
    await type(input("Role of user:bob"), "viewer")
    await found(() => text().includes("detail of forbidden"))
    expect(input("Role of user:bob").value).toBe("member")
  })

  it("does not let anybody change the role of a server's owner", async () => {
    await opened()
    expect(() => input("Role of user:ada")).toThrow()
  })

  it("asks before it removes somebody", async () => {
    const asked = await opened({ [`DELETE ${B}/members/bob`]: empty })
    await press(button("Remove user:bob"))
    await found(() => text().includes("Remove user:bob from this board?"))
    expect(asked.some(({ route }) => route.startsWith("DELETE"))).toBe(false)
    await press(button("Remove"))
    await found(() => asked.some(({ route }) => route === `DELETE ${B}/members/bob`))
  })

  it("makes an account with an invitation link and puts it on the board", async () => {
    const invitation = { user: user("dee"), token: "t", url: "https://x/invite#t" }
    const asked = await opened({
      "POST /users": () => json(invitation, 201),
      [`POST ${B}/members`]: () => json(person("user:dee", "member"), 201),
    })
    await type(input("Sign-in name"), "dee")
    await press(button("Create invitation"))
    expect(text()).toContain("Type your name.")
    const names = [...document.querySelectorAll<HTMLInputElement>("input[name=name]")]
    await type(names[0] as HTMLInputElement, "Dee")
    await press(button("Create invitation"))
    await found(() => input("Invitation link for dee").value === "https://x/invite#t")
    expect(asked.at(-1)).toEqual({ route: `POST ${B}/members`, body: { userId: "dee", role: "member" } })
  })

  it("shows members the list and nothing to change", async () => {
    stubApi({ [`GET ${B}/people`]: () => json([person("user:bob", "member")]) })
    const session = fakeSession({ me: { actor: "user:bob", name: "Bob", role: "member" } })
    await within(session, <ShareDialog opened onClose={nothing} />)
    await found(() => text().includes("user:bob"))
    expect(text()).toContain("Only a lead can change who may come in.")
    expect(button("Remove user:bob")).toBeUndefined()
    expect(() => input("Role of user:bob")).toThrow()
  })
})

describe("share links of a board", () => {
  const opened = async (links: readonly ShareLink[], more: Parameters<typeof stubApi>[0] = {}) => {
    const asked = stubApi({
      [`GET ${B}/people`]: () => json([]),
      "GET /users": () => json([]),
      [`GET ${B}/links`]: () => json(links),
      ...more,
    })
    await within(fakeSession(), <ShareDialog opened onClose={nothing} />)
    await press([...document.querySelectorAll<HTMLElement>("[role=tab]")].find((tab) => tab.textContent === "Links"))
    await found(() => button("Create link"))
    return asked
  }

  it("makes a link that ends in a week, and shows it this once", async () => {
    const made = { ...link("new", { label: "Supplier" }), token: "t", url: "https://x/join#t" }
    const asked = await opened([], { [`POST ${B}/links`]: () => json(made, 201) })
    await type(input("For whom"), " Supplier ")
    await press(button("Create link"))
    await found(() => input("Member link").value === "https://x/join#t")
    expect(asked.at(-1)?.body).toEqual({ role: "member", label: "Supplier", expiresInMinutes: 7 * 24 * 60 })
    expect(text()).toContain("Supplier")
  })

  it("makes a link without an end when asked to", async () => {
    const asked = await opened([], { [`POST ${B}/links`]: () => problem(403, "forbidden") })
    await type(input("Works for"), "never")
    await type(input("Role"), "viewer")
    await press(button("Create link"))
    await found(() => text().includes("detail of forbidden"))
    expect(asked.at(-1)?.body).toEqual({ role: "viewer", label: "" })
  })

  it("tells uses and end of each, and asks before it revokes", async () => {
    let links = [link("Ward", { uses: 3, lastUsedAt: Date.now(), expiresAt: Date.now() + 3_600_000 })]
    const asked = await opened([], {
      [`GET ${B}/links`]: () => json(links),
      [`DELETE ${B}/links/Ward`]: () => {
        links = [{ ...(links[0] as ShareLink), revokedAt: Date.now() }]
        return empty()
      },
    })
    expect(text()).toContain("used 3 times, last just now")
    expect(text()).toContain("ends in 1 hour")
    await press(button("Revoke Ward"))
    await found(() => text().includes("Revoke “Ward”?"))
    expect(asked.some(({ route }) => route.startsWith("DELETE"))).toBe(false)
    await press(button("Revoke"))
    await found(() => text().includes("Closed links (1)"))
  })
})

describe("what a board defines", () => {
  const META = {
    ...{ version: 1, name: "Ward" },
    "l:bug": { name: "Bug", color: "red" },
    "f:size": { name: "Size", type: "choice", options: ["S"], rank: "a0V" },
    "r:nurse": { name: "Nurse" },
  }
  const opened = async (session = fakeSession({ meta: META })) => {
    await within(session, <BoardSettings opened onClose={nothing} />)
    await found(() => heading("Labels"))
    return session
  }

  it("renames the board when the field is left, and not on every letter", async () => {
    const session = await opened()
    await type(input("Name of the board"), "Ward 7")
    expect(session.model.meta().name).toBe("Ward")
    await leaveField(input("Name of the board"))
    expect(session.model.meta().name).toBe("Ward 7")
  })

  it("keeps the name when the field is left empty", async () => {
    const session = await opened()
    await type(input("Name of the board"), " ")
    expect(text()).toContain("A name is needed.")
    await leaveField(input("Name of the board"))
    expect(session.model.meta().name).toBe("Ward")
    expect(input("Name of the board").value).toBe("Ward")
  })

  it("adds a label in a colour of its own, and objects to a name that is taken", async () => {
    const session = await opened()
    await type(input("New label"), "bug")
    await press(button("Add label"))
    expect(text()).toContain("There is one of this name already.")
    await type(input("New label"), "Idea")
    await press(button("Add label"))
    await found(() => session.edits.length === 1)
    expect(Object.values(session.model.meta())).toContainEqual({ name: "Idea", color: "blue" })
  })

  it("removes a role with a way back", async () => {
    const session = await opened()
    await press(button("Remove Nurse"))
    expect(session.model.meta()["r:nurse"]).toBeUndefined()
    await press(await found(() => button("Undo")))
    expect(session.model.meta()["r:nurse"]).toEqual({ name: "Nurse" })
  })

  it("adds a field of a kind, after those that are there", async () => {
    const session = await opened()
    await type(input("Kind"), "number")
    await type(input("New field"), "Weight")
    await press(button("Add field"))
    const added = await found(() =>
      Object.values(session.model.meta()).find((value) => (value as { name?: string }).name === "Weight"),
    )
    const { type: kind, rank } = added as { type: string; rank: string }
    expect(kind).toBe("number")
    expect(rank > "a0V").toBe(true)
  })

  it("shows somebody else's edit at once, but not in the field that is being typed in", async () => {
    const session = await opened()
    await type(input("Name of the board"), "Mine")
    const theirs = { kind: "set-meta", key: "name", from: "Ward", to: "Theirs" } as const
    session.remote([theirs])
    expect(input("Name of the board").value).toBe("Mine")
  })

  it("is read-only for viewers", async () => {
    await opened(fakeSession({ meta: META, me: { actor: "user:v", name: "V", role: "viewer" } }))
    expect(input("Name of the board").readOnly).toBe(true)
    expect(button("Add label")).toBeUndefined()
    expect(button("Remove Bug")).toBeUndefined()
  })
})
