/** Fastify with our limits, our errors and our routes: everything of HTTP but what the routes do. */
import compress from "@fastify/compress"
import Fastify, { type FastifyError, type FastifyInstance, type FastifyRequest, LogController } from "fastify"
import { ERRORS, type ErrorCode } from "../../shared/errors.ts"
import { LIMITS } from "../../shared/limits.ts"
import { MINUTE_MS, SECOND_MS } from "../../shared/time.ts"
import type { Config } from "../config.ts"
import { type LogStream, loggerOptions, relayLog } from "../log.ts"
import type { Metrics } from "../metrics.ts"
import { type RelayLog, throttledLog } from "../relay/notices.ts"
import { StoreError } from "../store/store.ts"
import { openApi } from "./openapi.ts"
import { serveOperations } from "./operations.ts"
import type { Parts } from "./parts.ts"
import { refuse } from "./problem.ts"
import { routesOf } from "./routes.ts"
import { addSecurityHeaders } from "./security-headers.ts"
import { API, sendProblem, serveRoutes } from "./serve.ts"
import { serveStatic } from "./static.ts"

export function newFastify(config: Config, log?: LogStream): FastifyInstance {
  return Fastify({
    logger: loggerOptions(config.logLevel, log),
    logController: new LogController({ disableRequestLogging: true }),
    // One hop: what clients themselves write into X-Forwarded-For is not believed.
    trustProxy: config.trustProxy && ((_address: string, hop: number) => hop === 0),
    bodyLimit: LIMITS.messageBytes,
    requestTimeout: 2 * MINUTE_MS,
    forceCloseConnections: "idle",
    // Node looks for slow headers only this often; its default of 30 s would make 5 s a dead letter.
    http: { headersTimeout: 5 * SECOND_MS, connectionsCheckingInterval: SECOND_MS },
    routerOptions: { maxParamLength: 200 },
  })
}

export interface HttpParts extends Parts {
  readonly config: Config
  readonly clientFolder: string
  isDraining(): boolean
}

export async function serveHttp(app: FastifyInstance, parts: HttpParts): Promise<void> {
  const { config, metrics, access } = parts
  const { allowedOrigins } = config
  addSecurityHeaders(app, { embedOrigins: config.embedOrigins, isSecure: parts.isSecure })
  measure(app, metrics)
  answerErrors(app)
  parseJson(app)
  await app.register(compress, { threshold: 1_024, encodings: ["br", "gzip"] })
  const routes = routesOf(parts)
  serveRoutes(app, routes, { access, allowedOrigins, isSecure: parts.isSecure, now: parts.now })
  const description = JSON.stringify(openApi(routes, parts.version))
  app.get(`${API}/openapi.json`, async (_request, reply) => reply.type("application/json").send(description))
  serveOperations(app, { ...parts, trustProxy: config.trustProxy })
  serveStatic(app, parts.clientFolder)
}

/** No body is no body, whatever its type says; anything else that is no JSON is refused. */
function parseJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error")
  app.removeContentTypeParser("application/json")
  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) => {
    if (body === "") done(null, undefined)
    else parse(request, body as string, done)
  })
}

function measure(app: FastifyInstance, metrics: Metrics): void {
  app.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "none"
    metrics.request(request.method, route, reply.statusCode, reply.elapsedTime / 1000)
    request.log.debug(
      { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      "answered",
    )
  })
}

function answerErrors(app: FastifyInstance): void {
  app.setNotFoundHandler(async (_request, reply) => sendProblem(reply, refuse("not-found")))
  const log = throttledLog(relayLog(app.log), () => performance.now())
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const code = codeOf(error)
    if (ERRORS[code].status >= 500) logError(log, request, error)
    return sendProblem(reply, refuse(code))
  })
}

function codeOf(error: FastifyError): ErrorCode {
  if (error instanceof StoreError) return error.kind === "broken" ? "internal" : "read-only"
  if (error.statusCode === 413) return "too-large"
  return error.statusCode !== undefined && error.statusCode < 500 ? "bad-request" : "internal"
}

/** The stack names our own files and lines. The message may quote what came in, so only its kind is logged. */
function logError(log: RelayLog, request: FastifyRequest, error: FastifyError): void {
  const stack = error.stack?.split("\n").filter((line) => /^\s+at /.test(line))
  const route = request.routeOptions.url
  log.error("request failed", { method: request.method, route, why: error.name, code: error.code, stack })
}
