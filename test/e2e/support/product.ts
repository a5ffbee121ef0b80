/**
 * The product as people get it: the built server as a process of its own on a free port, with a data folder that is gone
 * afterwards. A journey that ends the server starts it again at the same address.
 *
 * To build and run journeys beside others, give both the same folder of your own:
 * `THROUGHLINE_DIST=/tmp/mine npm run build`, then `THROUGHLINE_DIST=/tmp/mine npx playwright test …`.
 */
import { type ChildProcess, execFileSync } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Entry, SealedEntry } from "../../../shared/model/entry.ts"
import type { BoardSummary, NewShareLink } from "../../../shared/wire/http.ts"
import { ADMIN_HEADERS, type BuiltServer, startBuiltServer } from "../../support/built-server.ts"
import { freePort } from "../../support/free-port.ts"

export const PASSWORD = "correct horse battery"

interface Launch {
  readonly dataDir: string
  /** 0 takes a free one. */
  readonly port: number
  /** How far the server's clock is ahead of the machine's; undefined leaves it the machine's own. */
  readonly aheadMs: number | undefined
  /** Further settings, as people give them. */
  readonly env: Readonly<Record<string, string>>
}

interface Start {
  readonly movesClock?: boolean
  /** The address of a mail server, to which its mail goes. */
  readonly smtpUrl?: string
}

export class Product {
  readonly url: string
  readonly setUpLink: string | undefined
  readonly dataDir: string
  #process: ChildProcess
  #aheadMs: number | undefined
  readonly #env: Launch["env"]

  private constructor({ dataDir, aheadMs, env }: Launch, { process, url, setUpLink }: BuiltServer) {
    this.dataDir = dataDir
    this.#aheadMs = aheadMs
    this.#env = env
    this.#process = process
    this.url = url
    this.setUpLink = setUpLink
  }

  static async start({ movesClock = false, smtpUrl }: Start = {}): Promise<Product> {
    const dataDir = mkdtempSync(join(tmpdir(), "throughline-journey-"))
    // Mail has links in it, so that the address must be known beforehand.
    const port = smtpUrl === undefined ? 0 : await freePort()
    const env =
      smtpUrl === undefined
        ? {}
        : { SMTP_URL: smtpUrl, MAIL_FROM: "board@example.org", PUBLIC_URL: `http://127.0.0.1:${port}` }
    const how: Launch = { dataDir, port, aheadMs: movesClock ? 0 : undefined, env }
    return new Product(how, await launch(how))
  }

  get wsUrl(): string {
    return this.url.replace("http", "ws")
  }

  /** Headers with which raw clients and scripts come in. */
  readonly adminHeaders = ADMIN_HEADERS

  /** Ends the process without any notice, as a power cut does. */
  async kill(): Promise<void> {
    const ended = once(this.#process, "exit")
    this.#process.kill("SIGKILL")
    await ended
  }

  async startAgain(): Promise<void> {
    const port = Number(new URL(this.url).port)
    this.#process = (await launch({ dataDir: this.dataDir, port, aheadMs: this.#aheadMs, env: this.#env })).process
  }

  /** The server's time, which a journey may have put forward. */
  get now(): number {
    return Date.now() + (this.#aheadMs ?? 0)
  }

  /** Puts the server's clock forward, also for what is started later. */
  async pass(minutes: number): Promise<void> {
    if (this.#aheadMs === undefined) throw new Error("this product has the machine's own clock")
    this.#aheadMs += minutes * 60_000
    if (!this.#isRunning) return
    const moved = once(this.#process, "message")
    this.#process.send({ aheadMs: this.#aheadMs })
    await moved
  }

  /**
   * The kernel refuses the server every byte that would make a file longer, as a used-up quota does. Unlike a small file
   * system of its own this needs no rights, so it is the same on every Linux.
   */
  fillDisk(): void {
    this.#limitFiles("0")
  }

  freeDisk(): void {
    this.#limitFiles("unlimited")
  }

  #limitFiles(bytes: string): void {
    execFileSync("prlimit", ["--pid", String(this.#process.pid), `--fsize=${bytes}:unlimited`])
  }

  get #isRunning(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null
  }

  async end(): Promise<void> {
    if (this.#isRunning) await this.kill()
    rmSync(this.dataDir, { recursive: true, force: true })
  }

  async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const { answered } = await this.#request(method, path, body, this.adminHeaders)
    return answered as T
  }

  /** In the name of whoever has the cookie: what takes a person, a key may not ask for. */
  async askAs<T>(cookie: string, method: string, path: string, body?: unknown): Promise<T> {
    const { answered } = await this.#request(method, path, body, { cookie, origin: this.url })
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

/** The ledger of a board so far, oldest first. */
export async function entriesOf(product: Product, board: string): Promise<readonly Entry[]> {
  return (await product.ask<{ entries: readonly Entry[] }>("GET", `/boards/${board}/ledger?limit=5000`)).entries
}

/** The ledger as it is sealed, oldest first: what is hashed, and the words beside it with their salt. */
export async function sealedEntriesOf(product: Product, board: string): Promise<readonly SealedEntry[]> {
  const answer = await fetch(`${product.url}/api/v1/boards/${board}/ledger.jsonl`, { headers: product.adminHeaders })
  const lines = (await answer.text()).trimEnd().split("\n")
  return lines.flatMap((line) => (JSON.parse(line) as { readonly entry?: SealedEntry }).entry ?? [])
}

const launch = (how: Launch): Promise<BuiltServer> => startBuiltServer({ ...how, awaitsSetUp: how.port === 0 })
