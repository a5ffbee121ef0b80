// @vitest-environment happy-dom
import { act, type ReactNode } from "react"
import { createRoot, type Root } from "react-dom/client"
import { afterEach, describe, expect, it, vi } from "vitest"
import { api } from "../../../client/api/client.ts"
import { BoardSessionProvider } from "../../../client/hooks/BoardSessionProvider.tsx"
import { useLabels, useSaveState } from "../../../client/hooks/useBoard.ts"
import { useCard, useCardIds, usePromise } from "../../../client/hooks/useCards.ts"
import { useLaneIds } from "../../../client/hooks/useLanes.ts"
import { usePeopleOnCard } from "../../../client/hooks/usePeople.ts"
import { personName, usePersonName } from "../../../client/hooks/usePeopleDirectory.ts"
import type { Presence } from "../../../client/sync/board-session.ts"
import type { Change } from "../../../shared/change/change.ts"
import type { ActorId } from "../../../shared/ids.ts"
import { type FakeSession, fakeSession } from "../support/fake-session.ts"

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
let root: Root | undefined
afterEach(() => act(() => root?.unmount()))

const board = () =>
  fakeSession({
    meta: { version: 1, name: "B", "l:x": { name: "Web", color: "blue" } },
    lanes: { l1: { name: "One", rank: "a0" }, l2: { name: "Two", rank: "a1" } },
    cards: { a: { title: "A", place: ["l1", "a0"] }, b: { title: "B", place: ["l1", "a1"] } },
  })
const title = (id: string, to: string): Change => ({ kind: "set", root: "cards", id, key: "title", from: null, to })

async function show(session: FakeSession, children: ReactNode) {
  const place = document.createElement("div")
  root = createRoot(place)
  await act(async () => root?.render(<BoardSessionProvider session={session}>{children}</BoardSessionProvider>))
  return place
}

const renders: string[] = []
function CardLine({ id }: { id: string }) {
  renders.push(id)
  const accountable = usePromise(id)?.accountable
  return (
    <p>
      {useCard(id)?.title} {accountable} {usePeopleOnCard(id).length}
    </p>
  )
}
function Everything() {
  return (
    <>
      {useLaneIds().map((lane) => (
        <LaneLine key={lane} id={lane} />
      ))}
      <i>{useLabels().map((label) => label.name)}</i>
      <b>{useSaveState().kind}</b>
    </>
  )
}
function LaneLine({ id }: { id: string }) {
  return useCardIds(id).map((card) => <CardLine key={card} id={card} />)
}

describe("the hooks", () => {
  it("draw the board, and again only the card that somebody edited", async () => {
    const session = board()
    const place = await show(session, <Everything />)
    expect(place.innerHTML).toBe("<p>A  0</p><p>B  0</p><i>Web</i><b>saved</b>")
    renders.length = 0
    await act(async () => session.remote([title("b", "Better")]))
    expect(renders).toEqual(["b"])
    expect(place.innerHTML).toContain("Better")
  })

  it("draw again only the card whose promise changed", async () => {
    const session = board()
    const place = await show(session, <Everything />)
    renders.length = 0
    await act(async () => session.setPromise("a", { accountable: "user:ada" as ActorId }))
    expect(renders).toEqual(["a"])
    expect(place.innerHTML).toContain("user:ada")
  })

  it("draw no card again while somebody moves about elsewhere", async () => {
    const session = board()
    const ada: Presence = { clientId: 1, actor: "user:ada", name: "Ada", color: "red", card: "a" }
    const bob: Presence = { clientId: 2, actor: "user:bob", name: "Bob", color: "blue" }
    const place = await show(session, <Everything />)
    await act(async () => session.people.set([ada, bob]))
    expect(place.innerHTML).toContain("<p>A  1</p>")
    renders.length = 0
    await act(async () => session.people.set([ada, { ...bob, drag: { card: "b", lane: "l2", index: 0 } }]))
    expect(renders).toEqual([])
  })

  it("follow the honest indicator", async () => {
    const session = board()
    const place = await show(session, <Everything />)
    await act(async () => session.save.set({ kind: "offline", waiting: 1, since: 0 }))
    expect(place.innerHTML).toContain("<b>offline</b>")
  })
})

describe("the name of an actor", () => {
  it.each([
    ["user:ada", "Ada"],
    ["system", "Throughline"],
    ["rule:route@3", "Rule route@3"],
    ["user:unknown", "Somebody"],
  ])("of %s is %s", (actor, name) => {
    const people = new Map([["user:ada", { actor: "user:ada", name: "Ada", role: null, crewRoles: [] }]])
    expect(personName(people, actor)).toBe(name)
  })
})

function Named({ actor }: { actor: string }) {
  return <p>{usePersonName()(actor)}</p>
}

it("asks anew, once, for the name of somebody who is to be named and was not known before", async () => {
  vi.useFakeTimers()
  const known = [{ actor: "user:ana", name: "Ana", role: "member", crewRoles: [] }]
  const get = vi.spyOn(api, "get").mockImplementation(async () => [...known] as never)
  const session = board()
  const place = await show(session, <Named actor="user:ana" />)
  expect(place.textContent).toBe("Ana")
  known.push({ actor: "guest:cleo", name: "Cleo", role: "member", crewRoles: [] })
  const shown = (children: ReactNode) =>
    act(async () => {
      root?.render(<BoardSessionProvider session={session}>{children}</BoardSessionProvider>)
      await vi.advanceTimersByTimeAsync(20_000)
    })
  await shown(<Named actor="guest:cleo" />)
  expect(place.textContent).toBe("Cleo")
  expect(get).toHaveBeenCalledTimes(2)
  await shown(<Named actor="guest:long-gone" />)
  expect(place.textContent).toBe("Somebody")
  expect(get).toHaveBeenCalledTimes(3)
  get.mockRestore()
  vi.useRealTimers()
})

it("goes on asking for names when the network failed a moment after somebody else was to be named", async () => {
  vi.useFakeTimers()
  const clock = vi.spyOn(performance, "now").mockImplementation(() => Date.now())
  const known = [{ actor: "user:ana", name: "Ana", role: "member", crewRoles: [] }]
  const fails: ((why: Error) => void)[] = []
  let isOnline = true
  const get = vi
    .spyOn(api, "get")
    .mockImplementation(
      () => (isOnline ? Promise.resolve([...known]) : new Promise((_, fail) => fails.push(fail))) as never,
    )
  const session = board()
  const place = await show(session, <Named actor="user:ana" />)
  const shown = async (children: ReactNode) =>
    act(async () => root?.render(<BoardSessionProvider session={session}>{children}</BoardSessionProvider>))
  await act(async () => void (await vi.advanceTimersByTimeAsync(12_000)))
  isOnline = false
  await shown(<Named actor="guest:cleo" />)
  await act(async () => void (await vi.advanceTimersByTimeAsync(100)))
  await shown(<Named actor="guest:dan" />)
  await act(async () => void (await vi.advanceTimersByTimeAsync(100)))
  for (const fail of fails) fail(new Error("no network"))
  known.push({ actor: "guest:dan", name: "Dan", role: "member", crewRoles: [] })
  isOnline = true
  await act(async () => void (await vi.advanceTimersByTimeAsync(20_000)))
  expect(place.textContent).toBe("Dan")
  for (const mock of [get, clock]) mock.mockRestore()
  vi.useRealTimers()
})
