import * as encoding from "lib0/encoding"
import { describe, expect, it } from "vitest"
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from "y-protocols/awareness"
import * as Y from "yjs"
import { RELAY_LIMITS } from "../../../server/relay/limits.ts"
import { Presence, type PresenceConnection } from "../../../server/relay/presence.ts"
import { presenceUser, stampState } from "../../../server/relay/presence-state.ts"
import type { ActorId } from "../../../shared/ids.ts"

/** Somebody with the stock awareness, connected to a presence without a socket between. */
class Person implements PresenceConnection {
  readonly presenceUser
  readonly awareness: Awareness
  readonly received: Uint8Array[] = []
  constructor(name: string, clientId: number) {
    this.presenceUser = presenceUser({ actor: `user:${name}` as ActorId, name, role: "member", crewRoles: ["tester"] })
    const doc = new Y.Doc()
    doc.clientID = clientId
    this.awareness = new Awareness(doc)
    clearInterval(this.awareness._checkInterval)
  }
  sendPresence(frame: Uint8Array): void {
    this.received.push(frame)
    // The frame's type and the length come before the update.
    const length = frame.length - 1
    const head = length < 130 ? 2 : 3
    applyAwarenessUpdate(this.awareness, frame.subarray(head), "relay")
  }
}

function room(
  limits: Partial<typeof RELAY_LIMITS> = {},
  boundTo: (id: number) => string | undefined = () => undefined,
) {
  const people = new Set<Person>()
  const presence = new Presence(
    { ...RELAY_LIMITS, presenceFlushMs: 1, presencePerSecond: 1e6, ...limits },
    people,
    boundTo,
  )
  const enter = (name: string, clientId: number) => {
    const person = new Person(name, clientId)
    people.add(person)
    presence.sendAll(person)
    return person
  }
  const say = (person: Person, state: object | null, clients = [person.awareness.clientID]) => {
    person.awareness.setLocalState(state as never)
    return presence.receive(person, encodeAwarenessUpdate(person.awareness, clients), performance.now())
  }
  const leave = (person: Person) => {
    people.delete(person)
    presence.leave(person)
  }
  return { presence, enter, say, leave }
}

const flushed = () => new Promise((resolve) => setTimeout(resolve, 15))
const seenBy = (person: Person, clientId: number) => person.awareness.getStates().get(clientId)

function message(...entries: readonly (readonly [id: number, clock: number, json: string])[]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, entries.length)
    for (const [id, clock, json] of entries) {
      encoding.writeVarUint(encoder, id)
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarString(encoder, json)
    }
  })
}

describe("presence", () => {
  it("brings a state to the others with the identity that the relay knows, and not back to its author", async () => {
    const { enter, say } = room()
    const [anna, ben] = [enter("anna", 100), enter("ben", 200)]
    say(anna, { card: "card-1", user: { name: "The Boss", actor: "user:boss", color: "#000000" }, secret: 1 })
    await flushed()
    expect(seenBy(ben, 100)).toEqual({
      card: "card-1",
      user: {
        actor: "user:anna",
        name: "anna",
        color: expect.stringMatching(/^#[0-9a-f]{6}$/),
        role: "member",
        crewRoles: ["tester"],
      },
    })
    expect(anna.received).toEqual([])
    expect(seenBy(anna, 100)).toMatchObject({ secret: 1 })
  })

  it("tells who comes later, and tells the others who left", async () => {
    const { enter, say, leave } = room()
    const anna = enter("anna", 100)
    say(anna, { view: "board" })
    await flushed()
    const ben = enter("ben", 200)
    expect(seenBy(ben, 100)).toMatchObject({ view: "board" })
    leave(anna)
    await flushed()
    expect(seenBy(ben, 100)).toBeUndefined()
  })

  it("refuses to replace, to remove and to revive anybody else", async () => {
    const { presence, enter, say, leave } = room()
    const [anna, ben, mallory] = [enter("anna", 100), enter("ben", 200), enter("mallory", 300)]
    say(anna, { view: "board" })
    say(mallory, { view: "evil" })
    await flushed()
    presence.receive(mallory, message([100, 99, '{"view":"spoofed"}']), performance.now())
    presence.receive(mallory, message([100, 99, "null"]), performance.now())
    presence.receive(ben, message([100, 99, '{"view":"spoofed"}']), performance.now())
    await flushed()
    expect(seenBy(ben, 100)).toMatchObject({ view: "board", user: { name: "anna" } })
    leave(anna)
    presence.receive(mallory, message([100, 100, '{"view":"spoofed"}']), performance.now())
    await flushed()
    expect(seenBy(ben, 100)).toBeUndefined()
  })

  it("lets nobody show themselves under a client id that writes for somebody else", async () => {
    const { presence, enter } = room({}, (id) => (id === 100 ? "user:anna" : undefined))
    const [mallory, ben] = [enter("mallory", 300), enter("ben", 200)]
    presence.receive(mallory, message([100, 1, '{"view":"spoofed"}']), performance.now())
    await flushed()
    expect(seenBy(ben, 100)).toBeUndefined()
  })

  it("takes no notice of the states of others that stock clients send back, and does not close them", async () => {
    const { presence, enter, say } = room()
    const [anna, ben] = [enter("anna", 100), enter("ben", 200)]
    say(anna, { view: "board" })
    await flushed()
    const back = encodeAwarenessUpdate(ben.awareness, [100])
    expect(presence.receive(ben, back, performance.now())).toBe(true)
    say(ben, { view: "mine" }, [100, 200])
    await flushed()
    expect(seenBy(anna, 200)).toMatchObject({ view: "mine" })
    expect(seenBy(ben, 100)).toMatchObject({ user: { name: "anna" } })
  })

  it("shows somebody who reconnects under the same id, with the same clock, before and after the old socket is gone", async () => {
    const { presence, enter, say, leave } = room()
    const [anna, ben] = [enter("anna", 100), enter("ben", 200)]
    say(anna, { view: "one" })
    await flushed()
    const again = enter("anna", 100)
    presence.receive(again, encodeAwarenessUpdate(anna.awareness, [100]), performance.now())
    leave(anna)
    await flushed()
    expect(seenBy(ben, 100)).toMatchObject({ view: "one" })
    leave(again)
    await flushed()
    expect(seenBy(ben, 100)).toBeUndefined()
    const third = enter("anna", 100)
    presence.receive(third, encodeAwarenessUpdate(anna.awareness, [100]), performance.now())
    await flushed()
    expect(seenBy(ben, 100)).toMatchObject({ view: "one" })
  })

  it("merges what comes faster than the limit, and the last state wins", async () => {
    const { enter, say } = room({ presencePerSecond: 20 })
    const [anna, ben] = [enter("anna", 100), enter("ben", 200)]
    for (let index = 0; index < 500; index++) say(anna, { view: `view-${index}` })
    await new Promise((resolve) => setTimeout(resolve, 120))
    expect(seenBy(ben, 100)).toMatchObject({ view: "view-499" })
    expect(ben.received.length).toBeLessThan(6)
  })

  it.each([
    ["a million entries", encoding.encode((encoder) => encoding.writeVarUint(encoder, 1_000_000))],
    ["more than the limit", message([300, 1, JSON.stringify({ view: "x".repeat(5_000) })])],
    ["bytes after the end", Uint8Array.of(0, 1)],
    ["less than it says", Uint8Array.of(1, 5)],
  ])("refuses %s", (_what, bytes) => {
    const { presence, enter } = room()
    expect(presence.receive(enter("mallory", 300), bytes, performance.now())).toBe(false)
  })
})

describe("a presence state", () => {
  const user = presenceUser({ actor: "user:anna" as ActorId, name: "anna", role: "member" })

  it("keeps the fields that are known, each in its form, and nothing else", () => {
    const cursor = { anchor: { type: null, tname: "text", item: { client: 1, clock: 2 }, assoc: 0, x: 1 }, head: null }
    const said = {
      cursor,
      card: "card-1",
      drag: { card: "card-1", lane: "todo", index: 2, x: 1.5, evil: 1 },
      editing: "card-1/title",
      selection: ["a", 5],
      constructor: 1,
    }
    const stamped = JSON.parse(stampState(JSON.stringify(said), user) ?? "")
    expect(stamped).toEqual({
      cursor: { anchor: { type: null, tname: "text", item: { client: 1, clock: 2 }, assoc: 0 }, head: null },
      card: "card-1",
      drag: { card: "card-1", lane: "todo", index: 2, x: 1.5 },
      editing: "card-1/title",
      selection: ["a"],
      user,
    })
  })

  it.each(['{"__proto__":{"card":"x"}}', '{"user":{"name":"x"}}', '{"card":{"toString":1}}', "{}"])(
    "strips %s to who it is",
    (json) => {
      expect(JSON.parse(stampState(json, user) ?? "")).toEqual({ user })
    },
  )

  it.each(["[1]", "5", "{", "true"])("is none when it is %s", (json) => {
    expect(stampState(json, user)).toBeUndefined()
  })
})
