import { useState } from "react"
import type { NewShareLink, ShareLink } from "../../shared/wire/http.ts"
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx"
import { CopyField } from "../ui/CopyField.tsx"
import { ErrorState } from "../ui/ErrorState.tsx"
import { LoadingState } from "../ui/LoadingState.tsx"
import { toast } from "../ui/toast.ts"
import { useRemote } from "../ui/useRemote.ts"
import { places } from "../words/en/places.ts"
import { share as words } from "../words/en/share.ts"
import { LinkRow } from "./LinkRow.tsx"
import { NewLinkForm } from "./NewLinkForm.tsx"
import classes from "./share.module.css"
import { linksApi } from "./share-api.ts"
import { linkListsOf } from "./share-lists.ts"

/** Links by which people come in without an account. */
export function LinksPanel({ boardId }: { boardId: string }) {
  const api = linksApi(boardId)
  const remote = useRemote(api.list)
  const [made, setMade] = useState<NewShareLink>()
  const [ending, setEnding] = useState<ShareLink>()
  if (remote.state.kind === "loading") return <LoadingState />
  if (remote.state.kind === "failed")
    return <ErrorState problem={remote.state.problem} onRetry={() => void remote.refresh()} />
  const now = Date.now()
  const { open, closed } = linkListsOf(remote.state.value, now)
  const revoke = async (link: ShareLink) => {
    await api.revoke(link.id)
    if (made?.id === link.id) setMade(undefined)
    await remote.refresh()
    toast.say(words.revokedToast)
  }
  return (
    <>
      <p className={classes.note}>{words.linksWords}</p>
      <NewLinkForm
        create={api.create}
        onCreated={(link) => {
          setMade(link)
          remote.replace((links) => [...links, link])
        }}
      />
      {made && (
        <div className={classes.once} role="status">
          <CopyField label={words.newLink(places.roles[made.role])} description={words.newLinkHelp} value={made.url} />
        </div>
      )}
      {open.length === 0 ? (
        <p className={classes.note}>{words.noLinks}</p>
      ) : (
        <ul className={classes.rows} aria-label={words.links}>
          {open.map((link) => (
            <LinkRow key={link.id} link={link} now={now} onRevoke={() => setEnding(link)} />
          ))}
        </ul>
      )}
      {closed.length > 0 && (
        <details className={classes.others}>
          <summary>{words.closedLinks(closed.length)}</summary>
          <ul className={classes.rows}>
            {closed.map((link) => (
              <LinkRow key={link.id} link={link} now={now} />
            ))}
          </ul>
        </details>
      )}
      <ConfirmDialog
        opened={ending !== undefined}
        title={words.revokeTitle(ending?.label || words.unlabelled)}
        confirm={words.revoke}
        danger
        onConfirm={() => (ending ? revoke(ending) : undefined)}
        onClose={() => setEnding(undefined)}
      >
        {words.revokeWords}
      </ConfirmDialog>
    </>
  )
}
