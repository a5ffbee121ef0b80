import { Button, TextInput } from "@mantine/core"
import { nextHuddleAt } from "../../shared/huddle/agenda.ts"
import { can } from "../../shared/rules/permission.ts"
import { dueFromParts, duePartsOf } from "../card/due.ts"
import { useMe, useMeta } from "../hooks/useBoard.ts"
import { useNow } from "../hooks/useNow.ts"
import { setNextHuddle } from "../settings/edits.ts"
import { useBoardEdits } from "../settings/useBoardEdits.ts"
import { huddle as words } from "../words/en/huddle.ts"
import classes from "./huddle.module.css"

/** When the next huddle is; the days after at the same time. */
export function NextHuddle() {
  const meta = useMeta()
  const now = useNow()
  const at = nextHuddleAt(meta, now)
  const canArrange = can(useMe()?.role, "board.arrange")
  return (
    <section className={classes.nextHuddle} aria-label={words.nextHuddle}>
      <p>
        <strong>{words.nextHuddle}</strong> {at === undefined ? words.noNextHuddle : words.nextHuddleAt(at)}
      </p>
      {canArrange && <NextHuddleField at={at} />}
    </section>
  )
}

export function NextHuddleField({ at }: { at: number | undefined }) {
  const { apply } = useBoardEdits()
  const { date, time } = duePartsOf(at === undefined ? undefined : new Date(at).toISOString())
  const set = (value: string) => {
    const [day = "", clock = ""] = value.split("T")
    const to = dueFromParts({ date: day, time: clock })
    if (to?.includes("T")) apply((meta) => setNextHuddle(meta, to))
  }
  return (
    <div className={classes.nextField}>
      <TextInput
        type="datetime-local"
        label={words.setNextHuddle}
        description={words.nextHuddleHint}
        value={date === "" ? "" : `${date}T${time}`}
        onChange={(event) => set(event.currentTarget.value)}
      />
      {at !== undefined && (
        <Button variant="default" onClick={() => apply((meta) => setNextHuddle(meta, null))}>
          {words.clearNextHuddle}
        </Button>
      )}
    </div>
  )
}
