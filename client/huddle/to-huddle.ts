/** From the board into its huddle. Where none runs, whoever may drive begins one. */
import { navigate } from "wouter/use-browser-location"
import { can } from "../../shared/rules/permission.ts"
import type { BoardSession } from "../sync/board-session.ts"
import { huddleAddress } from "./huddle-address.ts"

export function toHuddle(session: BoardSession): void {
  const isRunning = session.model.huddle().open !== null
  if (!isRunning && can(session.me.get()?.role, "huddle.drive"))
    void session.command({ kind: "huddle.start", huddle: session.newId() })
  navigate(huddleAddress(session.boardId))
}
