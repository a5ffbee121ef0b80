import { describe, expect, it } from "vitest"
import { needsPerson, SignRequests } from "../../../client/sync/sign-requests.ts"
import { BOARD_ROLES } from "../../../shared/rules/permission.ts"

describe("promises that wait for a person", () => {
  it.each(BOARD_ROLES.map((role) => [role, role === "shared"] as const))("%s: %s", (role, waits) => {
    expect(needsPerson(role, "check.sign")).toBe(waits)
    expect(needsPerson(role, "huddle.join")).toBe(waits)
    expect(needsPerson(role, "huddle.step")).toBe(false)
  })

  it("stand in the order of asking, each under one id, until each is settled", async () => {
    let made = 0
    const requests = new SignRequests(() => `command-${++made}`)
    const first = requests.ask({ kind: "card.take", card: "a" })
    const second = requests.ask({ kind: "card.take", card: "b" })
    expect(requests.list.get().map(({ command }) => command.id)).toEqual(["command-1", "command-2"])
    requests.list.get()[1]?.settle({ id: "command-2", ok: false, code: "forbidden", detail: "" })
    expect(requests.list.get()).toHaveLength(1)
    requests.list.get()[0]?.settle({ id: "command-1", ok: true, seq: 3, hash: "" })
    expect(await first).toMatchObject({ ok: true, seq: 3 })
    expect(await second).toMatchObject({ ok: false })
    expect(requests.list.get()).toEqual([])
  })
})
