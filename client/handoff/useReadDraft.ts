import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { useExternal } from "../hooks/useExternal.ts"
import { EMPTY_DRAFT, type ReadDraft, readDrafts } from "./read-drafts.ts"

export interface OwnReadDraft {
  readonly draft: ReadDraft
  keep(part: Partial<ReadDraft>): void
  forget(): void
}

/** The draft of one handoff; every part of the screen that shows it shows the same. */
export function useReadDraft(handoff: string): OwnReadDraft {
  const drafts = readDrafts(useBoardSession())
  const draft = useExternal(drafts).get(handoff) ?? EMPTY_DRAFT
  return {
    draft,
    keep: (part) => {
      const kept = drafts.get().get(handoff) ?? EMPTY_DRAFT
      drafts.set(new Map(drafts.get()).set(handoff, { ...kept, ...part }))
    },
    forget() {
      const left = new Map(drafts.get())
      left.delete(handoff)
      drafts.set(left)
    },
  }
}
