import { Button } from "@mantine/core"
import { type Handoff, isFollowing } from "../../shared/handoff/handoff.ts"
import type { Party } from "../../shared/handoff/transitions.ts"
import { useMe } from "../hooks/useBoard.ts"
import { handoff as words } from "../words/en/handoff.ts"
import { mayDo } from "./buttons.ts"
import classes from "./handoff.module.css"
import { useHandoffAsk, useWaiting } from "./useHandoffAsk.ts"
import { useNames } from "./useNames.ts"

/** Who stands ready for the receiver and who watches, and the way in and out for me. */
export function Followers({ handoff, parties }: { handoff: Handoff; parties: ReadonlySet<Party> }) {
  const me = useMe()
  const names = useNames()
  const { ask, problem } = useHandoffAsk()
  const isWaiting = useWaiting(handoff.id) !== undefined
  const { backups, watchers } = handoff
  const isMine = me !== undefined && isFollowing(handoff, me.actor)
  const isParty = parties.has("sender") || parties.has("receiver")
  const mayWatch = mayDo("watch", handoff, parties) && !isParty && !isMine
  const mayLeave = isMine && mayDo("step-aside", handoff, parties)
  if (backups.length === 0 && watchers.length === 0 && !mayWatch) return null
  const list = (actors: readonly string[]) => actors.map((actor) => names.person(actor)).join(", ")
  const asked = (kind: "handoff.watch" | "handoff.step-aside") => () => void ask({ kind, handoff: handoff.id })
  return (
    <div className={classes.followers}>
      {backups.length > 0 && <span>{words.backups(list(backups))}</span>}
      {watchers.length > 0 && <span className={classes.quiet}>{words.watchers(list(watchers))}</span>}
      {mayWatch && (
        <Button size="compact-sm" variant="subtle" color="gray" disabled={isWaiting} onClick={asked("handoff.watch")}>
          {words.watch}
        </Button>
      )}
      {mayLeave && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          disabled={isWaiting}
          onClick={asked("handoff.step-aside")}
        >
          {words.stepAside}
        </Button>
      )}
      {problem && <span className={classes.problem}>{problem}</span>}
    </div>
  )
}
