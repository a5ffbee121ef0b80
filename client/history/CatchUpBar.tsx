import { Button } from "@mantine/core"
import { IconHistory } from "@tabler/icons-react"
import { useBoardUi } from "../board/useBoardUi.ts"
import { useNow } from "../hooks/useNow.ts"
import { history as words } from "../words/en/history.ts"
import { linesIn } from "./catch-up.ts"
import classes from "./history.module.css"
import { useCatchUp, useFollowAbsence, useMarkSeen, useMissed } from "./useAbsence.ts"

/** A quiet line after an absence. It stays until the person says that they have seen it. */
export function CatchUpBar() {
  useFollowAbsence()
  const ui = useBoardUi()
  const missed = useMissed()
  const count = linesIn(useCatchUp())
  const markSeen = useMarkSeen()
  const now = useNow()
  if (!missed || count === 0) return null
  const seen = () => {
    markSeen()
    ui.say(words.seen)
  }
  return (
    <section className={classes.bar} aria-label={words.missedLabel}>
      <IconHistory size={17} aria-hidden="true" />
      <p>{words.missed(count, missed.since, now)}</p>
      <Button size="compact-sm" variant="light" onClick={() => ui.dialog.set({ kind: "catch-up" })}>
        {words.lookThrough}
      </Button>
      <Button size="compact-sm" variant="subtle" color="gray" onClick={seen}>
        {words.markSeen}
      </Button>
    </section>
  )
}
