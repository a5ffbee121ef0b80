import { Button } from "@mantine/core"
import type { Instant } from "../../shared/time.ts"
import type { ShareLink } from "../../shared/wire/http.ts"
import { Moment } from "../ui/Moment.tsx"
import { places } from "../words/en/places.ts"
import { share as words } from "../words/en/share.ts"
import classes from "./share.module.css"

interface LinkRowProps {
  readonly link: ShareLink
  readonly now: Instant
  /** Left out for links that are closed already. */
  readonly onRevoke?: () => void
}

export function LinkRow({ link, now, onRevoke }: LinkRowProps) {
  const label = link.label || words.unlabelled
  return (
    <li className={classes.person}>
      <div className={classes.who}>
        <span className={classes.name}>{label}</span>
        <span className={classes.facts}>
          <span>{places.roles[link.role]}</span>
          <LinkEnd link={link} now={now} />
          <span>
            {words.uses(link.uses)}
            {link.lastUsedAt !== null && (
              <>
                , {words.lastUsed} <Moment at={link.lastUsedAt} now={now} />
              </>
            )}
          </span>
        </span>
      </div>
      {onRevoke && (
        <Button variant="default" size="xs" aria-label={words.revokeLink(label)} onClick={onRevoke}>
          {words.revoke}
        </Button>
      )}
    </li>
  )
}

function LinkEnd({ link: { revokedAt, expiresAt }, now }: { link: ShareLink; now: Instant }) {
  if (revokedAt !== null)
    return (
      <span>
        {words.revoked} <Moment at={revokedAt} now={now} />
      </span>
    )
  if (expiresAt === null) return <span>{words.neverExpires}</span>
  return (
    <span>
      {expiresAt > now ? words.expiresAt : words.expired} <Moment at={expiresAt} now={now} />
    </span>
  )
}
