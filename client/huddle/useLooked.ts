import { type AtRisk, atRisk } from "../../shared/huddle/at-risk.ts"
import { type LookAhead, lookAhead } from "../../shared/huddle/look-ahead.ts"
import { type LookBack, lookBack } from "../../shared/huddle/look-back.ts"
import { type WalkedLane, walk } from "../../shared/huddle/walk.ts"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { perSession } from "../hooks/per-session.ts"
import { useExternal } from "../hooks/useExternal.ts"
import { looking } from "./looked.ts"

const risks = perSession((session) => looking(session, atRisk))
const walked = perSession((session) => looking(session, walk))
const back = perSession((session) => looking(session, (_, promises, asked) => lookBack(promises, asked)))
const ahead = perSession((session) => looking(session, lookAhead))

/** What is at risk, in the order in which a huddle talks about it. */
export const useAtRisk = (): readonly AtRisk[] => useExternal(risks(useBoardSession()))
/** The board from right to left, with what is not as it should be. */
export const useWalk = (): readonly WalkedLane[] => useExternal(walked(useBoardSession()))
export const useLookBack = (): LookBack => useExternal(back(useBoardSession()))
export const useLookAhead = (): LookAhead => useExternal(ahead(useBoardSession()))
