import type { Need } from "../../shared/promises/needs-me.ts"
import { goTo } from "./go-to.ts"

export const goToNeed = ({ card, check }: Need): void =>
  goTo(card, check === undefined ? { kind: "handoff" } : { kind: "check", check })
