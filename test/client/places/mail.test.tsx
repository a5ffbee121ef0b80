// @vitest-environment happy-dom
import { act } from "react"
import { beforeEach, describe, expect, it } from "vitest"
import { ConfirmMailScreen, StopMailScreen } from "../../../client/settings/MailLinkScreen.tsx"
import { MailSection } from "../../../client/settings/MailSection.tsx"
import { ownTimeZone } from "../../../client/settings/mail-api.ts"
import type { MailSettings } from "../../../shared/wire/http.ts"
import { empty, json, problem, stubApi } from "./api-stub.ts"
import { button, found, heading, input, press, show, text, type } from "./screen.tsx"

const NONE: MailSettings = {
  ...{ isOffered: true, address: null, isConfirmed: false, frequency: "off" },
  ...{ morningAt: "08:00", timeZone: "UTC", atOnce: false },
}
const WAITING: MailSettings = { ...NONE, address: "bo@example.org", frequency: "morning" }
const CONFIRMED: MailSettings = { ...WAITING, isConfirmed: true }

const opened = async (settings: MailSettings, routes: Parameters<typeof stubApi>[0] = {}) => {
  const asked = stubApi({ "GET /me/mail": () => json(settings), ...routes })
  await show(<MailSection />)
  await found(() => heading("Mail") && !document.querySelector("[aria-label^=Loading]"))
  return asked
}

describe("one's mail", () => {
  it("says when the server sends none", async () => {
    await opened({ ...NONE, isOffered: false })
    expect(text()).toContain("This server sends no mail")
    expect(document.querySelector("input")).toBeNull()
  })

  it("takes an address with the time zone of this browser, and says that a link was sent", async () => {
    const asked = await opened(NONE, { "PATCH /me/mail": () => json(WAITING) })
    await type(input("E-mail address"), "not an address")
    await press(button("Send the link"))
    expect(text()).toContain("That does not look like an e-mail address")
    await type(input("E-mail address"), " bo@example.org ")
    await press(button("Send the link"))
    await found(() => text().includes("bo@example.org is not confirmed yet"))
    const body = { address: "bo@example.org", timeZone: ownTimeZone() }
    expect(asked.at(-1)).toEqual({ route: "PATCH /me/mail", body })
  })

  it("keeps what was typed when the mail server does not take it", async () => {
    await opened(NONE, { "PATCH /me/mail": () => problem(502, "mail-not-taken") })
    await type(input("E-mail address"), "bo@example.org")
    await press(button("Send the link"))
    await found(() => text().includes("detail of mail-not-taken"))
    expect(input("E-mail address").value).toBe("bo@example.org")
  })

  it("offers times only once the address is confirmed", async () => {
    await opened(WAITING)
    expect(document.querySelector("select")).toBeNull()
    expect(button("Send it again")).toBeDefined()
    await opened(CONFIRMED)
    expect(document.querySelector("select")?.value).toBe("morning")
    expect(input("At").value).toBe("08:00")
  })

  it("changes the hour when the field is left, and the rest at once", async () => {
    const asked = await opened(CONFIRMED, { "PATCH /me/mail": () => json({ ...CONFIRMED, morningAt: "07:15" }) })
    await type(input("At"), "07:15")
    expect(asked).toHaveLength(1)
    await act(async () => {
      input("At").focus()
      input("At").blur()
    })
    await found(() => asked.length === 2)
    expect(asked.at(-1)).toEqual({ route: "PATCH /me/mail", body: { morningAt: "07:15" } })
    await press(input("At once, when a critical handoff is escalated to me"))
    await found(() => asked.length === 3)
    expect(asked.at(-1)).toEqual({ route: "PATCH /me/mail", body: { atOnce: true } })
  })

  it("forgets the address", async () => {
    await opened(CONFIRMED, { "DELETE /me/mail": () => empty() })
    await press(button("Forget the address"))
    await found(() => text().includes("Your address is forgotten"))
    expect(input("E-mail address").value).toBe("")
  })
})

describe("a link from a mail", () => {
  beforeEach(() => history.replaceState(null, "", "/mail/confirm#proof"))

  it("confirms only when somebody presses, as mail programs open links by themselves", async () => {
    const asked = stubApi({ "POST /mail/confirm": () => json({ address: "bo@example.org" }) })
    await show(<ConfirmMailScreen />)
    expect([location.hash, asked]).toEqual(["", []])
    await press(button("Yes, send mail here"))
    await found(() => text().includes("Mail goes to bo@example.org"))
    expect(asked).toEqual([{ route: "POST /mail/confirm", body: { token: "proof" } }])
  })

  it("says when it has run out", async () => {
    stubApi({ "POST /mail/confirm": () => problem(410, "gone") })
    await show(<ConfirmMailScreen />)
    await press(button("Yes, send mail here"))
    await found(() => heading("This link does not work any more"))
  })

  it("stops mail without an account", async () => {
    const asked = stubApi({ "POST /mail/stop": () => empty() })
    await show(<StopMailScreen />)
    await press(button("Stop mail"))
    await found(() => heading("No mail comes any more"))
    expect(asked.map(({ route }) => route)).toEqual(["POST /mail/stop?token=proof"])
  })
})
