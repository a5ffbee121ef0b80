/** The comments of a card as they stand, from its ledger entries in their order. */
import { importedFrom } from "../../../shared/import/seed-drafts.ts"
import type { Entry } from "../../../shared/model/entry.ts"
import { erasureOf, WORDS_ERASED } from "../../../shared/model/erasure.ts"
import type { Instant } from "../../../shared/time.ts"

export interface Comment {
  /** Its entry's number, by which it is edited and removed. */
  readonly seq: number
  readonly actor: string
  /** For an imported comment: its author's name there. */
  readonly importedAuthor: string | undefined
  readonly at: Instant
  readonly text: string
  readonly mentions: readonly string[]
  readonly isEdited: boolean
  readonly isErased: boolean
  /** Who erased its words, when and why; not known where all of a person went at once. */
  readonly erasure: Entry | undefined
}

export function commentsOf(entries: readonly Entry[]): readonly Comment[] {
  const standing = new Map<number, Comment>()
  for (const entry of entries) {
    const meant = Number(entry.data?.comment)
    const before = standing.get(meant)
    if (entry.kind === "comment.added") standing.set(entry.seq, newComment(entry))
    else if (entry.kind === "comment.removed") standing.delete(meant)
    else if (entry.kind === WORDS_ERASED) noteErasure(standing, entry)
    else if (entry.kind === "comment.edited" && before)
      standing.set(meant, {
        ...before,
        text: entry.text ?? "",
        isEdited: true,
        isErased: entry.erased === true,
        erasure: undefined,
      })
  }
  return [...standing.values()].sort((a, b) => a.at - b.at || a.seq - b.seq)
}

function newComment(entry: Entry): Comment {
  const imported = importedFrom(entry)
  const mentions = entry.data?.mentions
  return {
    seq: entry.seq,
    actor: entry.actor,
    importedAuthor: imported?.author,
    at: imported?.at ?? entry.at,
    text: entry.text ?? "",
    mentions: Array.isArray(mentions) ? mentions.filter((one): one is string => typeof one === "string") : [],
    isEdited: false,
    isErased: entry.erased === true,
    erasure: undefined,
  }
}

function noteErasure(standing: Map<number, Comment>, entry: Entry): void {
  for (const seq of erasureOf(entry)?.entries ?? []) {
    const comment = standing.get(seq)
    if (comment?.isErased) standing.set(seq, { ...comment, erasure: entry })
  }
}
