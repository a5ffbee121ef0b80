/** A target age is kept in minutes and spoken of in the largest unit that fits it exactly. */
const MINUTES = { minutes: 1, hours: 60, days: 1_440 } as const
const MOST_MINUTES = 525_600

export type TargetUnit = keyof typeof MINUTES
export interface Target {
  readonly count: string | number
  readonly unit: TargetUnit
}

export function shownTarget(minutes: number | undefined): Target {
  if (minutes === undefined) return { count: "", unit: "days" }
  const unit = minutes % MINUTES.days === 0 ? "days" : minutes % MINUTES.hours === 0 ? "hours" : "minutes"
  return { count: minutes / MINUTES[unit], unit }
}

export function minutesOf({ count, unit }: Target): number | undefined {
  const minutes = Math.round(Number(count) * MINUTES[unit])
  return count === "" || !(minutes >= 1) ? undefined : Math.min(minutes, MOST_MINUTES)
}
