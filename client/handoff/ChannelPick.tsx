import { useId } from "react"
import { CHANNELS, type Channel } from "../../shared/handoff/handoff.ts"
import fields from "../card/fields/fields.module.css"
import { handoff as words } from "../words/en/handoff.ts"
import classes from "./handoff.module.css"

interface ChannelPickProps {
  readonly value: Channel | undefined
  readonly onChoose: (channel: Channel) => void
}

export function ChannelPick({ value, onChoose }: ChannelPickProps) {
  const group = useId()
  return (
    <fieldset className={classes.severityPick}>
      <legend className={classes.fieldName}>{words.channel}</legend>
      <div className={fields.segments}>
        {CHANNELS.map((channel) => (
          <label key={channel} className={fields.segment}>
            <input
              type="radio"
              name={group}
              value={channel}
              checked={value === channel}
              onChange={() => onChoose(channel)}
            />
            {words.channels[channel]}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
