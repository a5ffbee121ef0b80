/**
 * Files on their way in. A file is held in memory until it is whole, so only so many come in at once: of one person and of
 * all. Asked before the first byte of it is read.
 */
const MOST_OF_ONE = 2
const MOST = 8

export interface Uploads {
  /** Takes a place, and answers how to give it back; undefined when there is none. */
  begin(actor: string): (() => void) | undefined
}

export function createUploads(): Uploads {
  const byActor = new Map<string, number>()
  let all = 0
  return {
    begin(actor) {
      const mine = byActor.get(actor) ?? 0
      if (all >= MOST || mine >= MOST_OF_ONE) return undefined
      all++
      byActor.set(actor, mine + 1)
      return () => {
        all--
        const left = (byActor.get(actor) ?? 1) - 1
        if (left > 0) byActor.set(actor, left)
        else byActor.delete(actor)
      }
    },
  }
}
