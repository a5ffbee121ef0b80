/** A new board: the row, its first commit, and whoever made it as its lead, all of it at once. */
import { randomInt } from "node:crypto"
import type { SeedSource } from "../../shared/import/seed.ts"
import type { Instant } from "../../shared/time.ts"
import type { Caller } from "../auth/caller.ts"
import { newId } from "../auth/tokens.ts"
import type { Append, BoardRow } from "../store/store.ts"
import type { Parts } from "./parts.ts"

const NAME_CHARS = 200

export const seedSource = (now: Instant): SeedSource => ({ now, newId, jitter: () => randomInt(65_536) })

export interface Planned {
  readonly name: string
  /** The template, or the format that it was imported from. */
  readonly origin: string
  readonly commit: Append
}

export async function newBoard(parts: Parts, caller: Caller, { name, origin, commit }: Planned): Promise<BoardRow> {
  const now = parts.now()
  const line = name.replace(/\p{Cc}/gu, " ").slice(0, NAME_CHARS)
  const times = { createdAt: now, changedAt: now, archivedAt: null }
  const board: BoardRow = { id: commit.board, name: line, template: origin, ...times }
  const maker = { board: board.id, actor: caller.actor, name: caller.name, seenAt: now }
  const lead = caller.kind === "member" ? { lead: caller.userId } : {}
  await parts.store.boards.createBoard(board, { commit, maker, ...lead })
  return board
}
