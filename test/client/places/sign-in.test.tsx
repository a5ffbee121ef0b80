// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest"
import { account, sessionEnded } from "../../../client/sign-in/account.ts"
import { InviteScreen } from "../../../client/sign-in/InviteScreen.tsx"
import { JoinScreen } from "../../../client/sign-in/JoinScreen.tsx"
import { SetupScreen } from "../../../client/sign-in/SetupScreen.tsx"
import { SignInScreen } from "../../../client/sign-in/SignInScreen.tsx"
import { empty, json, problem, stubApi } from "./api-stub.ts"
import { button, describedBy, found, heading, input, press, show, text, type } from "./screen.tsx"

const ADA = { actor: "user:ada", name: "Ada", kind: "member", owner: true, login: "ada" }
const LINK = { boardId: "b".repeat(22), boardName: "Kitchen pass", role: "member" }

beforeEach(() => {
  sessionEnded()
  localStorage.clear()
  history.replaceState(null, "", "/")
})

const visit = (address: string) => history.replaceState(null, "", address)

describe("signing in", () => {
  const fillIn = async (login: string, password: string) => {
    await type(input("Sign-in name"), login)
    await type(input("Password"), password)
    await press(button("Sign in"))
  }

  it("objects to empty fields at the fields, focuses the first, and asks nobody", async () => {
    const asked = stubApi({})
    await show(<SignInScreen />)
    await press(button("Sign in"))
    const login = input("Sign-in name")
    expect(document.activeElement).toBe(login)
    expect(login.getAttribute("aria-invalid")).toBe("true")
    expect(describedBy(login)).toContain("Type your sign-in name.")
    expect(describedBy(input("Password"))).toContain("Type your password.")
    expect(asked).toEqual([])
  })

  it("goes back to where one was, as whoever signed in", async () => {
    visit("/sign-in?next=%2Fb%2Fabc%3Fcard%3D1")
    const asked = stubApi({ "POST /sign-in": () => json(ADA) })
    await show(<SignInScreen />)
    await fillIn(" ada ", "secret words")
    await found(() => location.pathname === "/b/abc")
    expect(location.search).toBe("?card=1")
    expect(asked).toContainEqual({ route: "POST /sign-in", body: { login: "ada", password: "secret words" } })
    expect(account.get()).toEqual({ kind: "signed-in", me: ADA })
  })

  it("says that name and password do not belong together, and keeps the name", async () => {
    stubApi({ "POST /sign-in": () => problem(401, "wrong-credentials") })
    await show(<SignInScreen />)
    await fillIn("ada", "wrong")
    const alert = await found(() => document.querySelector("[role=alert]"))
    expect(alert.textContent).toBe("This name and password do not belong together.")
    expect(input("Sign-in name").value).toBe("ada")
  })

  it("counts down while the server wants to be left alone", async () => {
    stubApi({ "POST /sign-in": () => problem(429, "too-many", {}, { "retry-after": "42" }) })
    await show(<SignInScreen />)
    await fillIn("ada", "wrong")
    const waiting = await found(() => button("Wait 42 s"))
    expect(waiting.disabled).toBe(true)
    expect(text()).toContain("Wait 42 seconds")
  })

  it("says so when nothing answers", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")))
    await show(<SignInScreen />)
    await fillIn("ada", "secret")
    const alert = await found(() => document.querySelector("[role=alert]"))
    expect(alert.textContent).toContain("The server does not answer")
  })

  it("names its fields for password managers", async () => {
    await show(<SignInScreen />)
    expect(input("Sign-in name").autocomplete).toBe("username")
    expect(input("Password").autocomplete).toBe("current-password")
  })
})

describe("a share link", () => {
  it("leaves the address bar at once, and survives a reload", async () => {
    visit("/join#secret-token")
    const asked = stubApi({ "POST /join/peek": () => json(LINK) })
    await show(<JoinScreen />)
    expect(location.href).not.toContain("secret-token")
    await found(() => heading("Join “Kitchen pass”"))
    expect(asked.filter(({ route }) => route === "POST /join/peek")).toEqual([
      { route: "POST /join/peek", body: { token: "secret-token" } },
    ])
    expect(history.state).toEqual({ oneTimeToken: "secret-token" })
  })

  it("lets a guest in under a name and crew role, remembers both, and forgets the token", async () => {
    visit("/join#t1")
    const guest = { actor: "guest:1", name: "Sam", kind: "guest", owner: false, boardId: LINK.boardId }
    const asked = stubApi({ "POST /join/peek": () => json(LINK), "POST /join": () => json(guest, 201) })
    await show(<JoinScreen />)
    await found(() => heading("Join “Kitchen pass”"))
    await type(input("Your name"), "Sam ")
    await type(input("What you do here"), "Runner")
    await press(button("Join the board"))
    await found(() => location.pathname === `/b/${LINK.boardId}`)
    expect(asked).toContainEqual({ route: "POST /join", body: { token: "t1", name: "Sam", crewRole: "Runner" } })
    expect(JSON.stringify(history.state ?? "")).not.toContain("t1")

    visit("/join#t2")
    await show(<JoinScreen />)
    expect((await found(() => input("Your name"))).value).toBe("Sam")
    expect(input("What you do here").value).toBe("Runner")
  })

  it("sends no crew role where none was typed", async () => {
    visit("/join#t1")
    const asked = stubApi({ "POST /join/peek": () => json(LINK), "POST /join": () => json(ADA, 201) })
    await show(<JoinScreen />)
    await type(await found(() => heading("Join “Kitchen pass”") && input("Your name")), "Sam")
    await press(button("Join the board"))
    await found(() => location.pathname.startsWith("/b/"))
    expect(asked).toContainEqual({ route: "POST /join", body: { token: "t1", name: "Sam" } })
  })

  it("says that it does not work any more, and whom to ask", async () => {
    visit("/join#old")
    stubApi({ "POST /join/peek": () => problem(410, "gone") })
    await show(<JoinScreen />)
    await found(() => heading("This link does not work any more"))
  })

  it("says so when it ends between looking and joining", async () => {
    visit("/join#t1")
    stubApi({ "POST /join/peek": () => json(LINK), "POST /join": () => problem(410, "gone") })
    await show(<JoinScreen />)
    await type(await found(() => heading("Join “Kitchen pass”") && input("Your name")), "Sam")
    await press(button("Join the board"))
    await found(() => heading("This link does not work any more"))
  })

  it("says that it is not complete without its fragment", async () => {
    visit("/join")
    const asked = stubApi({})
    await show(<JoinScreen />)
    expect(heading("This link is not complete")).toBeDefined()
    expect(asked).toEqual([])
  })

  it("can be tried again when nothing answered", async () => {
    visit("/join#t1")
    let isUp = false
    stubApi({ "POST /join/peek": () => (isUp ? json(LINK) : Promise.reject(new TypeError("down"))) })
    await show(<JoinScreen />)
    const again = await found(() => button("Try again"))
    isUp = true
    await press(again)
    await found(() => heading("Join “Kitchen pass”"))
  })
})

describe("an invitation", () => {
  it("greets by name, takes a password, and signs in", async () => {
    visit("/invite#u1.secret")
    const asked = stubApi({
      "POST /invitations/peek": () => json({ login: "grace", name: "Grace" }),
      "POST /invitations/accept": () => json(ADA),
    })
    await show(<InviteScreen />)
    await found(() => heading("Welcome, Grace"))
    expect(input("Sign-in name").value).toBe("grace")
    await type(input("Password"), "short")
    await press(button("Save and sign in"))
    expect(describedBy(input("Password"))).toContain("5 more characters")
    await type(input("Password"), "long enough now")
    await press(button("Save and sign in"))
    await found(() => location.pathname === "/")
    expect(asked.at(-1)).toEqual({
      route: "POST /invitations/accept",
      body: { token: "u1.secret", password: "long enough now" },
    })
  })

  it("says that it has been used", async () => {
    visit("/invite#u1.secret")
    stubApi({ "POST /invitations/peek": () => problem(410, "gone") })
    await show(<InviteScreen />)
    await found(() => heading("This invitation does not work any more"))
  })
})

describe("setting up", () => {
  it("makes the owner's account, then offers templates and an import", async () => {
    visit("/setup#setup-token")
    const board = { id: LINK.boardId, name: "Ward 7" }
    const asked = stubApi({ "POST /setup": () => json(ADA, 201), "POST /boards": () => json(board, 201) })
    await show(<SetupScreen />)
    await type(input("Your name"), "Ada")
    await type(input("Sign-in name"), "ada")
    await type(input("Password"), "a long password")
    await press(button("Create account"))
    await found(() => heading("Your first board"))
    expect(document.querySelectorAll("input[name=template]")).toHaveLength(6)
    expect(button("Bring a board along")).toBeDefined()
    await press(document.querySelector<HTMLElement>("input[value=ward-shift]"))
    expect(input("Name").value).toBe("Ward shift")
    await type(input("Name"), "Ward 7")
    await press(button("Create board"))
    await found(() => location.pathname === `/b/${board.id}`)
    expect(asked.map(({ route }) => route)).toEqual(["POST /setup", "POST /boards"])
    expect(asked[0]?.body).toEqual({ token: "setup-token", name: "Ada", login: "ada", password: "a long password" })
    expect(asked[1]?.body).toEqual({ name: "Ward 7", template: "ward-shift", samples: true })
  })

  it("shows the server's objection at the field that it speaks of", async () => {
    visit("/setup#setup-token")
    const errors = [{ path: "body.login", message: "Somebody has this name." }]
    stubApi({ "POST /setup": () => problem(400, "bad-request", { errors }) })
    await show(<SetupScreen />)
    await type(input("Your name"), "Ada")
    await type(input("Sign-in name"), "ada")
    await type(input("Password"), "a long password")
    await press(button("Create account"))
    await found(() => describedBy(input("Sign-in name")).includes("Somebody has this name."))
    expect(document.activeElement).toBe(input("Sign-in name"))
  })

  it("says that the link has been used", async () => {
    visit("/setup#used")
    stubApi({ "POST /setup": () => problem(410, "gone"), "POST /sign-out": empty })
    await show(<SetupScreen />)
    await type(input("Your name"), "Ada")
    await type(input("Sign-in name"), "ada")
    await type(input("Password"), "a long password")
    await press(button("Create account"))
    await found(() => heading("This set-up link has been used or replaced"))
  })
})
