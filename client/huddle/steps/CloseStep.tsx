import { Button } from "@mantine/core"
import { IconFlagCheck } from "@tabler/icons-react"
import { escalatedOf } from "../../../shared/huddle/huddle.ts"
import { MINUTE_MS, SECOND_MS } from "../../../shared/time.ts"
import { useNow } from "../../hooks/useNow.ts"
import { huddle as words } from "../../words/en/huddle.ts"
import { ActionRow } from "../ActionRow.tsx"
import classes from "../huddle.module.css"
import { NextHuddle } from "../NextHuddle.tsx"
import { ParkedList } from "../ParkedList.tsx"
import rows from "../rows.module.css"
import { useActions, useHuddleUi, useIsDriver } from "../useHuddle.ts"
import type { StepProps } from "./StepBody.tsx"

/** The sum of it, when the next one is, and the end. */
export function CloseStep({ huddle }: StepProps) {
  const ui = useHuddleUi()
  const isDriver = useIsDriver(huddle)
  const now = useNow(SECOND_MS)
  const known = useActions()
  const actions = known.filter((action) => action.huddle === huddle.id)
  const escalated = escalatedOf(known)
  const minutes = Math.max(1, Math.round((now - huddle.startedAt) / MINUTE_MS))
  return (
    <div className={classes.closing}>
      <p className={classes.sum}>{words.summary(minutes, huddle.covered.length)}</p>
      <dl className={classes.sums}>
        <div>
          <dt>{words.decisions}</dt>
          <dd>{huddle.decisions.length}</dd>
        </div>
        <div>
          <dt>{words.actions}</dt>
          <dd>{actions.length}</dd>
        </div>
        <div>
          <dt>{words.parked}</dt>
          <dd>{huddle.parked.length}</dd>
        </div>
      </dl>
      {isDriver && (
        <Button size="xl" leftSection={<IconFlagCheck aria-hidden="true" />} onClick={() => ui.dialog.set("close")}>
          {words.closeHuddle}
        </Button>
      )}
      {escalated.length > 0 && (
        <section aria-label={words.furtherUp}>
          <h2>{words.furtherUp}</h2>
          <ul className={rows.rows}>
            {escalated.map((action) => (
              <ActionRow key={action.seq} action={action} isPlain />
            ))}
          </ul>
        </section>
      )}
      <ParkedList parked={huddle.parked} />
      <NextHuddle />
    </div>
  )
}
