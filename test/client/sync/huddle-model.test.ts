import { expect, it } from "vitest"
import { fakeSession } from "../support/fake-session.ts"

const CREW = ["me", "bo"].map((id) => ({ actor: `user:${id}`, name: id, role: "member" as const, crewRoles: [] }))

it("tells its listeners of every step of a huddle, and says the same object until something changes", async () => {
  const session = fakeSession({ crew: CREW as never })
  const { model } = session
  let told = 0
  model.subscribe("huddle", () => told++)
  expect(model.huddle()).toEqual({ open: null, last: null })
  await session.command({ kind: "huddle.start", huddle: "hud1" })
  const first = model.huddle()
  expect(first.open).toMatchObject({ id: "hud1", driver: "user:me", step: 0 })
  expect(model.huddle()).toBe(first)
  await session.command({ kind: "huddle.step", huddle: "hud1", from: 0, to: 1 })
  expect(first.open?.step).toBe(0)
  expect(model.huddle().open?.step).toBe(1)
  const before = model.actions()
  await session.command({ kind: "huddle.act", huddle: "hud1", text: "Ring Kim", person: "user:bo", due: "2026-11-27" })
  expect(before).toEqual([])
  expect(model.actions()).toMatchObject([{ text: "Ring Kim", state: "open" }])
  expect(model.promises().actions).toHaveLength(1)
  expect(told).toBe(3)
})
