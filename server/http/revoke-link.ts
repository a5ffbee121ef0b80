/** A link's end: whoever came by it is out at once, and the ledger says so. */
import type { LinkRow } from "../store/store.ts"
import type { Parts } from "./parts.ts"
import { type Deed, tell } from "./tell.ts"

export async function revokeLink(parts: Parts, deed: Deed, link: LinkRow): Promise<void> {
  if (link.revokedAt === null) await parts.store.accounts.updateLink(link.id, { revokedAt: parts.now() })
  await parts.sessions.endAllOfLink(link.id)
  if (link.revokedAt === null) tell(parts, deed, "link.revoked", { link: link.id })
}
