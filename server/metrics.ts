/** Figures for Prometheus. Labels are routes and codes, never ids or names. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client"

export interface Metrics {
  readonly registry: Registry
  /** One answered request. */
  request(method: string, route: string, status: number, seconds: number): void
  feedOpened(): void
  feedClosed(reason: string): void
  /** Reads a figure when it is asked for. */
  gauge(name: string, help: string, read: () => number): void
  counter(name: string, help: string, labels?: readonly string[]): Counter
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: "throughline_http_request_seconds",
    help: "Time to answer HTTP requests",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  })
  const feeds = new Gauge({ name: "throughline_feeds", help: "Status feeds that are open", registers })
  const feedsClosed = new Counter({
    name: "throughline_feeds_closed_total",
    help: "Status feeds that were closed, by reason",
    labelNames: ["reason"],
    registers,
  })
  return {
    registry,
    request: (method, route, status, seconds) => requests.observe({ method, route, status: String(status) }, seconds),
    feedOpened: () => feeds.inc(),
    feedClosed(reason) {
      feeds.dec()
      feedsClosed.inc({ reason })
    },
    gauge(name, help, read) {
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(read())
        },
      })
    },
    counter: (name, help, labels = []) => new Counter({ name, help, labelNames: [...labels], registers }),
  }
}
