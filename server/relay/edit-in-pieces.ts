/** A large edit waits its turn piece by piece, so that an import never holds up those who work meanwhile. */
import type { Change } from "../../shared/change/change.ts"
import type { SeedText } from "../../shared/import/seed.ts"
import type { EntryDraft } from "../../shared/model/entry.ts"
import { ok } from "../../shared/result.ts"
import type { Author } from "../referee/referee.ts"
import type { Room } from "./room.ts"
import type { EditResult } from "./work.ts"

export interface EditMore {
  /** Ready-made entries: one for each change, in order, and then facts that have no change. */
  readonly drafts?: readonly EntryDraft[]
  /** Texts to begin with; they must not exist yet. */
  readonly texts?: readonly SeedText[]
}

export async function editInPieces(
  room: Room,
  asker: Author,
  changes: readonly Change[],
  more: EditMore,
  size: number,
): Promise<EditResult> {
  const drafts = more.drafts ?? []
  const texts = more.texts ?? []
  const facts = drafts.slice(changes.length)
  const pieces = Math.max(1, ...[changes, facts, texts].map((list) => Math.ceil(list.length / size)))
  let result: EditResult = ok({ seq: room.pipeline.seq, hash: "" })
  const changePieces = Math.ceil(changes.length / size)
  for (let piece = 0; piece < Math.max(pieces, changePieces + Math.ceil(facts.length / size)); piece++) {
    const part = <T>(list: readonly T[], at: number) => (at < 0 ? [] : list.slice(at * size, (at + 1) * size))
    const channels = await Promise.all(
      part(texts, piece).map(async ({ textId, text }) => ({ channel: await room.openText(textId), text })),
    )
    result = await new Promise<EditResult>((done, fail) =>
      room.pipeline.push({
        kind: "edit",
        asker,
        changes: part(changes, piece),
        drafts: part(drafts.slice(0, changes.length), piece),
        facts: part(facts, piece - changePieces),
        texts: channels,
        done,
        fail,
      }),
    )
    if (!result.ok) return result
  }
  return result
}
