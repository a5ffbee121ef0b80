/** Whether a read-back says the brief in the receiver's own words. */
export const READ_BACK_MIN_CHARS = 20
/** Above this share of shared word triples a text is a copy. */
const COPY_THRESHOLD = 0.9

const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

function triples(text: string): Set<string> {
  const all = words(text)
  if (all.length < 3) return new Set(all.length > 0 ? [all.join(" ")] : [])
  return new Set(all.slice(2).map((word, i) => `${all[i]} ${all[i + 1]} ${word}`))
}

/** The share (0–1) of the read-back's word triples that stand in the brief as they are. */
export function copiedShare(readBack: string, brief: string): number {
  const said = triples(readBack)
  if (said.size === 0) return 0
  const given = triples(brief)
  return [...said].filter((triple) => given.has(triple)).length / said.size
}

/** How much was said: letters, digits and the gaps between words; dots and empty space say nothing. */
export const saidLength = (readBack: string): number => words(readBack).join(" ").length

export type ReadBackVerdict = "fine" | "too-short" | "a-copy"

export function judgeReadBack(readBack: string, brief: string): ReadBackVerdict {
  if (saidLength(readBack) < READ_BACK_MIN_CHARS) return "too-short"
  return copiedShare(readBack, brief) > COPY_THRESHOLD ? "a-copy" : "fine"
}

/** How long a text takes to read, in seconds, at 200 words a minute. */
export const readingSeconds = (text: string): number => Math.ceil((words(text).length / 200) * 60)
