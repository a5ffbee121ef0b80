// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from "vitest"
import { ClosedBoard } from "../../../client/ClosedBoard.tsx"
import { FakeSession } from "../support/fake-session.ts"
import { show, text } from "./screen.tsx"

beforeEach(() => void vi.stubGlobal("indexedDB", { databases: async () => [] }))

it.each([
  ["a member", "user:bob", true],
  ["a guest", "guest:1", false],
])("offers %s (%s) whose access ended their other boards: %s", async (_who, actor, hasBoards) => {
  const session = new FakeSession()
  session.me.set({ actor, name: "Bob", role: "member" })
  await show(<ClosedBoard session={session} reason="revoked" onReopen={() => undefined} />)
  expect(text()).toContain("Your access to this board has ended")
  expect(document.querySelector("a[href='/']") !== null).toBe(hasBoards)
})
