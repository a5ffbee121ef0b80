import { useEffect, useRef, useState } from "react"
import { type Draft, type DraftEvent, draftStep, isConflict, NO_DRAFT, shownText } from "./draft.ts"

export interface DraftField {
  readonly text: string
  readonly isEditing: boolean
  /** Somebody else changed it meanwhile; the person has to choose. */
  readonly isConflict: boolean
  begin(): void
  type(text: string): void
  /** Enter or leaving: writes, unless there is a conflict to decide first. */
  finish(): void
  restore(): void
  keepMine(): void
  takeTheirs(): void
}

export function useDraft(value: string, commit: (text: string) => void): DraftField {
  const [draft, setDraft] = useState<Draft>(NO_DRAFT)
  const latest = useRef({ draft, value, commit })
  latest.current = { draft: latest.current.draft, value, commit }
  const send = (event: DraftEvent) => {
    const step = draftStep(latest.current.draft, event)
    // Two events may come before the next render, such as Enter and the blur that it causes.
    latest.current.draft = step.draft
    setDraft(step.draft)
    if (step.commit !== undefined) latest.current.commit(step.commit)
  }
  const sendRef = useRef(send)
  sendRef.current = send
  useEffect(() => sendRef.current({ type: "remote", value }), [value])
  // A panel that is closed while typing sends no blur.
  useEffect(() => () => sendRef.current({ type: "finish", value: latest.current.value }), [])
  return {
    text: shownText(draft, value),
    isEditing: draft.base !== undefined,
    isConflict: isConflict(draft, value),
    begin: () => send({ type: "begin", value }),
    type: (text) => send({ type: "type", value, text }),
    finish: () => send({ type: "finish", value: latest.current.value }),
    restore: () => send({ type: "restore", value }),
    keepMine: () => send({ type: "keep-mine", value }),
    takeTheirs: () => send({ type: "take-theirs", value }),
  }
}
