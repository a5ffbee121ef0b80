import { Button, Group, NumberInput, Radio, Select, Stack } from "@mantine/core"
import { useState } from "react"
import { pairTimesOf } from "../../../shared/handoff/lane-pair.ts"
import type { Registers } from "../../../shared/model/board-view.ts"
import { LANE_KINDS } from "../../../shared/model/keys.ts"
import type { LaneKind } from "../../../shared/model/lane.ts"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { useMe } from "../../hooks/useBoard.ts"
import { useLane } from "../../hooks/useLanes.ts"
import { board as words } from "../../words/en/board.ts"
import { common } from "../../words/en/common.ts"
import { gateForm, type LaneGateForm } from "../edits.ts"
import { useBoardActions } from "../useBoardUi.ts"
import { BoardDialog } from "./BoardDialog.tsx"
import { GateFields } from "./GateFields.tsx"
import { PairFields } from "./PairFields.tsx"
import { minutesOf, shownTarget, type TargetUnit } from "./target.ts"

const UNITS = ["minutes", "hours", "days"] as const

/** How a lane works: what waits there, how many fit, and how long is too long. */
export function LaneDialog({ lane, onClose }: { lane: string; onClose: () => void }) {
  const actions = useBoardActions()
  const current = useLane(lane)
  const [kind, setKind] = useState<LaneKind>(current?.kind ?? "active")
  const [wip, setWip] = useState<string | number>(current?.wip ?? "")
  const [target, setTarget] = useState(shownTarget(current?.targetMinutes))
  const registers = useBoardSession().model.lane(lane)
  const [gate, setGate] = useState<LaneGateForm>(() => laneGate(registers))
  const isLead = useMe()?.role === "lead"
  const go = () => {
    const targetMinutes = minutesOf(target)
    const isKept = actions.setLaneForm(lane, { kind, wip: wip === "" ? undefined : Number(wip), targetMinutes })
    if (isKept && (!isLead || actions.setLaneGate(lane, gate))) onClose()
  }
  return (
    <BoardDialog title={words.laneFormTitle(actions.laneName(lane))} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          go()
        }}
      >
        <Stack>
          <Radio.Group label={words.kind} value={kind} onChange={(value) => setKind(value as LaneKind)}>
            <Stack gap={6} mt={4}>
              {LANE_KINDS.map((one) => (
                <Radio key={one} value={one} label={words.kinds[one]} description={words.kindHints[one]} />
              ))}
            </Stack>
          </Radio.Group>
          <NumberInput
            label={words.wip}
            description={words.wipHint}
            min={1}
            max={999}
            allowDecimal={false}
            value={wip}
            onChange={setWip}
          />
          <Group grow align="flex-end" gap="xs">
            <NumberInput
              label={words.target}
              description={words.targetHint}
              min={1}
              allowDecimal={false}
              value={target.count}
              onChange={(count) => setTarget({ ...target, count })}
            />
            <Select
              label={words.targetUnit}
              data={UNITS.map((unit) => ({ value: unit, label: words.units[unit] }))}
              value={target.unit}
              allowDeselect={false}
              onChange={(unit) => setTarget({ ...target, unit: (unit ?? "days") as TargetUnit })}
            />
          </Group>
          <GateFields form={gate} readOnly={!isLead} onChange={setGate} />
          <PairFields
            lane={lane}
            timesTo={(to) => gate.times[to] ?? pairTimesOf(registers, to)}
            readOnly={!isLead}
            onChange={(to, times) => setGate({ ...gate, times: { ...gate.times, [to]: times } })}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit">{common.save}</Button>
          </Group>
        </Stack>
      </form>
    </BoardDialog>
  )
}

const laneGate = (registers: Registers | undefined): LaneGateForm => ({
  gate: gateForm(registers),
  crew: (registers?.crew as readonly string[] | undefined) ?? [],
  times: {},
})
