/** So many of so many. The two are always told together; a rate of nothing is no rate. */
export interface Share {
  readonly count: number
  readonly of: number
  /** 0 to 1; null of none. */
  readonly rate: number | null
}

export function shareOf<T>(all: readonly T[], isMeant: (one: T) => boolean): Share {
  const count = all.filter(isMeant).length
  return { count, of: all.length, rate: all.length === 0 ? null : count / all.length }
}
