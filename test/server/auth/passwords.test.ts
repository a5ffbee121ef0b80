import { expect, it } from "vitest"
import { createPasswords, TooManySignIns } from "../../../server/auth/passwords.ts"

const CHEAP = { N: 16, r: 1, p: 1 }

it("verifies the password that was hashed and no other", async () => {
  const { hash, verify } = createPasswords(CHEAP)
  const stored = await hash("correct horse")
  expect(await verify("correct horse", stored)).toBe(true)
  expect(await verify("correct horsf", stored)).toBe(false)
})

it("writes the cost and a salt of its own into every hash", async () => {
  const { hash } = createPasswords(CHEAP)
  const [first, second] = [await hash("same"), await hash("same")]
  expect(first).toMatch(/^scrypt\$16\$1\$1\$[\w-]{22}\$[\w-]{43}$/)
  expect(first).not.toBe(second)
})

it("verifies hashes that were made at another cost", async () => {
  const stored = await createPasswords({ N: 32, r: 2, p: 1 }).hash("moved")
  expect(await createPasswords(CHEAP).verify("moved", stored)).toBe(true)
})

it("takes the same word in either Unicode form", async () => {
  const { hash, verify } = createPasswords(CHEAP)
  expect(await verify("caf\u0065\u0301 au lait", await hash("caf\u00e9 au lait"))).toBe(true)
})

it.each([undefined, "", "scrypt$16$1$1$$", "plain text", "scrypt$16$1$1$c2FsdA$dG9vc2hvcnQ"])(
  "never verifies against %o",
  async (stored) => {
    expect(await createPasswords(CHEAP).verify("", stored)).toBe(false)
  },
)

it("works through a crowd two at a time and refuses those beyond the queue", async () => {
  const { hash } = createPasswords(CHEAP)
  const crowd = await Promise.allSettled(Array.from({ length: 80 }, () => hash("crowd")))
  const refused = crowd.filter((outcome) => outcome.status === "rejected")
  expect(refused).toHaveLength(80 - 2 - 64)
  for (const outcome of refused) expect(outcome.reason).toBeInstanceOf(TooManySignIns)
  await expect(hash("afterwards")).resolves.toBeTypeOf("string")
})
