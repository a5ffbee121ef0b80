/** The doors of the server in the crash test: a board, people who are let in, and the ledger as it is read from outside. */
import type { ActorId } from "../../shared/ids.ts"
import type { Entry } from "../../shared/model/entry.ts"
import { ADMIN_HEADERS } from "../support/built-server.ts"

/** Somebody who came in by a link: each of them is somebody else, so that one has to wait for what another one holds. */
export interface Guest {
  readonly actor: ActorId
  readonly headers: Record<string, string>
  readonly isOnCrew: boolean
}

/** The crew role that every other guest has. */
export const CREW_ROLE = "test"

export const createBoard = async (url: string) =>
  (await post<{ id: string }>(url, "/boards", { name: "Crash" })).answered.id

export async function letIn(url: string, board: string, count: number): Promise<readonly Guest[]> {
  const { token } = (await post<{ token: string }>(url, `/boards/${board}/links`, { role: "member" })).answered
  const guests: Guest[] = []
  // One after the other: many tries at once from one address look like guessing.
  for (let i = 0; i < count; i++) {
    const isOnCrew = i % 2 === 0
    const crew = isOnCrew ? { crewRole: CREW_ROLE } : {}
    const { answered, cookie } = await post<{ actor: ActorId }>(
      url,
      "/join",
      { token, name: `Writer ${i}`, ...crew },
      {},
    )
    guests.push({ actor: answered.actor, headers: { cookie, origin: url }, isOnCrew })
  }
  return guests
}

/** The entries after `since`, all of them. */
export async function readLedger(url: string, board: string, since = 0): Promise<readonly Entry[]> {
  const entries: Entry[] = []
  for (;;) {
    const after = `${url}/api/v1/boards/${board}/ledger?since=${entries.at(-1)?.seq ?? since}&limit=1000`
    const { entries: page } = (await (await fetch(after, { headers: ADMIN_HEADERS })).json()) as { entries: Entry[] }
    entries.push(...page)
    if (page.length === 0) return entries
  }
}

export async function readView(url: string, board: string): Promise<unknown> {
  const answer = await fetch(`${url}/api/v1/boards/${board}`, { headers: ADMIN_HEADERS })
  return ((await answer.json()) as { view: unknown }).view
}

async function post<T>(url: string, path: string, body: unknown, headers: Record<string, string> = ADMIN_HEADERS) {
  const response = await fetch(`${url}/api/v1${path}`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  const cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? ""
  return { answered: (await response.json()) as T, cookie }
}
