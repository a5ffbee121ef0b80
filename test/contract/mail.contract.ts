/** Who wants mail: every change of a row happens to the revision that was read, or not at all. */
import { describe, expect, it } from "vitest"
import type { MailRow, Store } from "../../server/store/store.ts"
import { newUserId } from "./builders.ts"

async function mailRow(store: Store, over: Partial<MailRow> = {}): Promise<MailRow> {
  const userId = newUserId()
  const account = { id: userId, login: `mail-${userId}`, name: "Anna", passwordHash: "", owner: false }
  await store.accounts.createUser({ ...account, createdAt: 1, disabledAt: null })
  return {
    ...{ userId, revision: 0, address: "anna@example.org", verifiedAt: 5, confirmHash: null, confirmUntil: null },
    ...{ askedAt: 1, frequency: "morning", morningMinute: 480, timeZone: "Europe/Berlin", atOnce: false },
    ...{ unsubscribe: `stop-${userId}`, since: 5, nextAt: null, urgentAt: null, failures: 0 },
    told: { needs: ["a"], urgent: [] },
    ...over,
  }
}

export function mailContract(opened: () => Store): void {
  describe("mail", () => {
    it("finds a row by its person, by what confirms it and by what stops it", async () => {
      const { mail } = opened()
      const row = await mailRow(opened(), { confirmHash: `hash ${newUserId()}`, confirmUntil: 9, atOnce: true })
      expect(await mail.put(row)).toBe(true)
      const kept = { ...row, revision: 1 }
      expect(await mail.find({ userId: row.userId })).toEqual(kept)
      expect(await mail.find({ confirmHash: row.confirmHash! })).toEqual(kept)
      expect(await mail.find({ unsubscribe: row.unsubscribe })).toEqual(kept)
      expect(await mail.find({ userId: newUserId() })).toBeUndefined()
    })

    it("lets one of several change a row, however many read the same revision", async () => {
      const { mail } = opened()
      const row = await mailRow(opened())
      await mail.put(row)
      const read = (await mail.find({ userId: row.userId }))!
      const answers = await Promise.all([1, 2, 3, 4, 5].map((failures) => mail.put({ ...read, failures })))
      expect(answers.filter(Boolean)).toHaveLength(1)
      expect(await mail.find({ userId: row.userId })).toMatchObject({ revision: 2 })
    })

    it("makes a row once, and revives none that was removed", async () => {
      const { mail } = opened()
      const row = await mailRow(opened())
      expect(await Promise.all([mail.put(row), mail.put(row)])).toContain(false)
      const read = (await mail.find({ userId: row.userId }))!
      await mail.remove(row.userId)
      expect(await mail.put(read)).toBe(false)
      expect(await mail.find({ userId: row.userId })).toBeUndefined()
    })

    it("lists whose mail is due, by either clock, and who wants to be told at once", async () => {
      const { mail } = opened()
      const rows = {
        due: await mailRow(opened(), { nextAt: 100 }),
        later: await mailRow(opened(), { nextAt: 101, atOnce: true }),
        urgent: await mailRow(opened(), { urgentAt: 100 }),
        never: await mailRow(opened()),
        unconfirmed: await mailRow(opened(), { atOnce: true, verifiedAt: null }),
      }
      for (const row of Object.values(rows)) await mail.put(row)
      const due = (await mail.listDue(100)).map(({ userId }) => userId)
      for (const [name, { userId }] of Object.entries(rows))
        expect([name, due.includes(userId)]).toEqual([name, name === "due" || name === "urgent"])
      const atOnce = (await mail.listAtOnce()).map(({ userId }) => userId)
      for (const [name, { userId }] of Object.entries(rows))
        expect([name, atOnce.includes(userId)]).toEqual([name, name === "later"])
    })
  })
}
