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
  const draft = useExternal(drafts.all).get(handoff) ?? EMPTY_DRAFT
  return {
    draft,
    keep: (part) => drafts.keep(handoff, part),
    forget: () => drafts.forget(handoff),
  }
}
