/** For whoever runs the server: is the process up, can the store write, how is it doing. */
import type { FastifyInstance, FastifyRequest } from "fastify"
import type { Access } from "../auth/access.ts"
import type { Metrics } from "../metrics.ts"
import type { Store } from "../store/store.ts"
import { refuse } from "./problem.ts"
import { sendProblem } from "./serve.ts"

const READY_MS = 3_000

export interface OperationsParts {
  readonly store: Store
  readonly access: Access
  readonly metrics: Metrics
  readonly trustProxy: boolean
  isDraining(): boolean
}

export function serveOperations(app: FastifyInstance, parts: OperationsParts): void {
  app.get("/healthz", async (_request, reply) => reply.header("cache-control", "no-store").send({ ok: true }))
  app.get("/readyz", async (_request, reply) => {
    reply.header("cache-control", "no-store")
    if (parts.isDraining()) return sendProblem(reply, refuse("draining"))
    return (await answers(parts.store)) ? reply.send({ ok: true }) : sendProblem(reply, refuse("read-only"))
  })
  app.get("/metrics", async (request, reply) => {
    if (!(await mayReadMetrics(request, parts))) return sendProblem(reply, refuse("not-found"))
    return reply
      .header("cache-control", "no-store")
      .type(parts.metrics.registry.contentType)
      .send(await parts.metrics.registry.metrics())
  })
}

async function answers(store: Store): Promise<boolean> {
  let late: NodeJS.Timeout | undefined
  const tooLate = new Promise<false>((resolve) => {
    late = setTimeout(resolve, READY_MS, false)
  })
  const ping = store.ping().then(
    () => true,
    () => false, // Why it does not answer stands in the log of the store; here only whether it does.
  )
  return Promise.race([ping, tooLate]).finally(() => clearTimeout(late))
}

async function mayReadMetrics(request: FastifyRequest, { access, trustProxy }: OperationsParts): Promise<boolean> {
  const { authorization } = request.headers
  if (authorization !== undefined) {
    const identified = await access.identify({ authorization, cookie: undefined, secure: false })
    // A wall display's token is a bearer token too, and shows one board.
    return identified?.caller.kind === "key"
  }
  // Behind a proxy that we were not told of, everybody seems to come from this machine.
  const isForwarded = "x-forwarded-for" in request.headers || "forwarded" in request.headers
  return isLoopback(request.ip) && (trustProxy || !isForwarded)
}

const isLoopback = (address: string) => /^(127\.|::1$|::ffff:127\.)/.test(address)
