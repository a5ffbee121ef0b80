/** Figures for Prometheus. Labels are routes and codes, never ids or names. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client"
import type { RelayMetrics } from "./relay/notices.ts"

export interface Metrics {
  readonly registry: Registry
  readonly relay: RelayMetrics
  /** One answered request. */
  request(method: string, route: string, status: number, seconds: number): void
  feedOpened(): void
  feedClosed(reason: string): void
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: "throughline_http_request_seconds",
    help: "Time to answer HTTP requests",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  })
  const feeds = openAndClosed(registry, "feed", "Status feeds")
  return {
    registry,
    relay: relayMetrics(registry),
    request: (method, route, status, seconds) => requests.observe({ method, route, status: String(status) }, seconds),
    feedOpened: feeds.opened,
    feedClosed: feeds.closed,
  }
}

function relayMetrics(registry: Registry): RelayMetrics {
  const count = (name: string, help: string, ...labelNames: string[]) =>
    new Counter({ name: `throughline_${name}_total`, help, labelNames, registers: [registry] })
  const seconds = (name: string, help: string) =>
    new Histogram({
      name: `throughline_${name}_seconds`,
      help,
      buckets: [0.0005, 0.002, 0.005, 0.01, 0.025, 0.1, 0.5, 2],
      registers: [registry],
    })
  const messages = count("delivered_messages", "Messages written to sockets")
  const bytes = count("delivered_bytes", "Bytes written to sockets")
  const updates = count("committed_updates", "Document updates that are on disk")
  const entries = count("committed_entries", "Ledger entries that are on disk")
  const refused = count("refused", "What the relay refused, by error code or rule", "reason")
  const reloaded = count("reloaded", "Documents that were dropped and loaded again", "reason")
  const applying = seconds("apply", "Time to check and apply one batch")
  const storing = seconds("store", "Time until one batch is on disk")
  return {
    ...openAndClosed(registry, "socket", "WebSockets"),
    delivered(messageCount, byteCount) {
      messages.inc(messageCount)
      bytes.inc(byteCount)
    },
    committed(updateCount, entryCount, applyMs, storeMs) {
      updates.inc(updateCount)
      entries.inc(entryCount)
      applying.observe(applyMs / 1000)
      storing.observe(storeMs / 1000)
    },
    refused: (reason) => refused.inc({ reason }),
    reloaded: (reason) => reloaded.inc({ reason }),
  }
}

function openAndClosed(registry: Registry, name: string, what: string) {
  const open = new Gauge({ name: `throughline_${name}s_open`, help: `${what} that are open`, registers: [registry] })
  const closed = new Counter({
    name: `throughline_${name}s_closed_total`,
    help: `${what} that were closed, by reason`,
    labelNames: ["reason"],
    registers: [registry],
  })
  return {
    opened: () => open.inc(),
    closed(reason: string) {
      open.dec()
      closed.inc({ reason })
    },
  }
}
