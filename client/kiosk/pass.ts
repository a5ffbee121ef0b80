/**
 * The right to look at one board: a wall display swaps its token once for a cookie of its own and comes back by that, a
 * frame in somebody else's page sends its token each time (browsers keep cookies from there), and whoever is signed in needs
 * neither.
 */

export type Pass =
  | { readonly kind: "screen"; readonly boardId: string; readonly token: string | undefined }
  | { readonly kind: "bearer"; readonly token: string }
  | { readonly kind: "session" }

const API = "/api/v1"

/** What the server said instead of yes. `status` 0: nothing answered. */
class AskProblem extends Error {
  readonly status: number
  constructor(status: number) {
    super(`answered ${status}`)
    this.name = "AskProblem"
    this.status = status
  }
}

/** The right is gone for good, or was never there. */
export const isRefused = (problem: unknown): boolean =>
  problem instanceof AskProblem && [401, 403, 404, 410].includes(problem.status)

export async function askBoard(pass: Pass, path: string, init: RequestInit = {}): Promise<Response> {
  if (pass.kind !== "screen" || pass.token === undefined) return ok(await ask(pass, path, init))
  if (wasOpened(pass.boardId)) {
    const answered = await ask(pass, path, init)
    // Otherwise the cookie from before has ended, or was another link's.
    if (![401, 403, 404].includes(answered.status)) return ok(answered)
  }
  await ok(await openScreen(pass.token, init.signal ?? null))
  noteOpened(pass.boardId)
  return ok(await ask(pass, path, init))
}

/** Scripts cannot see the cookie; this only spares a question whose answer is no. A browser may keep nothing at all. */
const openedKey = (boardId: string) => `throughline-screen-${boardId}`

function wasOpened(boardId: string): boolean {
  try {
    return localStorage.getItem(openedKey(boardId)) !== null
  } catch {
    return false
  }
}

function noteOpened(boardId: string): void {
  try {
    localStorage.setItem(openedKey(boardId), "1")
  } catch {
    // It is asked for again next time.
  }
}

function ask(pass: Pass, path: string, init: RequestInit): Promise<Response> {
  const asScreen = pass.kind === "screen" ? `${path.includes("?") ? "&" : "?"}screen=true` : ""
  const bearer = pass.kind === "bearer" ? { authorization: `Bearer ${pass.token}` } : {}
  return reach(API + path + asScreen, { ...init, headers: { ...init.headers, ...bearer } })
}

const openScreen = (token: string, signal: AbortSignal | null): Promise<Response> =>
  reach(`${API}/screens/open`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token }),
    signal,
  })

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { credentials: "same-origin", cache: "no-store", ...init })
  } catch {
    throw new AskProblem(0)
  }
}

async function ok(response: Response): Promise<Response> {
  if (!response.ok) throw new AskProblem(response.status)
  return response
}
