/** A server made of a table: `"POST /sign-in"` → what it answers. Everything that was asked is kept. */
import { vi } from "vitest"

export interface Asked {
  readonly route: string
  readonly body: unknown
}
type Reply = Response | Promise<Response>
type Handler = (body: unknown, path: string) => Reply

export const json = (value: unknown, status = 200): Response =>
  new Response(JSON.stringify(value), { status, headers: { "content-type": "application/json" } })

export const empty = (): Response => new Response(null, { status: 204 })

export function problem(status: number, code: string, more: Record<string, unknown> = {}, headers = {}): Response {
  return new Response(JSON.stringify({ status, code, detail: `detail of ${code}`, ...more }), {
    status,
    headers: { "content-type": "application/problem+json", ...headers },
  })
}

export function stubApi(routes: Readonly<Record<string, Handler>>): readonly Asked[] {
  const asked: Asked[] = []
  vi.stubGlobal("fetch", async (url: string, init: RequestInit = {}) => {
    const path = url.replace(/^.*\/api\/v1/, "")
    const method = init.method ?? "GET"
    const handler = routes[`${method} ${path}`] ?? routes[`${method} ${path.replace(/\?.*/, "")}`]
    const body = typeof init.body === "string" ? JSON.parse(init.body) : init.body
    asked.push({ route: `${method} ${path}`, body })
    return handler ? handler(body, path) : problem(404, "not-found")
  })
  return asked
}
