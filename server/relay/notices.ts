/** What the relay tells the operator: figures and log lines. Never content, never tokens. */
export interface RelayLog {
  info(event: string, fields?: Readonly<Record<string, unknown>>): void
  warn(event: string, fields?: Readonly<Record<string, unknown>>): void
  error(event: string, fields?: Readonly<Record<string, unknown>>): void
}

export interface RelayMetrics {
  opened(): void
  /** `reason`: an error code, or "closed" when the other side left. */
  closed(reason: string): void
  delivered(messages: number, bytes: number): void
  committed(updates: number, entries: number, applyMs: number, storeMs: number): void
  /** Something was refused: an error code or a rule. */
  refused(reason: string): void
  /** A document was dropped and loaded again. */
  reloaded(reason: string): void
}

export const NO_METRICS: RelayMetrics = {
  opened: () => undefined,
  closed: () => undefined,
  delivered: () => undefined,
  committed: () => undefined,
  refused: () => undefined,
  reloaded: () => undefined,
}

export const NO_LOG: RelayLog = { info: () => undefined, warn: () => undefined, error: () => undefined }

const QUIET_MS = 60_000

/** At most one line per event and reason and minute; the next line says how many were left out. */
export function throttledLog(log: RelayLog, nowMs: () => number): RelayLog {
  const seen = new Map<string, { until: number; left: number }>()
  const through =
    (level: keyof RelayLog) =>
    (event: string, fields: Readonly<Record<string, unknown>> = {}) => {
      const key = `${level} ${event} ${String(fields.code ?? "")} ${String(fields.why ?? "")}`
      const now = nowMs()
      const last = seen.get(key)
      if (last && now < last.until) {
        last.left++
        return
      }
      if (seen.size > 1_000) seen.clear()
      seen.set(key, { until: now + QUIET_MS, left: 0 })
      log[level](event, last && last.left > 0 ? { ...fields, leftOut: last.left } : fields)
    }
  return { info: through("info"), warn: through("warn"), error: through("error") }
}
