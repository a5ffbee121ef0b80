/** An entry that others may come too late for: which it is, when and by whom. */
import type { ActorId } from "../ids.ts"
import type { Instant } from "../time.ts"
import type { Entry } from "./entry.ts"

export interface Mark {
  readonly seq: number
  readonly at: Instant
  readonly by: ActorId
  readonly kind: string
}

export const markOf = ({ seq, at, actor, kind }: Entry): Mark => ({ seq, at, by: actor, kind })
