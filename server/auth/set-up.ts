/**
 * Links that make an account usable: the set-up link of a server that has nobody yet, and invitations of single people.
 * Each works once; the server keeps hashes in its settings.
 */
import type { UserId } from "../../shared/ids.ts"
import { DAY_MS, type Instant } from "../../shared/time.ts"
import type { Accounts, UserRow } from "../store/store.ts"
import { equalSecrets, hashToken, isToken, newToken } from "./tokens.ts"

const INVITATION_MS = 14 * DAY_MS
const SET_UP = "set-up"
const invitationKey = (user: UserId) => `invitation:${user}`

export interface SetUp {
  /** A new set-up token while there are no users; older ones stop working. */
  start(): Promise<string | undefined>
  /** Runs `use` when the token is the right one and nobody has an account yet; one at a time, once. */
  redeem<T>(token: string, use: () => Promise<T>): Promise<T | undefined>
  /** A new invitation of a user; older ones stop working. */
  invite(user: UserId): Promise<string>
  findInvited(token: string): Promise<UserRow | undefined>
  closeInvitation(user: UserId): Promise<void>
}

export function createSetUp(accounts: Accounts, now: () => Instant): SetUp {
  let turn: Promise<unknown> = Promise.resolve()
  return {
    async start() {
      if ((await accounts.countUsers()) > 0) return undefined
      const { token, tokenHash } = newToken()
      await accounts.putSetting(SET_UP, tokenHash)
      return token
    },
    redeem(token, use) {
      const result = turn.then(async () => {
        const hash = await accounts.getSetting(SET_UP)
        if (!hash || !equalSecrets(hash, hashToken(token)) || (await accounts.countUsers()) > 0) return undefined
        const used = await use()
        await accounts.putSetting(SET_UP, "")
        return used
      })
      turn = result.catch(() => undefined) // The next one in line must come to its turn; the asker gets the error itself.
      return result
    },
    async invite(user) {
      const { token, tokenHash } = newToken()
      await accounts.putSetting(invitationKey(user), `${tokenHash} ${now() + INVITATION_MS}`)
      return `${user}.${token}`
    },
    async findInvited(invitation) {
      const [user, token] = splitInvitation(invitation)
      if (user === undefined || token === undefined) return undefined
      const [hash, expiresAt] = ((await accounts.getSetting(invitationKey(user))) ?? "").split(" ")
      const isOpen = hash !== undefined && hash !== "" && Number(expiresAt) > now()
      if (!isOpen || !equalSecrets(hash, hashToken(token))) return undefined
      const found = await accounts.findUser({ id: user })
      return found && found.disabledAt === null ? found : undefined
    },
    closeInvitation: (user) => accounts.putSetting(invitationKey(user), ""),
  }
}

function splitInvitation(invitation: string): readonly [UserId, string] | readonly [] {
  const at = invitation.lastIndexOf(".")
  const token = invitation.slice(at + 1)
  return at > 0 && isToken(token) ? [invitation.slice(0, at) as UserId, token] : []
}
