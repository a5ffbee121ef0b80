/** Whether a link lets anybody in. */
import type { Instant } from "../../shared/time.ts"
import type { LinkRow } from "../store/store.ts"

export const isLinkOpen = (link: LinkRow, now: Instant): boolean =>
  link.revokedAt === null && (link.expiresAt === null || link.expiresAt > now)
