/**
 * The one door to `/api/v1`. Answers are trusted (the same code base wrote them); everything that is not a yes is an
 * ApiProblem with the server's stable code. What the offline screens need is kept and given again without a network.
 */
import type { ErrorCode } from "../../shared/errors.ts"
import type { Problem } from "../../shared/wire/http.ts"
import { isKept, keepAnswer, recallAnswer } from "../offline/kept-answers.ts"
import type { External } from "../sync/board-session.ts"
import { cell } from "../sync/external.ts"
import { sync as words } from "../words/en/sync.ts"

type ProblemParts = Pick<Problem, "status" | "detail" | "rule" | "data" | "errors"> & {
  readonly code: ErrorCode | "offline"
  readonly retryAfterSeconds?: number
}

export class ApiProblem extends Error {
  readonly status: number
  /** `offline` when nothing answered at all. */
  readonly code: ErrorCode | "offline"
  readonly detail: string
  readonly rule: string | undefined
  /** What the rule's sentence speaks of, or what else the server tells with its no. */
  readonly data: Problem["data"]
  readonly errors: Problem["errors"]
  /** From the header of that name, where asking again later may help. */
  readonly retryAfterSeconds: number | undefined
  constructor(problem: ProblemParts) {
    super(problem.detail)
    this.name = "ApiProblem"
    this.status = problem.status
    this.code = problem.code
    this.detail = problem.detail
    this.rule = problem.rule
    this.data = problem.data
    this.errors = problem.errors
    this.retryAfterSeconds = problem.retryAfterSeconds
  }
}

/** Whether the server says that a link or a code is used up or over. */
export const isGone = (problem: unknown): problem is ApiProblem =>
  problem instanceof ApiProblem && problem.code === "gone"

export const API_ROOT = "/api/v1"

const reachable = cell(true)
/** Whether the last request was answered at all; what `get` gave after an unanswered one was kept from before. */
export const isReachable: External<boolean> = reachable

/** A network that swallows everything looks like one that is slow: what is kept is shown instead after this long. */
const KEPT_AFTER_MS = 6_000
const LONGEST_GET_MS = 30_000

export const api = {
  async get<T>(path: string): Promise<T> {
    const kept = isKept(path) ? await recallAnswer(path) : undefined
    try {
      // Without anything to show instead, a slow answer is better than none.
      const answer = await request<T>("GET", path, undefined, kept === undefined ? LONGEST_GET_MS : KEPT_AFTER_MS)
      keepAnswer(path, answer)
      return answer
    } catch (error) {
      if (kept === undefined || !(error instanceof ApiProblem) || error.code !== "offline") throw error
      return kept as T
    }
  },
  post: <T>(path: string, body?: unknown): Promise<T> => request<T>("POST", path, body),
  patch: <T>(path: string, body?: unknown): Promise<T> => request<T>("PATCH", path, body),
  delete: <T>(path: string, body?: unknown): Promise<T> => request<T>("DELETE", path, body),
}

/** A Blob or File goes as it is; everything else as JSON. */
async function request<T>(method: string, path: string, body?: unknown, timeoutMs?: number): Promise<T> {
  const isFile = body instanceof Blob
  const response = await reach(`${API_ROOT}${path}`, {
    method,
    credentials: "same-origin",
    ...(timeoutMs === undefined ? {} : { signal: AbortSignal.timeout(timeoutMs) }),
    headers: {
      accept: "application/json",
      ...(body === undefined
        ? {}
        : { "content-type": isFile ? body.type || "application/octet-stream" : "application/json" }),
    },
    ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
  })
  const text = await readAll(response)
  if (!response.ok) throw new ApiProblem(problemOf(response, text))
  return (text === "" ? undefined : parse(text, response.status)) as T
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(url, init)
    reachable.set(true)
    return response
  } catch {
    // fetch rejects for one reason that a person can mend: nothing answered, or not in time.
    reachable.set(false)
    throw new ApiProblem({ status: 0, code: "offline", detail: words.offline })
  }
}

async function readAll(response: Response): Promise<string> {
  try {
    return await response.text()
  } catch {
    // The connection broke in the middle of the answer.
    throw new ApiProblem({ status: 0, code: "offline", detail: words.offline })
  }
}

function parse(text: string, status: number): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // A proxy's page instead of our JSON.
    throw new ApiProblem({ status, code: "internal", detail: words.strange })
  }
}

/** The problem that an answer tells of. */
export function problemOf({ status, headers }: Response, text: string): ProblemParts {
  const retryAfter = Number(headers.get("retry-after") ?? Number.NaN)
  const isOurs = text.startsWith("{")
  const body = isOurs ? (parse(text, status) as Partial<Problem>) : {}
  return {
    status,
    code: body.code ?? "internal",
    detail: body.detail ?? words.strange,
    ...(Number.isFinite(retryAfter) ? { retryAfterSeconds: retryAfter } : {}),
    ...(body.rule === undefined ? {} : { rule: body.rule }),
    ...(body.data === undefined ? {} : { data: body.data }),
    ...(body.errors === undefined ? {} : { errors: body.errors }),
  }
}
