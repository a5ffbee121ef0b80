import { IconCloudOff, IconCloudUp, IconLock, IconPointFilled } from "@tabler/icons-react"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useSaveState } from "../hooks/useBoard.ts"
import { useExternal } from "../hooks/useExternal.ts"
import { type Truth, useLiveness } from "../hooks/useLiveness.ts"
import type { SaveState } from "../sync/board-session.ts"
import { huddle as words } from "../words/en/huddle.ts"
import { damage } from "../words/en/unreadable.ts"
import classes from "./huddle.module.css"

/**
 * Whether this screen is live, by the same heartbeat as everywhere. Without it, it says so in words, and that what is
 * pressed now waits.
 */
export function Connection() {
  const save = useSaveState()
  const session = useBoardSession()
  const waiting = useExternal(session.pendingCommands).length
  const isDamaged = useExternal(session.damage) !== undefined
  const { tone, said } = stateOf(save, useLiveness(), waiting, isDamaged)
  const Icon =
    tone === "live"
      ? IconPointFilled
      : tone === "waiting"
        ? IconCloudUp
        : save.kind === "read-only"
          ? IconLock
          : IconCloudOff
  return (
    <p className={classes.connection} data-tone={tone} role="status">
      <Icon aria-hidden="true" />
      <span>{said}</span>
    </p>
  )
}

interface Said {
  readonly tone: "live" | "waiting" | "away"
  readonly said: string
}

function stateOf(save: SaveState, truth: Truth, waiting: number, isDamaged: boolean): Said {
  switch (save.kind) {
    case "offline":
      return { tone: "away", said: words.offline(save.since, waiting) }
    case "not-live":
      return { tone: "away", said: words.notLive(save.since) }
    case "read-only":
      return { tone: "away", said: isDamaged ? damage.inHuddle : words.readOnly }
    case "loading":
    case "closed":
      return { tone: "waiting", said: words.connecting }
    default:
      if (truth.kind === "live" || truth.kind === "starting") return { tone: "live", said: words.live }
      return { tone: "away", said: words.notLive(truth.asOf) }
  }
}
