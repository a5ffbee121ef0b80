/**
 * A text that is edited in place while others may change it too. What somebody else wrote meanwhile is never overwritten
 * silently, and what is being typed is never thrown away: both stand until the person has chosen.
 */
export interface Draft {
  /** What stood there when typing began; undefined while nothing is being edited. */
  readonly base: string | undefined
  readonly text: string
}

export const NO_DRAFT: Draft = { base: undefined, text: "" }

export type DraftEvent =
  | { readonly type: "begin" | "restore" | "take-theirs" | "keep-mine"; readonly value: string }
  | { readonly type: "type"; readonly value: string; readonly text: string }
  /** The value changed from outside. */
  | { readonly type: "remote"; readonly value: string }
  /** Enter, or the focus left. */
  | { readonly type: "finish"; readonly value: string }

/** The next draft, and what is to be written. */
export interface DraftStep {
  readonly draft: Draft
  readonly commit?: string
}

export function draftStep(draft: Draft, event: DraftEvent): DraftStep {
  switch (event.type) {
    case "begin":
      return { draft: draft.base === undefined ? { base: event.value, text: event.value } : draft }
    case "type":
      return { draft: { base: draft.base ?? event.value, text: event.text } }
    case "remote":
      return { draft: isUntouched(draft) ? { base: event.value, text: event.value } : draft }
    case "finish":
      if (draft.base === undefined || isUntouched(draft) || draft.text === event.value) return { draft: NO_DRAFT }
      return isConflict(draft, event.value) ? { draft } : { draft: NO_DRAFT, commit: draft.text }
    case "keep-mine":
      return { draft: NO_DRAFT, commit: draft.text }
    default:
      return { draft: NO_DRAFT }
  }
}

const isUntouched = (draft: Draft) => draft.base !== undefined && draft.text === draft.base

/** Both sides changed what stood there, and not to the same words. */
export const isConflict = (draft: Draft, value: string): boolean =>
  draft.base !== undefined && draft.base !== value && !isUntouched(draft) && draft.text !== value

export const shownText = (draft: Draft, value: string): string => (draft.base === undefined ? value : draft.text)
