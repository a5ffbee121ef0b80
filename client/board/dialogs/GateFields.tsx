import { Checkbox, Fieldset, MultiSelect, Select, Stack } from "@mantine/core"
import type { Gate } from "../../../shared/rules/gate.ts"
import { useCrewRoles, useFields } from "../../hooks/useBoard.ts"
import { handoff as words } from "../../words/en/handoff.ts"
import type { LaneGateForm } from "../edits.ts"
import classes from "./dialogs.module.css"

const WIPS = ["off", "soft", "hard"] as const
/** Registers of a card that a gate may want filled, beside the board's own fields. */
const CARD_FIELDS = ["next", "due"] as const

interface GateFieldsProps {
  readonly form: LaneGateForm
  readonly readOnly: boolean
  readonly onChange: (form: LaneGateForm) => void
}

/** What a lane asks for before a card leaves it forward, and who works there. */
export function GateFields({ form, readOnly, onChange }: GateFieldsProps) {
  const { gate, crew } = form
  const fields = useFields()
  const roles = useCrewRoles()
  const set = (part: Partial<Gate>) => onChange({ ...form, gate: { ...gate, ...part } })
  const known = [
    ...CARD_FIELDS.map((key) => ({ value: key, label: words.cardFields[key] ?? key })),
    ...fields.map(({ id, name }) => ({ value: `f:${id}`, label: name })),
  ]
  const gone = gate.fields.filter((key) => !known.some(({ value }) => value === key))
  return (
    <>
      <MultiSelect
        label={words.laneCrew}
        description={roles.length === 0 ? words.noRoles : words.laneCrewHint}
        data={roles.map(({ id, name }) => ({ value: id, label: name }))}
        value={[...crew]}
        disabled={readOnly || roles.length === 0}
        onChange={(next) => onChange({ ...form, crew: next })}
      />
      <Fieldset legend={words.gate} variant="unstyled" disabled={readOnly}>
        <Stack gap="sm">
          {readOnly && <p className={classes.hint}>{words.gateOfLeads}</p>}
          <Checkbox
            label={words.gateSignatures}
            checked={gate.signatures}
            onChange={(event) => set({ signatures: event.currentTarget.checked })}
          />
          <Checkbox
            label={words.gateAccepted}
            checked={gate.handoff}
            onChange={(event) => set({ handoff: event.currentTarget.checked })}
          />
          <MultiSelect
            label={words.gateFilled}
            data={[...known, ...gone.map((key) => ({ value: key, label: key }))]}
            value={gate.fields}
            onChange={(next) => set({ fields: next })}
          />
          <Select
            label={words.gateWip}
            description={words.gateHint}
            data={WIPS.map((wip) => ({ value: wip, label: words.gateWips[wip] }))}
            value={gate.wip}
            allowDeselect={false}
            onChange={(wip) => set({ wip: (wip ?? "off") as Gate["wip"] })}
          />
        </Stack>
      </Fieldset>
    </>
  )
}
