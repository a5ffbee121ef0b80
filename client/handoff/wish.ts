/** Somebody wants to hand this card over: the panel opens with the choice of a template. */
import { perSession } from "../hooks/per-session.ts"
import { cell } from "../sync/external.ts"

export const handOverWish = perSession(() => cell<string | undefined>(undefined))
