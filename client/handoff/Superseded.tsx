import { Button } from "@mantine/core"
import { useState } from "react"
import type { Handoff } from "../../shared/handoff/handoff.ts"
import { answerTo, receiverFields } from "../../shared/handoff/receiver-answers.ts"
import type { SheetField } from "../../shared/handoff/template.ts"
import type { ActorId } from "../../shared/ids.ts"
import { isTooLate } from "../../shared/promises/needs-me.ts"
import { useCardEntries } from "../card/card-entries.ts"
import { useTold } from "../history/useTold.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useMe } from "../hooks/useBoard.ts"
import { handoff as words } from "../words/en/handoff.ts"
import classes from "./handoff.module.css"
import { mineMeanwhile } from "./mine-meanwhile.ts"
import type { ReadDraft } from "./read-drafts.ts"
import { answerText } from "./refusal-words.ts"
import { storyOf } from "./story.ts"
import { useTemplate } from "./useBrief.ts"
import { useNames } from "./useNames.ts"
import { useReadDraft } from "./useReadDraft.ts"

/**
 * My acceptance came too late: who has it, or why it is not on offer any more, and what becomes of what I wrote and did. It is
 * here after a reload too, until I clear it.
 */
export function Superseded({ handoff }: { handoff: Handoff }) {
  const me = useMe()
  const { draft, forget } = useReadDraft(handoff.id)
  const asked = receiverFields(useTemplate(handoff))
  const said = saidIn(draft, asked)
  const hasTried = draft.askedAt !== undefined || said.length > 0
  if (!me || !hasTried || !isTooLate(handoff, me.actor as ActorId)) return null
  return <Late {...{ handoff, draft, said, forget }} me={me.actor as ActorId} />
}

/** What I wrote to accept it: the read-back, then my answers under what was asked. */
const saidIn = ({ readBack, answers }: ReadDraft, asked: readonly SheetField[]): readonly string[] => [
  ...(readBack.trim() === "" ? [] : [readBack.trim()]),
  ...asked.flatMap(({ key, label }) => (answerTo(answers, key) === "" ? [] : [`${label}: ${answerTo(answers, key)}`])),
]

interface LateProps {
  readonly handoff: Handoff
  readonly said: readonly string[]
  readonly draft: ReadDraft
  readonly me: ActorId
  forget(): void
}

function Late({ handoff, draft, said, me, forget }: LateProps) {
  const entries = useCardEntries()
  const { sentence } = useTold()
  const did = mineMeanwhile(entries, handoff, me, draft.lateAt).map((entry) => sentence(entry))
  const mine = said.join("\n")
  const part = [...(mine === "" ? [] : [`${words.copyPrefix}${mine}`]), ...did].join("\n")
  return (
    <div className={classes.superseded} role="alert">
      <Headline {...{ handoff, draft }} />
      {mine !== "" && (
        <figure className={classes.quote}>
          <figcaption>{words.supersededText}</figcaption>
          <blockquote>{mine}</blockquote>
        </figure>
      )}
      {did.length > 0 && (
        <div>
          <span>{words.didMeanwhile}</span>
          <ul className={classes.did}>
            {did.map((line, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: sentences of the ledger, which only grows
              <li key={i}>{line}</li>
            ))}
          </ul>
        </div>
      )}
      <Choices {...{ handoff, part, me, forget }} />
    </div>
  )
}

function Headline({ handoff, draft }: Pick<LateProps, "handoff" | "draft">) {
  const names = useNames()
  const { reason } = storyOf(useCardEntries(), handoff.id)
  const { receiver, acceptedAt, state, endedBy } = handoff
  if (receiver !== null && (state === "accepted" || state === "done" || state === "verified")) {
    const { askedAt } = draft
    const ms = askedAt === undefined || acceptedAt === null ? undefined : askedAt - acceptedAt
    // Asked on the train before somebody else took it: by the clocks I was earlier, and still too late.
    const said =
      ms !== undefined && ms < 0
        ? words.supersededWhileAway(names.person(receiver))
        : words.superseded(names.person(receiver), ms)
    return (
      <p>
        <strong>{said}</strong>
      </p>
    )
  }
  return (
    <>
      <p>
        <strong>{words.lateEnded(state, endedBy === null ? undefined : names.person(endedBy))}</strong>
      </p>
      {reason && <p className={classes.reason}>{words.because(reason.text)}</p>}
    </>
  )
}

function Choices({
  handoff,
  part,
  me,
  forget,
}: {
  readonly handoff: Handoff
  readonly part: string
  readonly me: ActorId
  forget(): void
}) {
  const session = useBoardSession()
  const names = useNames()
  const [said, setSaid] = useState("")
  const [isPosted, setPosted] = useState(false)
  const { receiver, state, backups, watchers } = handoff
  const isHeld = receiver !== null && (state === "accepted" || state === "done")
  const post = async () => {
    const mentions = receiver === null ? [] : [receiver]
    const answer = await session.command({ kind: "comment.add", card: handoff.card, text: part, mentions })
    setPosted(answer.ok)
    setSaid(answer.ok ? words.posted : answerText(answer, names))
  }
  const follow = async (kind: "handoff.back-up" | "handoff.watch") => {
    const answer = await session.command({ kind, handoff: handoff.id })
    setSaid(answer.ok ? words.followed[kind] : answerText(answer, names))
  }
  return (
    <>
      <div className={classes.buttons}>
        {part !== "" && !isPosted && (
          <Button size="compact-sm" onClick={() => void post()}>
            {isHeld ? words.handMyPart(names.person(receiver)) : words.postAsComment}
          </Button>
        )}
        {isHeld && !backups.includes(me) && (
          <Button size="compact-sm" variant="default" onClick={() => void follow("handoff.back-up")}>
            {words.backup}
          </Button>
        )}
        {isHeld && !watchers.includes(me) && !backups.includes(me) && (
          <Button size="compact-sm" variant="default" onClick={() => void follow("handoff.watch")}>
            {words.watch}
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={forget}>
          {words.dismiss}
        </Button>
      </div>
      <p role="status" className={classes.quiet}>
        {said}
      </p>
    </>
  )
}
