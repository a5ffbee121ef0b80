/** People and links as the dialog shows them. */
import type { Instant } from "../../shared/time.ts"
import type { Person, ShareLink } from "../../shared/wire/http.ts"
import type { User } from "./share-api.ts"

const USER = "user:"

/** The account behind an actor; undefined for guests, rules and keys. */
export const userIdOf = (actor: string): string | undefined =>
  actor.startsWith(USER) ? actor.slice(USER.length) : undefined

export interface PeopleLists {
  readonly members: readonly Person[]
  /** Guests and former members: names that stand in the ledger. */
  readonly others: readonly Person[]
}

export function peopleListsOf(people: readonly Person[]): PeopleLists {
  const sorted = [...people].sort((a, b) => a.name.localeCompare(b.name))
  const isMember = ({ actor, role }: Person) => role !== null && userIdOf(actor) !== undefined
  return {
    members: sorted.filter(isMember),
    others: sorted.filter((person) => !isMember(person) && /^(user|guest):/.test(person.actor)),
  }
}

/** Accounts that may still be added. */
export function usersToAdd(users: readonly User[], people: readonly Person[]): readonly User[] {
  const here = new Set(people.filter(({ role }) => role !== null).map(({ actor }) => userIdOf(actor)))
  return users.filter(({ id, disabledAt }) => disabledAt === null && !here.has(id))
}

const isOpen = ({ revokedAt, expiresAt }: ShareLink, now: Instant): boolean =>
  revokedAt === null && (expiresAt === null || expiresAt > now)

export interface LinkLists {
  readonly open: readonly ShareLink[]
  readonly closed: readonly ShareLink[]
}

export function linkListsOf(links: readonly ShareLink[], now: Instant): LinkLists {
  const newestFirst = [...links].sort((a, b) => b.createdAt - a.createdAt)
  return {
    open: newestFirst.filter((link) => isOpen(link, now)),
    closed: newestFirst.filter((link) => !isOpen(link, now)),
  }
}
