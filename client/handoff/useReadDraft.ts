import { useState } from "react"
import { useBoardSession } from "../hooks/BoardSessionProvider.tsx"
import { EMPTY_DRAFT, type ReadDraft, readDrafts } from "./read-drafts.ts"

export interface OwnReadDraft {
  readonly draft: ReadDraft
  keep(part: Partial<ReadDraft>): void
  forget(): void
}

export function useReadDraft(handoff: string): OwnReadDraft {
  const drafts = readDrafts(useBoardSession())
  const [draft, setDraft] = useState<ReadDraft>(drafts.get(handoff) ?? EMPTY_DRAFT)
  return {
    draft,
    keep(part) {
      const next = { ...(drafts.get(handoff) ?? EMPTY_DRAFT), ...part }
      drafts.set(handoff, next)
      setDraft(next)
    },
    forget() {
      drafts.delete(handoff)
      setDraft(EMPTY_DRAFT)
    },
  }
}
