import type { StoredDamage } from "../../shared/model/damage.ts"
import { unreachable } from "../../shared/result.ts"
import type { Liveness } from "../sync/freshness.ts"
import { kiosk as words } from "../words/en/kiosk.ts"
import { damage as damageWords } from "../words/en/unreadable.ts"
import classes from "./kiosk.module.css"
import { clockOf } from "./sentences.ts"

/** The board's name, and whether what is shown is true now. */
export function ScreenHeader({ name, damage, liveness, children }: ScreenHeaderProps) {
  return (
    <header className={classes.header} data-liveness={liveness.kind}>
      <h1 className={classes.name}>{name}</h1>
      {damage && (
        <p className={classes.damaged} role="status">
          {damageWords.onWall(damage)}
        </p>
      )}
      <p
        className={classes.liveness}
        role="status"
        aria-live={speaksUp(liveness)}
        data-back={isBack(liveness) || undefined}
      >
        {liveness.kind === "live" && <span className={classes.dot} aria-hidden="true" />}
        {livenessWords(liveness)}
      </p>
      {children}
    </header>
  )
}

interface ScreenHeaderProps {
  readonly name: string
  /** What of the board is stored and cannot be read, and is therefore not on the screen. */
  readonly damage?: StoredDamage | undefined
  readonly liveness: Liveness
  readonly children?: React.ReactNode
}

const isBack = (liveness: Liveness) => liveness.kind === "live" && liveness.back !== undefined

/** Running seconds are not read out; what is out of the ordinary is. */
export const speaksUp = (liveness: Liveness) => (liveness.kind === "live" && !liveness.back ? "off" : "polite")

export function livenessWords(liveness: Liveness): string {
  switch (liveness.kind) {
    case "starting":
      return words.connecting
    case "live":
      return liveness.back ? words.back(liveness.back.count) : words.live(clockOf(liveness.now))
    case "late":
      return words.late(clockOf(liveness.asOf))
    case "stale":
      return words.stale(clockOf(liveness.asOf))
    case "dead":
      return words.dead(clockOf(liveness.asOf).slice(0, 5))
    default:
      return unreachable(liveness)
  }
}
