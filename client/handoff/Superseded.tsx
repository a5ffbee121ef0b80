import { Button } from "@mantine/core"
import { useState } from "react"
import type { Handoff } from "../../shared/handoff/handoff.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useMe } from "../hooks/useBoard.ts"
import { handoff as words } from "../words/en/handoff.ts"
import classes from "./handoff.module.css"
import { useNames } from "./useNames.ts"
import { useReadDraft } from "./useReadDraft.ts"

/** Somebody else was faster: who, by how much, and what becomes of the words that were written for it. */
export function Superseded({ handoff }: { handoff: Handoff }) {
  const session = useBoardSession()
  const me = useMe()
  const names = useNames()
  const { draft, forget } = useReadDraft(handoff.id)
  const [said, setSaid] = useState("")
  const { receiver } = handoff
  const hasTried = draft.askedAt !== undefined || draft.readBack.trim() !== ""
  if (receiver === null || receiver === me?.actor || !hasTried) return null
  const earlier =
    draft.askedAt === undefined || handoff.acceptedAt === null
      ? undefined
      : Math.max(0, draft.askedAt - handoff.acceptedAt)
  const comment = async (text: string) => {
    const answer = await session.command({ kind: "comment.add", card: handoff.card, text, mentions: [receiver] })
    setSaid(answer.ok ? words.posted : answer.detail)
    return answer.ok
  }
  const name = names.person(receiver)
  return (
    <div className={classes.superseded} role="alert">
      <p>
        <strong>{words.superseded(name, earlier)}</strong>
      </p>
      {draft.readBack.trim() !== "" && (
        <figure className={classes.quote}>
          <figcaption>{words.supersededText}</figcaption>
          <blockquote>{draft.readBack}</blockquote>
        </figure>
      )}
      <div className={classes.buttons}>
        {draft.readBack.trim() !== "" && said === "" && (
          <Button size="compact-sm" onClick={() => void comment(`${words.copyPrefix}${draft.readBack.trim()}`)}>
            {words.postAsComment}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => void comment(words.backupComment(name)).then((isSaid) => isSaid && forget())}
        >
          {words.backup}
        </Button>
        <Button size="compact-sm" variant="default" onClick={forget}>
          {words.dismiss}
        </Button>
      </div>
      <p role="status" className={classes.quiet}>
        {said}
      </p>
    </div>
  )
}
