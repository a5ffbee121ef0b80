import { Button } from "@mantine/core"
import { IconSteeringWheel } from "@tabler/icons-react"
import type { Huddle } from "../../shared/huddle/huddle.ts"
import { useNames } from "../handoff/useNames.ts"
import { useIsSharedScreen } from "../hooks/useMayAsk.ts"
import { huddle as words } from "../words/en/huddle.ts"
import classes from "./huddle.module.css"
import { useCanDrive, useHuddleUi, useIsDriver } from "./useHuddle.ts"
import { useSteering } from "./useSteering.ts"

/** Who drives, and how to. Taking from somebody asks first and names them; a wheel that nobody holds is taken with one tap. */
export function Wheel({ huddle }: { huddle: Huddle }) {
  const names = useNames()
  const ui = useHuddleUi()
  const isDriver = useIsDriver(huddle)
  const canDrive = useCanDrive()
  const steering = useSteering()
  const { driver } = huddle
  const mine = useIsSharedScreen() ? words.screenDrives : words.youDrive
  const said = isDriver ? mine : driver === null ? words.nobodyDrives : words.drives(names.person(driver))
  return (
    <div className={classes.wheel} data-free={driver === null || undefined}>
      <p>
        <IconSteeringWheel aria-hidden="true" />
        {said}
      </p>
      {canDrive && isDriver && (
        <Button variant="default" onClick={() => ui.dialog.set("hand-over")}>
          {words.handOver}
        </Button>
      )}
      {canDrive && !isDriver && driver !== null && (
        <Button variant="default" onClick={() => ui.dialog.set("take-over")}>
          {words.takeOver}
        </Button>
      )}
      {canDrive && driver === null && <Button onClick={() => void steering.take(null)}>{words.takeWheel}</Button>}
    </div>
  )
}
