import { afterEach, describe, expect, it, vi } from "vitest"
import { ApiProblem, api } from "../../../client/api/client.ts"
import { whyRefused } from "../../../client/sync/why-refused.ts"

afterEach(() => {
  vi.unstubAllGlobals()
})
const answer = (status: number, body: string, headers: Record<string, string> = {}) => {
  const fetching = vi.fn<typeof fetch>(async () => new Response(body === "" ? null : body, { status, headers }))
  vi.stubGlobal("fetch", fetching)
  return fetching
}
const problem = (asked: Promise<unknown>) =>
  asked.then(
    () => undefined,
    (error: unknown) => error,
  )

describe("the API client", () => {
  it("asks under the root with JSON and gives back what was answered", async () => {
    const fetching = answer(200, '{"id":"x"}')
    expect(await api.post("/boards", { name: "B" })).toEqual({ id: "x" })
    const [url, init] = fetching.mock.calls[0] ?? []
    expect(url).toBe("/api/v1/boards")
    expect(init).toMatchObject({ method: "POST", body: '{"name":"B"}' })
    expect(init?.headers).toMatchObject({ "content-type": "application/json" })
  })

  it("sends a file as it is", async () => {
    const fetching = answer(200, "{}")
    const file = new Blob(["a,b"], { type: "text/csv" })
    await api.post("/imports?format=csv", file)
    expect(fetching.mock.calls[0]?.[1]).toMatchObject({ body: file, headers: { "content-type": "text/csv" } })
  })

  it("has nothing to say about an empty answer", async () => {
    answer(204, "")
    expect(await api.delete("/boards/x/links/y")).toBeUndefined()
  })

  it("throws the server's problem with its code, rule, fields and patience", async () => {
    const body = JSON.stringify({
      status: 429,
      code: "too-many",
      detail: "Wait.",
      rule: "E1",
      errors: [{ path: "name", message: "no" }],
    })
    answer(429, body, { "retry-after": "7" })
    const error = await problem(api.get("/x"))
    expect(error).toBeInstanceOf(ApiProblem)
    expect(error).toMatchObject({ status: 429, code: "too-many", rule: "E1", retryAfterSeconds: 7 })
    expect((error as ApiProblem).errors).toEqual([{ path: "name", message: "no" }])
  })

  it.each([
    ["a proxy's page in place of a problem", 502, "<html>", "internal"],
    ["a proxy's page in place of an answer", 200, "<html>", "internal"],
  ])("calls %s what it is", async (_title, status, body, code) => {
    answer(status, body)
    expect(await problem(api.get("/x"))).toMatchObject({ status, code })
  })

  it("says offline when nothing answers", async () => {
    vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("failed")))
    expect(await problem(api.get("/boards"))).toMatchObject({ status: 0, code: "offline" })
  })
})

describe("why a socket was refused", () => {
  it.each([
    [401, "signed-out"],
    [403, "revoked"],
    [404, "not-found"],
    [429, undefined],
    [500, undefined],
    [503, undefined],
  ])("%i means %s", async (status, reason) => {
    answer(status, "{}")
    expect(await whyRefused("b")).toBe(reason)
  })
})
