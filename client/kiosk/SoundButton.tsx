import { IconVolume, IconVolumeOff } from "@tabler/icons-react"
import { useState } from "react"
import { kiosk as words } from "../words/en/kiosk.ts"
import classes from "./kiosk.module.css"
import type { Tone } from "./tone.ts"

/** Shows whether the browser really sounds, not what was wished. */
export function SoundButton({ tone }: { tone: Tone }) {
  const [, look] = useState(0)
  const toggle = async () => {
    await (tone.isOn ? tone.turnOff() : tone.turnOn())
    look((times) => times + 1)
  }
  const Icon = tone.isOn ? IconVolume : IconVolumeOff
  return (
    <button
      type="button"
      className={classes.sound}
      aria-pressed={tone.isOn}
      aria-label={tone.isOn ? words.soundOn : words.soundOff}
      title={words.soundOnHelp}
      onClick={() => void toggle()}
    >
      <Icon className={classes.icon} aria-hidden="true" />
    </button>
  )
}
