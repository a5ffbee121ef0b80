import {
  IconCloudCheck,
  IconCloudOff,
  IconCloudUp,
  IconLoader2,
  IconLock,
  IconPlugConnectedX,
  IconWifiOff,
} from "@tabler/icons-react"
import { unreachable } from "../../../shared/result.ts"
import { useBoardSession } from "../../hooks/BoardSessionProvider.tsx"
import { useSaveState } from "../../hooks/useBoard.ts"
import { useExternal } from "../../hooks/useExternal.ts"
import type { SaveState } from "../../sync/board-session.ts"
import { board as words } from "../../words/en/board.ts"
import { damage } from "../../words/en/unreadable.ts"
import classes from "./header.module.css"

const ICON: Readonly<Record<SaveState["kind"], typeof IconCloudCheck>> = {
  loading: IconLoader2,
  saved: IconCloudCheck,
  saving: IconCloudUp,
  offline: IconCloudOff,
  "not-live": IconWifiOff,
  "read-only": IconLock,
  closed: IconPlugConnectedX,
}

/** Says "saved" only when the server has it on disk. Icon and word; the hint says what that means. */
export function SaveIndicator() {
  const save = useSaveState()
  const Icon = ICON[save.kind]
  const isDamaged = useExternal(useBoardSession().damage) !== undefined
  const hint = save.kind === "read-only" && isDamaged ? damage.hint : words.save.hints[save.kind]
  return (
    <span className={classes.save} data-save={save.kind} title={hint}>
      <Icon size={17} aria-hidden="true" />
      <span className={classes.saveWord} role="status" aria-live="polite">
        {saveWords(save)}
      </span>
    </span>
  )
}

function saveWords(save: SaveState): string {
  switch (save.kind) {
    case "loading":
    case "saved":
    case "saving":
    case "closed":
      return words.save[save.kind]
    case "offline":
      return words.save.offline(save.waiting)
    case "not-live":
      return words.save.notLive(save.since)
    case "read-only":
      return words.save.readOnly(save.waiting)
    default:
      return unreachable(save)
  }
}
