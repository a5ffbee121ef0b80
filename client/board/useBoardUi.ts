import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { perSession } from "../hooks/per-session.ts"
import { BoardActions } from "./board-actions.ts"
import { type BoardUi, boardUi } from "./board-ui.ts"
import { Hand } from "./drag/hand.ts"
import { BoardKeys } from "./keys/board-keys.ts"

const actionsOf = perSession((session) => new BoardActions(session, boardUi(session)))
const handOf = perSession((session) => new Hand(session, boardUi(session), actionsOf(session)))
const keysOf = perSession((session) => new BoardKeys(session, boardUi(session), actionsOf(session), handOf(session)))

export const useBoardUi = (): BoardUi => boardUi(useBoardSession())
/** What people do on the board, with the words for a refusal. */
export const useBoardActions = (): BoardActions => actionsOf(useBoardSession())
export const useHand = (): Hand => handOf(useBoardSession())
export const useBoardKeys = (): BoardKeys => keysOf(useBoardSession())
