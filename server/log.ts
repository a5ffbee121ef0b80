/**
 * Logs are JSON lines on standard error. They name routes, codes and times; they never hold a token, a query string, a
 * body or a word of a board.
 */
import type { FastifyBaseLogger, FastifyRequest, FastifyServerOptions } from "fastify"
import type { Config } from "./config.ts"
import type { RelayLog } from "./relay/notices.ts"

type LoggerOptions = Exclude<FastifyServerOptions["logger"], boolean | undefined>

export interface LogStream {
  write(line: string): void
}

export function loggerOptions(level: Config["logLevel"], stream: LogStream = process.stderr): LoggerOptions {
  return {
    level,
    stream,
    base: null,
    timestamp: () => `,"at":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: ["req.headers", "authorization", "cookie", "token", "*.token", "*.password"], remove: true },
    serializers: {
      req: (request) => ({ method: request.method, route: (request as FastifyRequest).routeOptions?.url }),
      res: (reply) => ({ status: reply.statusCode }),
    },
  }
}

/** The relay's events as log lines. Their fields are codes and figures. */
export const relayLog = (log: FastifyBaseLogger): RelayLog => ({
  info: (event, fields) => log.info(fields ?? {}, event),
  warn: (event, fields) => log.warn(fields ?? {}, event),
  error: (event, fields) => log.error(fields ?? {}, event),
})
