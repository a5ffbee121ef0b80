import { type Entry, splitWords } from "../../shared/model/entry.ts"
import { WORDS_ERASED } from "../../shared/model/erasure.ts"

/** Whether an entry has words of somebody. Why words were erased is to be read for good. */
export const isErasable = (entry: Entry): boolean =>
  !entry.erased && !entry.unreadable && entry.kind !== WORDS_ERASED && splitWords(entry).words !== undefined
