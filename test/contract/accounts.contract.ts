/** Accounts, sessions, share links and settings. */
import { describe, expect, it } from "vitest"
import type { LinkRow, SessionRow, Store, UserRow } from "../../server/store/store.ts"
import type { UserId } from "../../shared/ids.ts"
import { actor, newBoard, newUserId } from "./builders.ts"

const userRow = (id: UserId, over: Partial<UserRow> = {}): UserRow => ({
  ...{ id, login: `${id}@example.org`.toLowerCase() + id, name: "Anna", passwordHash: "scrypt$1$2$3$salt$hash" },
  ...{ owner: false, createdAt: 1, disabledAt: null },
  ...over,
})

const sessionRow = (tokenHash: string, over: Partial<SessionRow> = {}): SessionRow => ({
  ...{ tokenHash, actor: actor("anna"), userId: null, linkId: null, name: "Anna", crewRole: null },
  ...{ createdAt: 1, expiresAt: 100_000 },
  ...over,
})

export function accountsContract(opened: () => Store): void {
  describe("accounts", () => {
    it("gives a sign-in name to one account only, however many ask at once", async () => {
      const { accounts } = opened()
      const before = await accounts.countUsers()
      const login = `race-${newUserId()}`
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => accounts.createUser(userRow(newUserId(), { login }))),
      )
      expect(answers.filter((answer) => answer === "created")).toHaveLength(1)
      expect(answers.filter((answer) => answer === "login-taken")).toHaveLength(9)
      expect(await accounts.countUsers()).toBe(before + 1)
    })

    it("finds an account by name and by id, and changes only what a patch names", async () => {
      const { accounts } = opened()
      const row = userRow(newUserId(), { owner: true })
      await accounts.createUser(row)
      expect(await accounts.findUser({ login: row.login })).toEqual(row)
      await accounts.updateUser(row.id, { owner: false, disabledAt: 7 })
      await accounts.updateUser(row.id, {})
      expect(await accounts.findUser({ id: row.id })).toEqual({ ...row, owner: false, disabledAt: 7 })
      await accounts.updateUser(row.id, { name: "A", passwordHash: "new", disabledAt: null })
      expect(await accounts.findUser({ id: row.id })).toEqual({ ...row, owner: false, name: "A", passwordHash: "new" })
      expect(await accounts.findUser({ login: "nobody" })).toBeUndefined()
      expect((await accounts.listUsers()).map(({ id }) => id)).toContain(row.id)
    })
  })

  describe("PINs", () => {
    it("are kept one per person, with their wrong tries, until they are taken off", async () => {
      const { accounts } = opened()
      const who = actor(`pin-${newUserId()}`)
      const row = { actor: who, hash: "scrypt$1$2$3$salt$hash", setAt: 5, failures: 0, lockedUntil: null }
      expect(await accounts.findPin(who)).toBeUndefined()
      await accounts.putPin(row)
      await accounts.putPin({ ...row, failures: 5, lockedUntil: 1_790_000_000_000 })
      expect(await accounts.findPin(who)).toEqual({ ...row, failures: 5, lockedUntil: 1_790_000_000_000 })
      await accounts.putPin({ ...row, hash: null })
      expect(await accounts.findPin(who)).toEqual({ ...row, hash: null })
      await accounts.deletePin(who)
      expect(await accounts.findPin(who)).toBeUndefined()
    })

    it("of guests go with the last session in which they could come back", async () => {
      const { accounts } = opened()
      const pinOf = (who: SessionRow["actor"]) => ({ actor: who, hash: "x", setAt: 1, failures: 0, lockedUntil: null })
      const [gone, here] = [`guest:${newUserId()}`, `guest:${newUserId()}`] as [
        SessionRow["actor"],
        SessionRow["actor"],
      ]
      const account = `user:${newUserId()}` as SessionRow["actor"]
      await accounts.createSession(sessionRow(`gone ${gone}`, { actor: gone, expiresAt: 10 }))
      await accounts.createSession(sessionRow(`here ${here}`, { actor: here, expiresAt: 100_000 }))
      for (const who of [gone, here, account]) await accounts.putPin(pinOf(who))
      await accounts.deleteExpiredSessions(50)
      expect(await accounts.findPin(gone)).toBeUndefined()
      expect(await accounts.findPin(here)).toEqual(pinOf(here))
      expect(await accounts.findPin(account)).toEqual(pinOf(account))
    })
  })

  describe("sessions", () => {
    it("slides the end of a session that is there, and revives none that is gone", async () => {
      const { accounts } = opened()
      const row = sessionRow(`slides ${newUserId()}`)
      await accounts.createSession(row)
      await accounts.extendSession(row.tokenHash, 200_000)
      expect(await accounts.findSession(row.tokenHash)).toEqual({ ...row, expiresAt: 200_000 })
      await accounts.deleteSession(row.tokenHash)
      await accounts.extendSession(row.tokenHash, 300_000)
      expect(await accounts.findSession(row.tokenHash)).toBeUndefined()
    })

    it("ends all sessions of an account or of a link, and says which", async () => {
      const { accounts } = opened()
      const [userId, linkId] = [newUserId(), `link ${newUserId()}`]
      const own = [sessionRow(`u1 ${userId}`, { userId }), sessionRow(`u2 ${userId}`, { userId })]
      const guest = sessionRow(`g ${linkId}`, { linkId, crewRole: "tester" })
      for (const row of [...own, guest]) await accounts.createSession(row)
      expect([...(await accounts.deleteSessionsOf({ userId }))].sort()).toEqual(own.map((row) => row.tokenHash))
      expect(await accounts.findSession(guest.tokenHash)).toEqual(guest)
      expect(await accounts.deleteSessionsOf({ linkId })).toEqual([guest.tokenHash])
      expect(await accounts.deleteSessionsOf({ linkId })).toEqual([])
    })

    it("counts the sessions of a link that are open", async () => {
      const { accounts } = opened()
      const linkId = `link ${newUserId()}`
      for (const expiresAt of [900, 901, 902])
        await accounts.createSession(sessionRow(`c${expiresAt} ${linkId}`, { linkId, expiresAt }))
      expect(await accounts.countGuests(linkId, 900)).toBe(2)
      expect(await accounts.countGuests(`link ${newUserId()}`, 0)).toBe(0)
    })

    it("removes what has expired and keeps the rest", async () => {
      const { accounts } = opened()
      const [over, live] = [
        sessionRow(`o ${newUserId()}`, { expiresAt: 50 }),
        sessionRow(`l ${newUserId()}`, { expiresAt: 51 }),
      ]
      await accounts.createSession(over)
      await accounts.createSession(live)
      expect(await accounts.deleteExpiredSessions(50)).toBe(1)
      expect(await accounts.findSession(over.tokenHash)).toBeUndefined()
      expect(await accounts.findSession(live.tokenHash)).toEqual(live)
    })
  })

  describe("share links and settings", () => {
    it("finds a link by its token's hash and by id, lists those of a board, and keeps what a patch leaves out", async () => {
      const { accounts } = opened()
      const board = await newBoard(opened())
      const id = newUserId()
      const link: LinkRow = {
        ...{ id, board, tokenHash: `hash of ${id}`, role: "viewer", label: "Night shift", createdBy: actor("anna") },
        ...{ createdAt: 1, expiresAt: null, revokedAt: null, uses: 0, lastUsedAt: null },
      }
      await accounts.createLink(link)
      expect(await accounts.findLink({ tokenHash: link.tokenHash })).toEqual(link)
      await Promise.all([accounts.countUse(id, 8), accounts.countUse(id, 8), accounts.countUse(id, 8)])
      await accounts.updateLink(id, { revokedAt: 9 })
      const changed = { ...link, uses: 3, lastUsedAt: 8, revokedAt: 9 }
      expect(await accounts.findLink({ id })).toEqual(changed)
      expect(await accounts.listLinks(board)).toEqual([changed])
      expect(await accounts.listLinks(await newBoard(opened()))).toEqual([])
    })

    it("lists the guests of a board who may still come back, and what they may do there", async () => {
      const { accounts } = opened()
      const board = await newBoard(opened())
      const guest = async (name: string, link: Partial<LinkRow>, expiresAt = 100_000) => {
        const linkId = newUserId()
        await accounts.createLink({
          ...{ id: linkId, board, tokenHash: `hash of ${linkId}`, role: "member", label: "", createdBy: actor("anna") },
          ...{ createdAt: 1, expiresAt: null, revokedAt: null, uses: 0, lastUsedAt: null },
          ...link,
        })
        const row = { actor: actor(name), name, linkId, crewRole: "test", expiresAt }
        await accounts.createSession(sessionRow(`guest ${linkId}`, row))
      }
      await guest("here", {})
      await guest("until later", { expiresAt: 51, role: "viewer" })
      await guest("revoked", { revokedAt: 9 })
      await guest("link is over", { expiresAt: 50 })
      await guest("session is over", {}, 50)
      await guest("elsewhere", { board: await newBoard(opened()) })
      const guests = await accounts.listGuests(board, 50)
      expect(guests.map(({ name, role, crewRole }) => [name, role, crewRole]).sort()).toEqual([
        ["here", "member", "test"],
        ["until later", "viewer", "test"],
      ])
    })

    it("keeps the latest value of a setting", async () => {
      const { accounts } = opened()
      const key = `key ${newUserId()}`
      expect(await accounts.getSetting(key)).toBeUndefined()
      await accounts.putSetting(key, "one")
      await accounts.putSetting(key, "two")
      expect(await accounts.getSetting(key)).toBe("two")
    })
  })
}
