/**
 * A whole server for tests: the real wiring on a port of its own, a data folder that is gone afterwards, an administrator's
 * key, and people who can sign in.
 */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type AppDeps, createApp } from "../../server/app.ts"
import { type Config, readConfig } from "../../server/config.ts"
import type { BoardSummary, Me, NewShareLink } from "../../shared/wire/http.ts"

export const ADMIN_TOKEN = "test-key-test-key-test-key-test-key-test"
export const PASSWORD = "correct horse battery"
const CHEAP_SCRYPT = { N: 16, r: 1, p: 1 }

export interface ServerOptions extends Partial<Omit<AppDeps, "log">> {
  readonly config?: Partial<Config>
  /** Keeps an existing folder (a restart); it is then not removed at the end. */
  readonly dataDir?: string
}

export interface Answered<T = unknown> {
  readonly status: number
  readonly headers: Headers
  /** Parsed JSON, or the text where the answer is none. */
  readonly body: T
}

/** Somebody who asks: sends their cookie or key, and the Origin that a browser on our own page would send. */
export interface Asking {
  readonly headers: Record<string, string>
  ask<T = never>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered<T>>
}
export interface Person extends Asking {
  readonly me: Me
}

export interface TestServer {
  readonly url: string
  readonly wsUrl: string
  readonly dataDir: string
  /** All lines of the log so far. */
  readonly log: readonly string[]
  readonly setUpLink: string | undefined
  /** The holder of the administrator's key. */
  readonly admin: Asking
  /** Nobody: no cookie, no key. */
  readonly nobody: Asking
  with(headers: Record<string, string>): Asking
  createBoard(name?: string, template?: string): Promise<BoardSummary>
  /** An account (invited by the administrator), signed in. */
  signUp(login: string, options?: { readonly owner?: boolean; readonly name?: string }): Promise<Person>
  signIn(login: string, password?: string): Promise<Person>
  addMember(boardId: string, login: string, role: "lead" | "member" | "viewer"): Promise<void>
  createLink(
    boardId: string,
    link: { role: "member" | "viewer" | "kiosk" } & Record<string, unknown>,
  ): Promise<NewShareLink>
  join(token: string, name?: string): Promise<Person>
  /** Stops the server; the data folder stays until `close`. */
  stop(): Promise<void>
  close(): Promise<void>
}

export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "throughline-server-"))
  const read = readConfig({ PORT: "0", DATA_DIR: dataDir, THROUGHLINE_ADMIN_TOKEN: ADMIN_TOKEN, LOG_LEVEL: "debug" })
  if (!read.ok) throw new Error(read.error.join(" "))
  const log: string[] = []
  const { config, dataDir: _, ...deps } = options
  const app = await createApp(
    { ...read.value, ...config },
    {
      scryptCost: CHEAP_SCRYPT,
      log: { write: (line) => void log.push(line) },
      ...deps,
    },
  )
  const asking = (headers: Record<string, string>): Asking => ({
    headers,
    ask: (method, path, body, more) => ask(app.url, method, path, body, { ...headers, ...more }),
  })
  const admin = asking({ authorization: `Bearer ${ADMIN_TOKEN}` })
  const nobody = asking({})
  /** Asks as nobody and carries on as whoever the cookie of the answer makes them. */
  const enter = async (path: string, body: unknown): Promise<Person> => {
    const { body: me, headers } = expectOk(await nobody.ask<Me>("POST", path, body))
    const cookie = headers.getSetCookie()[0]!.split(";")[0]!
    return { ...asking({ cookie, origin: app.url }), me }
  }
  let isStopped = false
  const stop = async () => {
    if (!isStopped) await app.close()
    isStopped = true
  }
  return {
    ...{ url: app.url, wsUrl: app.url.replace("http", "ws"), dataDir, log, setUpLink: app.setUpLink, admin, nobody },
    with: asking,
    async createBoard(name = "Board", template) {
      const asked = template === undefined ? { name } : { name, template }
      return expectOk(await admin.ask<BoardSummary>("POST", "/boards", asked)).body
    },
    async signUp(login, { owner = false, name = login } = {}) {
      const invited = await admin.ask<{ token: string }>("POST", "/users", { login, name, owner })
      return enter("/invitations/accept", { token: expectOk(invited).body.token, password: PASSWORD })
    },
    signIn: (login, password = PASSWORD) => enter("/sign-in", { login, password }),
    async addMember(boardId, login, role) {
      expectOk(await admin.ask("POST", `/boards/${boardId}/members`, { login, role }))
    },
    async createLink(boardId, link) {
      return expectOk(await admin.ask<NewShareLink>("POST", `/boards/${boardId}/links`, link)).body
    },
    join: (token, name = "Guest") => enter("/join", { token, name }),
    stop,
    async close() {
      await stop()
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

function expectOk<T>(answered: Answered<T>): Answered<T> {
  if (answered.status >= 400) throw new Error(`${answered.status}: ${JSON.stringify(answered.body)}`)
  return answered
}

async function ask<T>(
  url: string,
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Answered<T>> {
  const isPlain = typeof body === "string" || body instanceof Uint8Array
  const content =
    body === undefined ? {} : { "content-type": isPlain ? "application/octet-stream" : "application/json" }
  const response = await fetch(
    path.startsWith("/api/") || path.startsWith("//") ? url + path.replace(/^\/\//, "/") : `${url}/api/v1${path}`,
    {
      method,
      headers: { ...content, ...headers },
      redirect: "manual",
      ...(body === undefined ? {} : { body: isPlain ? (body as string) : JSON.stringify(body) }),
    },
  )
  const text = await response.text()
  const isJson = /[/+]json/.test(response.headers.get("content-type") ?? "")
  return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as T }
}
