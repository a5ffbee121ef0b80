import { can } from "../../shared/rules/permission.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useSelected } from "./board-ui.ts"

/** Viewers look; everybody else may edit. Until the relay has said who we are, the offline copy is ours to edit. */
export const useCanEdit = (): boolean =>
  useSelected(useBoardSession().me, (me) => can(me?.role ?? "member", "board.edit"))
export const useCanArrange = (): boolean =>
  useSelected(useBoardSession().me, (me) => can(me?.role ?? "member", "board.arrange"))
