/**
 * The product as people get it: the built server as a process of its own on a free port, with a data folder that is gone
 * afterwards. A journey that ends the server starts it again at the same address.
 */
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import type { BoardSummary, NewShareLink } from "../../../shared/wire/http.ts"

const ADMIN_TOKEN = "key-of-the-journeys-key-of-the-journeys"
export const PASSWORD = "correct horse battery"

/** Another folder than the one that is being built, so that a build beside a run disturbs nobody. */
const dist = process.env.THROUGHLINE_DIST ?? fileURLToPath(new URL("../../../dist", import.meta.url))

interface Started {
  readonly process: ChildProcess
  readonly url: string
  readonly setUpLink: string | undefined
}

export class Product {
  readonly url: string
  readonly setUpLink: string | undefined
  readonly #dataDir: string
  #process: ChildProcess

  private constructor(dataDir: string, { process, url, setUpLink }: Started) {
    this.#dataDir = dataDir
    this.#process = process
    this.url = url
    this.setUpLink = setUpLink
  }

  static async start(): Promise<Product> {
    const dataDir = mkdtempSync(join(tmpdir(), "throughline-journey-"))
    return new Product(dataDir, await launch(dataDir, 0))
  }

  get wsUrl(): string {
    return this.url.replace("http", "ws")
  }

  /** Headers with which raw clients and scripts come in. */
  readonly adminHeaders = { authorization: `Bearer ${ADMIN_TOKEN}` }

  /** Ends the process without any notice, as a power cut does. */
  async kill(): Promise<void> {
    const ended = once(this.#process, "exit")
    this.#process.kill("SIGKILL")
    await ended
  }

  async startAgain(): Promise<void> {
    this.#process = (await launch(this.#dataDir, Number(new URL(this.url).port))).process
  }

  async end(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) await this.kill()
    rmSync(this.#dataDir, { recursive: true, force: true })
  }

  async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const { answered } = await this.#request(method, path, body, this.adminHeaders)
    return answered as T
  }

  createBoard(name: string, template = "plain-kanban"): Promise<BoardSummary> {
    return this.ask("POST", "/boards", { name, template })
  }

  createLink(boardId: string, role: "member" | "viewer"): Promise<NewShareLink> {
    return this.ask("POST", `/boards/${boardId}/links`, { role })
  }

  /** The cookie of somebody new with an account. */
  async signUp(login: string, name: string, owner = false): Promise<string> {
    const { token } = await this.ask<{ token: string }>("POST", "/users", { login, name, owner })
    return (await this.#request("POST", "/invitations/accept", { token, password: PASSWORD })).cookie
  }

  /** The cookie of a guest who came in by a new link. */
  async join(
    boardId: string,
    name: string,
    role: "member" | "viewer" = "member",
    crewRole: string | undefined = undefined,
  ): Promise<string> {
    const { token } = await this.createLink(boardId, role)
    const crew = crewRole === undefined ? {} : { crewRole }
    return (await this.#request("POST", "/join", { token, name, ...crew })).cookie
  }

  async #request(method: string, path: string, body: unknown, headers: Record<string, string> = {}) {
    const isFile = typeof body === "string"
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        ...headers,
        ...(body === undefined ? {} : { "content-type": isFile ? "application/octet-stream" : "application/json" }),
      },
      ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    const answered: unknown = text === "" ? undefined : JSON.parse(text)
    return { answered, cookie: response.headers.getSetCookie()[0]?.split(";")[0] ?? "" }
  }
}

async function launch(dataDir: string, port: number): Promise<Started> {
  const child = spawn(process.execPath, [join(dist, "server/main.js")], {
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: dataDir,
      THROUGHLINE_ADMIN_TOKEN: ADMIN_TOKEN,
      LOG_LEVEL: "error",
    },
    stdio: ["ignore", "pipe", "inherit"],
  })
  const lines = createInterface({ input: child.stdout })
  let url: string | undefined
  for await (const line of lines) {
    url ??= /^Throughline is at (\S+)$/.exec(line)?.[1]
    const setUpLink = /(\S+\/setup#\S+)$/.exec(line)?.[1]
    // The link comes right after the address, and only while nobody has an account.
    if (url !== undefined && (setUpLink !== undefined || port !== 0)) return { process: child, url, setUpLink }
  }
  throw new Error(`the server ended before it was up (${child.exitCode})`)
}
