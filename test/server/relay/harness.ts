/** A real relay on a real HTTP server and the real SQLite store; people come by the name and role in their address. */
import { randomBytes } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { onTestFinished } from "vitest"
import WebSocket from "ws"
import type * as Y from "yjs"
import type { Principal } from "../../../server/auth/principal.ts"
import type { RelayMetrics } from "../../../server/relay/notices.ts"
import { createRelay, type Relay, type RelayDeps } from "../../../server/relay/relay.ts"
import { openSqliteStore } from "../../../server/store/sqlite-store.ts"
import type { Store } from "../../../server/store/store.ts"
import type { Change } from "../../../shared/change/change.ts"
import { type ActorId, type BoardId, idFromBytes } from "../../../shared/ids.ts"
import { err, ok } from "../../../shared/result.ts"
import type { BoardRole } from "../../../shared/rules/permission.ts"
import { createMemoryStore, type Faults, withFaults } from "../../support/memory-store.ts"
import { RawClient } from "../../support/raw-client.ts"
import { writeBoardParts } from "./seed.ts"

export interface Harness {
  readonly relay: Relay
  readonly store: Store
  readonly faults: Faults
  readonly board: BoardId
  readonly origin: string
  readonly logged: readonly string[]
  readonly refusals: readonly string[]
  readonly reloads: readonly string[]
  url(who?: string, role?: BoardRole, doc?: string): string
  /** A connected, synced client. */
  client(who?: string, role?: BoardRole, options?: { doc?: Y.Doc; text?: string }): Promise<RawClient>
  /** A socket without a client behind it, open. */
  socket(who?: string, role?: BoardRole): Promise<WebSocket>
  /** Another server on the same store. */
  restart(deps?: Partial<RelayDeps>): Promise<Harness>
}

export const LEAD = { actor: "user:lead" as ActorId, role: "lead" as const, crewRoles: [] }

export interface StartOptions extends Partial<RelayDeps> {
  readonly seed?: readonly Change[]
  /** Where the store itself does not matter. */
  readonly inMemory?: boolean
}

export async function startRelay({ seed = writeBoardParts(), inMemory, ...deps }: StartOptions = {}): Promise<Harness> {
  const engine = inMemory ? createMemoryStore() : await openSqlite()
  const { store, faults } = withFaults(engine)
  const board = idFromBytes(randomBytes(16)) as BoardId
  await store.boards.createBoard({
    ...{ id: board, name: "Board", createdAt: 1, archivedAt: null, changedAt: 1, template: "" },
  })
  const harness = await serve(store, faults, board, deps)
  if (seed.length > 0) await harness.relay.edit(board, LEAD, seed)
  return harness
}

async function openSqlite(): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), "relay-test-"))
  const sqlite = await openSqliteStore(join(folder, "test.db"))
  onTestFinished(async () => {
    await sqlite.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return sqlite
}

async function serve(store: Store, faults: Faults, board: BoardId, deps: Partial<RelayDeps>): Promise<Harness> {
  const logged: string[] = []
  const refusals: string[] = []
  const reloads: string[] = []
  const line = (event: string, fields?: object) => void logged.push(JSON.stringify({ event, ...fields }))
  const metrics: RelayMetrics = {
    opened: () => undefined,
    closed: () => undefined,
    delivered: () => undefined,
    committed: () => undefined,
    refused: (reason) => void refusals.push(reason),
    reloaded: (reason) => void reloads.push(reason),
  }
  const relay = createRelay({
    store,
    log: { info: line, warn: line, error: line },
    metrics,
    async authenticate(request, asked) {
      const query = new URL(request.url ?? "", "http://x").searchParams
      if (request.headers.origin !== undefined && !request.headers.origin.startsWith("http://127.0.0.1"))
        return err("bad-origin")
      const who = query.get("as")
      if (!who) return err("unauthenticated")
      if (!(await store.boards.getBoard(asked))) return err("not-found")
      const principal: Principal = {
        ...{ actor: `user:${who}` as ActorId, name: who, role: query.get("role") as BoardRole },
        ...{ session: `session-${who}`, linkId: query.get("link") ?? undefined },
      }
      return ok(principal)
    },
    ...deps,
  })
  const server = createServer((_request, response) => response.writeHead(404).end())
  server.on("upgrade", relay.handleUpgrade)
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  const origin = `ws://127.0.0.1:${port}`
  const clients: { terminate(): void }[] = []
  let isStopped = false
  const stop = async () => {
    if (isStopped) return
    isStopped = true
    await relay.drain(100)
    for (const client of clients) client.terminate()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  onTestFinished(stop)

  const url = (who = "anna", role: BoardRole = "member", doc = "") =>
    `${origin}/sync/${board}${doc ? `/${doc}` : ""}?as=${who}&role=${role}`
  return {
    ...{ relay, store, faults, board, origin, logged, refusals, reloads, url },
    async client(who, role, { doc, text } = {}) {
      const client = new RawClient({ url: url(who, role, text), ...(doc ? { doc } : {}) })
      clients.push(client)
      return client.connect()
    },
    async socket(who, role) {
      const socket = new WebSocket(url(who, role))
      clients.push(socket)
      await new Promise((resolve, reject) => {
        socket.once("open", resolve)
        socket.once("error", reject)
      })
      return socket
    },
    async restart(more = {}) {
      await stop()
      return serve(store, faults, board, { ...deps, ...more })
    },
  }
}

/** Resolves with the close code and reason of a socket. */
export const closedWith = (socket: WebSocket): Promise<{ code: number; reason: string }> =>
  new Promise((resolve) => socket.once("close", (code, reason) => resolve({ code, reason: reason.toString() })))

/** Resolves when `condition` holds; for states that no event tells of. */
export async function eventually(condition: () => boolean | Promise<boolean>, timeoutMs = 8_000): Promise<void> {
  const until = performance.now() + timeoutMs
  while (!(await condition())) {
    if (performance.now() > until) throw new Error(`not within ${timeoutMs} ms: ${condition}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

export const cardsOf = (doc: Y.Doc): Y.Map<Y.Map<unknown>> => doc.getMap("cards")
export const titleOf = (doc: Y.Doc, card = "card-1"): unknown => cardsOf(doc).get(card)?.get("title")
export function setTitle(doc: Y.Doc, title: unknown, card = "card-1"): void {
  cardsOf(doc).get(card)?.set("title", title)
}
