import { Fieldset, NumberInput, Select, Stack } from "@mantine/core"
import { useState } from "react"
import type { PairTimes } from "../../../shared/handoff/lane-pair.ts"
import type { Severity } from "../../../shared/model/card.ts"
import { SEVERITIES } from "../../../shared/model/keys.ts"
import { useLaneIds } from "../../hooks/useLanes.ts"
import { handoff as words } from "../../words/en/handoff.ts"
import { useBoardActions } from "../useBoardUi.ts"
import classes from "./dialogs.module.css"

interface PairFieldsProps {
  readonly lane: string
  readonly timesTo: (lane: string) => PairTimes
  readonly readOnly: boolean
  readonly onChange: (to: string, times: PairTimes) => void
}

/** How long there is to accept what goes on from this lane, by where it goes. */
export function PairFields({ lane, timesTo, readOnly, onChange }: PairFieldsProps) {
  const actions = useBoardActions()
  const lanes = useLaneIds()
  const [to, setTo] = useState(lanes[lanes.indexOf(lane) + 1] ?? lane)
  const times = timesTo(to)
  const set = (severity: Severity, minutes: string | number) => {
    const { [severity]: _, ...others } = times
    onChange(to, minutes === "" ? others : { ...others, [severity]: Number(minutes) })
  }
  return (
    <Fieldset legend={words.pairTimes} variant="unstyled" disabled={readOnly}>
      <Stack gap="sm">
        <Select
          label={words.pairTo}
          description={words.pairHint}
          data={lanes.map((id) => ({ value: id, label: id === lane ? words.pairWithin : actions.laneName(id) }))}
          value={to}
          allowDeselect={false}
          onChange={(next) => setTo(next ?? lane)}
        />
        <div className={classes.minutes}>
          {SEVERITIES.map((severity) => (
            <NumberInput
              key={severity}
              label={words.pairMinutes(words.severities[severity])}
              min={1}
              max={43_200}
              allowDecimal={false}
              value={times[severity] ?? ""}
              onChange={(minutes) => set(severity, minutes)}
            />
          ))}
        </div>
      </Stack>
    </Fieldset>
  )
}
