import { generateKeyPairSync } from "node:crypto"
import { describe, expect, it } from "vitest"
import { createPasswords } from "../../../server/auth/passwords.ts"
import { createPins, PIN_TRIES, PIN_TRIES_IN_ALL, pinKeyOf } from "../../../server/auth/pins.ts"
import type { Accounts, PinRow } from "../../../server/store/store.ts"
import type { ActorId } from "../../../shared/ids.ts"
import { DAY_MS, MINUTE_MS } from "../../../shared/time.ts"

const ANA = "user:ana" as ActorId
const BO = "user:bo" as ActorId
/** Whoever set up the screen. */
const HERE = "user:lead"

function stage() {
  const rows = new Map<string, PinRow>()
  const derived: (string | undefined)[] = []
  const clock = { now: 1_000_000 }
  const accounts = {
    findPin: async (actor: ActorId) => rows.get(actor),
    putPin: async (row: PinRow) => void rows.set(row.actor, row),
    deletePin: async (actor: ActorId) => void rows.delete(actor),
  } as Partial<Accounts> as Accounts
  const real = createPasswords({ N: 16, r: 1, p: 1 })
  const passwords = {
    ...real,
    verify: (word: string, stored: string | undefined) => {
      derived.push(stored)
      return real.verify(word, stored)
    },
  }
  const key = pinKeyOf(generateKeyPairSync("ed25519").privateKey)
  const parts = { accounts, passwords, key, now: () => clock.now }
  return { pins: createPins(parts), rows, clock, derived, parts }
}

describe("PINs", () => {
  it("know the right one, for the person whose it is and nobody else", async () => {
    const { pins, rows } = stage()
    await pins.set(ANA, "4071")
    expect(await pins.check(ANA, "4071", HERE)).toEqual({ kind: "right" })
    rows.set(BO, { ...rows.get(ANA)!, actor: BO })
    expect(await pins.check(BO, "4071", HERE)).toEqual({ kind: "wrong", triesLeft: PIN_TRIES - 1 })
  })

  it("cannot be tried through with a copy of the database: another key knows none of them", async () => {
    const { pins, rows, parts } = stage()
    await pins.set(ANA, "4071")
    expect(JSON.stringify([...rows.values()])).not.toContain("4071")
    const stolen = createPins({ ...parts, key: pinKeyOf(generateKeyPairSync("ed25519").privateKey) })
    expect(await stolen.check(ANA, "4071", HERE)).toMatchObject({ kind: "wrong" })
  })

  it("lock after five wrong tries in a row, each further one for twice as long, and the right one does not open them", async () => {
    const { pins, clock } = stage()
    await pins.set(ANA, "4071")
    const wrong = () => pins.check(ANA, "9999", HERE)
    const left = []
    for (let tries = 1; tries < PIN_TRIES; tries++) left.push(await wrong())
    expect(left).toEqual([4, 3, 2, 1].map((triesLeft) => ({ kind: "wrong", triesLeft })))
    const until = clock.now + 15 * MINUTE_MS
    expect(await wrong()).toEqual({ kind: "locked", until })
    expect(await pins.check(ANA, "4071", HERE)).toEqual({ kind: "locked", until })
    expect(await pins.state(ANA)).toEqual({ isSet: true, lockedUntil: until })
    clock.now = until
    expect(await wrong()).toEqual({ kind: "locked", until: until + 30 * MINUTE_MS })
    clock.now += 30 * MINUTE_MS
    expect(await pins.check(ANA, "4071", HERE)).toEqual({ kind: "right" })
    expect(await wrong()).toEqual({ kind: "wrong", triesLeft: 4 })
  })

  it("lock where they are guessed at: nobody can lock a colleague out of the screens of others", async () => {
    const { pins, clock } = stage()
    await pins.set(ANA, "4071")
    for (let tries = 0; tries < PIN_TRIES; tries++) await pins.check(ANA, "9999", "user:mallory")
    expect(await pins.check(ANA, "4071", "user:mallory")).toMatchObject({ kind: "locked" })
    expect(await pins.check(ANA, "4071", HERE)).toEqual({ kind: "right" })
    expect(await pins.check(ANA, "4071", "user:mallory")).toMatchObject({ kind: "locked" })
    expect(await pins.state(ANA)).toEqual({ isSet: true, lockedUntil: clock.now + 15 * MINUTE_MS })
  })

  it("lock everywhere after twenty wrong tries at all screens together, and a server that starts anew knows that", async () => {
    const { pins, clock, parts } = stage()
    await pins.set(ANA, "4071")
    for (let tries = 0; tries < PIN_TRIES_IN_ALL; tries++)
      await pins.check(ANA, "9999", `user:${Math.floor(tries / (PIN_TRIES - 1))}`)
    const locked = { kind: "locked", until: clock.now + 15 * MINUTE_MS }
    expect(await pins.check(ANA, "4071", HERE)).toEqual(locked)
    expect(await createPins(parts).check(ANA, "4071", HERE)).toEqual(locked)
  })

  it("stay locked for a day at most", async () => {
    const { pins, clock } = stage()
    let until = 0
    for (let tries = 0; tries < 40; tries++) {
      clock.now = Math.max(clock.now, until)
      const checked = await pins.check(ANA, "9999", HERE)
      if (checked.kind === "locked") until = checked.until
    }
    expect(until - clock.now).toBe(DAY_MS)
  })

  it("count tries that are made at once one by one", async () => {
    const { pins } = stage()
    await pins.set(ANA, "4071")
    const checked = await Promise.all(Array.from({ length: 50 }, () => pins.check(ANA, "9999", HERE)))
    expect(checked.filter(({ kind }) => kind === "wrong")).toHaveLength(PIN_TRIES - 1)
  })

  it("answer for somebody who has none with the same work, the same words and the same lock", async () => {
    const { pins, derived } = stage()
    await pins.set(ANA, "4071")
    const tries = async (actor: ActorId) => {
      const answers = []
      for (let count = 0; count < PIN_TRIES + 1; count++) answers.push(await pins.check(actor, "9999", HERE))
      return answers
    }
    const withPin = await tries(ANA)
    const work = derived.splice(0).length
    expect(await tries(BO)).toEqual(withPin)
    expect(derived).toHaveLength(work)
    expect(await pins.state(BO)).toMatchObject({ isSet: false })
  })

  it("are open again with a new one, and gone when they are taken off", async () => {
    const { pins } = stage()
    await pins.set(ANA, "4071")
    for (let tries = 0; tries < PIN_TRIES; tries++) await pins.check(ANA, "9999", HERE)
    await pins.set(ANA, "8305")
    expect(await pins.check(ANA, "8305", HERE)).toEqual({ kind: "right" })
    await pins.remove(ANA)
    expect(await pins.check(ANA, "8305", HERE)).toMatchObject({ kind: "wrong" })
  })
})
