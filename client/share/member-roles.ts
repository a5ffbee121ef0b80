import { places } from "../words/en/places.ts"

/** Roles that a person on a board can have; wall displays come by links of their own. */
export const MEMBER_ROLES = ["lead", "member", "viewer"] as const

export const roleOptions = (roles: readonly (keyof typeof places.roles)[]) =>
  roles.map((value) => ({ value, label: places.roles[value] }))
