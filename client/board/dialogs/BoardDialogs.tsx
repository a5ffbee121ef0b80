import { Suspense } from "react"
import { unreachable } from "../../../shared/result.ts"
import { useExternal } from "../../hooks/useExternal.ts"
import type { Dialog } from "../board-ui.ts"
import {
  BoardSettings,
  CatchUpDrawer,
  HandOverMany,
  HistoryDrawer,
  InboxDrawer,
  PastHuddles,
  ScreenDialog,
  ShareDialog,
  ShareScreenDialog,
} from "../other-rooms.ts"
import { useBoardUi } from "../useBoardUi.ts"
import { ArchivedDrawer } from "./ArchivedDrawer.tsx"
import { BlockDialog } from "./BlockDialog.tsx"
import { CardMenu } from "./CardMenu.tsx"
import { GateDialog } from "./GateDialog.tsx"
import { LaneDialog } from "./LaneDialog.tsx"
import { MoveDialog } from "./MoveDialog.tsx"
import { ShortcutsSheet } from "./ShortcutsSheet.tsx"

/** The one dialog that is open, of all that the board has. */
export function BoardDialogs() {
  const ui = useBoardUi()
  const dialog = useExternal(ui.dialog)
  return dialog && <Suspense>{dialogOf(dialog, ui.close)}</Suspense>
}

function dialogOf(dialog: Dialog, close: () => void) {
  switch (dialog.kind) {
    case "card-menu":
      return <CardMenu key={dialog.card} card={dialog.card} x={dialog.x} y={dialog.y} />
    case "move":
      return <MoveDialog card={dialog.card} onClose={close} />
    case "block":
      return <BlockDialog card={dialog.card} onClose={close} />
    case "gate":
      return <GateDialog {...dialog} onClose={close} />
    case "lane":
      return <LaneDialog lane={dialog.lane} onClose={close} />
    case "shortcuts":
      return <ShortcutsSheet onClose={close} />
    case "archived":
      return <ArchivedDrawer onClose={close} />
    case "inbox":
      return <InboxDrawer onClose={close} />
    case "catch-up":
      return <CatchUpDrawer onClose={close} />
    case "past-huddles":
      return <PastHuddles onClose={close} />
    case "hand-over-many":
      return <HandOverMany scope={dialog.scope} onClose={close} />
    case "history":
      return <HistoryDrawer card={dialog.card} onClose={close} />
    case "settings":
      return <BoardSettings opened onClose={close} />
    case "share":
      return <ShareDialog opened onClose={close} />
    case "screen":
      return <ScreenDialog opened onClose={close} />
    case "shared-screen":
      return <ShareScreenDialog opened onClose={close} />
    default:
      return unreachable(dialog)
  }
}
