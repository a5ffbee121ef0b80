import { can } from "../../shared/rules/permission.ts"
import { useMe } from "./useBoard.ts"

/** Whether promises can be asked for here: in one's own name, or on a shared screen in that of whoever steps up. */
export function useMayAsk(): boolean {
  const role = useMe()?.role
  return can(role, "board.command") || can(role, "command.as")
}

/** On a screen that several people share nothing is "mine". */
export const useIsSharedScreen = (): boolean => can(useMe()?.role, "command.as")
