/** What letting people in asks of the server. */
import type { BoardRole } from "../../shared/rules/permission.ts"
import type { Instant } from "../../shared/time.ts"
import type { NewShareLink, Person, ScreenSettings, ShareLink } from "../../shared/wire/http.ts"
import { api } from "../api/client.ts"

export interface User {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly owner: boolean
  readonly createdAt: Instant
  readonly disabledAt: Instant | null
}
export interface Invitation {
  readonly user: User
  readonly token: string
  readonly url: string
}
export interface LinkAsk {
  readonly role: "member" | "viewer" | "kiosk"
  readonly label: string
  /** Undefined: until it is revoked. */
  readonly expiresInMinutes?: number
  /** For wall displays. */
  readonly screen?: ScreenSettings
}
export interface MemberPatch {
  readonly role?: BoardRole
  readonly crewRoles?: readonly string[]
}

export const usersApi = {
  list: () => api.get<readonly User[]>("/users"),
  invite: (name: string, login: string, owner = false) => api.post<Invitation>("/users", { name, login, owner }),
  inviteAgain: (id: string) => api.post<Invitation>(`/users/${id}/invitation`),
  change: (id: string, patch: { readonly disabled?: boolean; readonly owner?: boolean }) =>
    api.patch<User>(`/users/${id}`, patch),
}

export const membersApi = (board: string) => ({
  list: () => api.get<readonly Person[]>(`/boards/${board}/people`),
  add: (userId: string, role: BoardRole) => api.post<Person>(`/boards/${board}/members`, { userId, role }),
  change: (userId: string, patch: MemberPatch) => api.patch<Person>(`/boards/${board}/members/${userId}`, patch),
  remove: (userId: string) => api.delete<undefined>(`/boards/${board}/members/${userId}`),
})

export const linksApi = (board: string) => ({
  list: () => api.get<readonly ShareLink[]>(`/boards/${board}/links`),
  create: (ask: LinkAsk) => api.post<NewShareLink>(`/boards/${board}/links`, ask),
  revoke: (link: string) => api.delete<undefined>(`/boards/${board}/links/${link}`),
})
