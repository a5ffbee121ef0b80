/**
 * Hangs the table of routes into Fastify. The order for each request: whose page sent it, who asks, what they may, and
 * only then is the body read and checked.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import { type $ZodType, safeParse } from "zod/v4/core"
import { ERRORS } from "../../shared/errors.ts"
import { isBoardId } from "../../shared/ids.ts"
import { can } from "../../shared/rules/permission.ts"
import type { Instant } from "../../shared/time.ts"
import type { Access, OnBoard } from "../auth/access.ts"
import { type Caller, hasAccount, isOwner, isPerson } from "../auth/caller.ts"
import { cookieName, readCookie, sessionCookie } from "../auth/cookies.ts"
import { isOriginFine } from "../auth/origin.ts"
import { PROBLEM_TYPE, problemBody, Refused, refuse } from "./problem.ts"
import { isCapability, isRouteAccess, type Route } from "./route.ts"
import { createUploads } from "./uploads.ts"

export const API = "/api/v1"

export interface ServeParts {
  readonly access: Access
  readonly allowedOrigins: readonly string[]
  isSecure(request: FastifyRequest): boolean
  now(): Instant
}

interface Admission {
  readonly caller: Caller | undefined
  readonly on: OnBoard | undefined
}

declare module "fastify" {
  interface FastifyRequest {
    admission: Admission
  }
}

export function serveRoutes(app: FastifyInstance, routes: readonly Route[], parts: ServeParts): void {
  app.decorateRequest("admission", null as unknown as Admission)
  for (const route of routes) {
    if (!isRouteAccess(route.access)) throw new Error(`${route.method} ${route.path} does not say who may use it`)
    if (isCapability(route.access) && !route.path.includes("/:id"))
      throw new Error(`${route.method} ${route.path} asks for a right on a board but names none`)
  }
  app.register(async (json) => serve(json, routes, false, parts))
  app.register(async (files) => {
    files.removeAllContentTypeParsers()
    files.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body))
    serve(files, routes, true, parts)
  })
}

function serve(app: FastifyInstance, routes: readonly Route[], files: boolean, parts: ServeParts): void {
  const uploads = createUploads()
  for (const route of routes.filter(({ takesFile }) => (takesFile === true) === files)) {
    app.route({
      method: route.method,
      url: API + route.path,
      exposeHeadRoute: false,
      ...(route.bodyBytes === undefined ? {} : { bodyLimit: route.bodyBytes }),
      onRequest: async (request, reply) => {
        const admission = await admit(route, request, reply, parts)
        if (admission instanceof Refused) return sendProblem(reply, admission)
        request.admission = admission
        if (!files) return
        const giveBack = uploads.begin(admission.caller?.actor ?? "")
        if (!giveBack) return sendProblem(reply, refuse("too-many", { retryAfterMs: 5_000 }))
        reply.raw.once("close", giveBack)
      },
      handler: async (request, reply) => answer(route, request, reply, parts),
    })
  }
}

async function admit(
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  parts: ServeParts,
): Promise<Admission | Refused> {
  const { authorization, cookie, origin, host } = request.headers
  const secure = parts.isSecure(request)
  const secFetchSite = request.headers["sec-fetch-site"] as string | undefined
  const hasCookie = readCookie(cookie, cookieName(secure)) !== undefined
  const facts = { origin, secFetchSite, host, hasCookie, hasBearer: authorization !== undefined }
  if (route.method !== "GET" && !isOriginFine(facts, parts.allowedOrigins)) return refuse("bad-origin")
  const { id } = request.params as { id?: string }
  const isScreen = route.takesScreen === true && (request.query as { screen?: unknown }).screen === "true"
  const screen = isScreen && id !== undefined ? { screen: id } : {}
  const identified = await parts.access.identify({ authorization, cookie, secure, ...screen })
  if (identified?.renewed !== undefined) reply.header("set-cookie", sessionCookie(identified.renewed, secure))
  return rightOf(route, identified?.caller, id, parts.access)
}

async function rightOf(
  { access }: Route,
  caller: Caller | undefined,
  boardId: string | undefined,
  rights: Access,
): Promise<Admission | Refused> {
  if (access === "public") return { caller, on: undefined }
  if (!caller) return refuse("unauthenticated")
  if (access === "signed-in") return { caller, on: undefined }
  if (access === "person") return isPerson(caller) ? { caller, on: undefined } : refuse("forbidden")
  if (access === "account") return hasAccount(caller) ? { caller, on: undefined } : refuse("forbidden")
  if (access === "owner") return isOwner(caller) ? { caller, on: undefined } : refuse("forbidden")
  const on = boardId !== undefined && isBoardId(boardId) ? await rights.roleOn(caller, boardId) : undefined
  if (!on) return refuse("not-found")
  return can(on.role, access) ? { caller, on } : refuse("forbidden")
}

async function answer(
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  { now }: ServeParts,
): Promise<unknown> {
  const call = parse(route, request)
  const { caller } = request.admission
  const refused = call instanceof Refused ? call : caller && route.readings?.(caller, now())
  const result = refused ?? (await route.handle({ ...call, ...request.admission, request, reply } as never))
  if (result instanceof Refused) return sendProblem(reply, result)
  if (reply.sent) return reply
  reply.code(route.status ?? (route.answer === undefined && route.answerType === undefined ? 204 : 200))
  return reply.send(result)
}

function parse(route: Route, request: FastifyRequest) {
  const errors: { path: string; message: string }[] = []
  const part = (where: string, schema: $ZodType | undefined, value: unknown) => {
    if (!schema) return undefined
    const parsed = safeParse(schema, value)
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues)
      errors.push({ path: [where, ...issue.path].map(String).join("."), message: issue.message || issue.code })
    return undefined
  }
  const parts = {
    params: part("params", route.params, request.params),
    query: part("query", route.query, request.query),
    body: route.takesFile ? request.body : part("body", route.body, request.body),
  }
  return errors.length > 0 ? refuse("bad-request", { errors: errors.slice(0, 20) }) : parts
}

export function sendProblem(reply: FastifyReply, problem: Refused): FastifyReply {
  const { retryAfterMs } = problem.details
  if (retryAfterMs !== undefined) reply.header("retry-after", String(Math.max(1, Math.ceil(retryAfterMs / 1000))))
  return reply
    .code(ERRORS[problem.code].status)
    .header("cache-control", "no-store")
    .type(PROBLEM_TYPE)
    .send(problemBody(problem))
}
