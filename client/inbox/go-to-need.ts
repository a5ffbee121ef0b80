import { navigate } from "wouter/use-browser-location"
import type { Need } from "../../shared/promises/needs-me.ts"
import { huddleAddress } from "../huddle/huddle-address.ts"
import { goTo } from "./go-to.ts"

export function goToNeed({ kind, card, check }: Need): void {
  if (card === "") toHuddleHere()
  else if (kind === "action") goTo(card, { kind: "actions" })
  else goTo(card, check === undefined ? { kind: "handoff" } : { kind: "check", check })
}

/** What is about no card stands where it was agreed. */
function toHuddleHere(): void {
  const [, board = ""] = /^\/b\/([^/]+)/.exec(location.pathname) ?? []
  navigate(huddleAddress(board))
}
