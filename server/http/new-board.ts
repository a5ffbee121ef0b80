/** A board from a seed: the row, its first journal (document, texts, ledger), and whoever made it as its lead. */
import { randomInt } from "node:crypto"
import type { BoardSeed, SeedSource } from "../../shared/import/seed.ts"
import type { Instant } from "../../shared/time.ts"
import type { Caller } from "../auth/caller.ts"
import { newBoardId, newId } from "../auth/tokens.ts"
import type { BoardRow } from "../store/store.ts"
import type { Parts } from "./parts.ts"

const NAME_CHARS = 200

export const seedSource = (now: Instant): SeedSource => ({ now, newId, jitter: () => randomInt(65_536) })

export async function newBoard(parts: Parts, caller: Caller, seed: BoardSeed, template: string): Promise<BoardRow> {
  const { boards } = parts.store
  const now = parts.now()
  const times = { createdAt: now, changedAt: now, archivedAt: null }
  const board: BoardRow = {
    id: newBoardId(),
    name: seed.name.replace(/\p{Cc}/gu, " ").slice(0, NAME_CHARS),
    template,
    ...times,
  }
  await boards.createBoard(board)
  await parts.plant(board.id, seed, caller.actor)
  await boards.putPerson({ board: board.id, actor: caller.actor, name: caller.name, seenAt: now })
  if (caller.kind === "member")
    await boards.putMember({ board: board.id, userId: caller.userId, role: "lead", crewRoles: [] })
  return board
}
