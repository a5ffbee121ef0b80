/**
 * People whose upgrade is under way. A right that ends after it was found and before the socket is open (a large board takes
 * a moment to load) would otherwise be missed: there is no connection yet that could be closed.
 */
import type { ErrorCode } from "../../shared/errors.ts"
import type { BoardId } from "../../shared/ids.ts"
import type { Principal } from "../auth/principal.ts"

export type Whose = (principal: Principal, board: BoardId) => boolean

export interface Arrival {
  /** Why this person must not come in after all. */
  endedFor(principal: Principal, board: BoardId): ErrorCode | undefined
  done(): void
}

export class Arrivals {
  readonly #underWay = new Set<{ readonly whose: Whose; readonly code: ErrorCode }[]>()

  /** Before anything is asked about the person. */
  begin(): Arrival {
    const ended: { readonly whose: Whose; readonly code: ErrorCode }[] = []
    this.#underWay.add(ended)
    return {
      endedFor: (principal, board) => ended.find(({ whose }) => whose(principal, board))?.code,
      done: () => void this.#underWay.delete(ended),
    }
  }

  end(whose: Whose, code: ErrorCode): void {
    for (const ended of this.#underWay) ended.push({ whose, code })
  }
}
