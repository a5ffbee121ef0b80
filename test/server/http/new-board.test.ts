/** A board is there whole or not at all, also for somebody who asks at the worst moment. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { openStore } from "../../../server/store/open-store.ts"
import { type Store, StoreError } from "../../../server/store/store.ts"
import type { BoardSummary } from "../../../shared/wire/http.ts"
import { startServer, type TestServer } from "../../support/server.ts"

const dataDir = mkdtempSync(join(tmpdir(), "throughline-new-board-"))
let server: TestServer
/** Runs between any two writes of the store. */
let betweenWrites: () => Promise<void> = async () => undefined

function withGaps(store: Store): Store {
  const writes = new Set<PropertyKey>(["createBoard", "append", "putPerson", "putMember"])
  const gap = <T extends object>(part: T): T =>
    new Proxy(part, {
      get(target, name) {
        const method = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>
        if (!writes.has(name)) return method
        return async (...args: unknown[]) => {
          const result = await method.apply(target, args)
          await betweenWrites()
          return result
        }
      },
    })
  const { accounts, mail } = store
  return {
    ...{ journal: gap(store.journal), boards: gap(store.boards), accounts, mail },
    ping: () => store.ping(),
    backup: (path) => store.backup(path),
    close: () => store.close(),
  }
}

beforeAll(async () => {
  server = await startServer({ store: withGaps(await openStore({ dataDir })) })
})
afterAll(async () => {
  await server.close()
  rmSync(dataDir, { recursive: true })
})

interface Whole {
  readonly seq: number
  readonly view: { readonly cards: object }
}
const whole = async (id: string) => (await server.admin.ask<Whole>("GET", `/boards/${id}`)).body

it("is never seen empty by somebody who finds it in the list while it is being made", async () => {
  const seen: number[] = []
  betweenWrites = async () => {
    const { body: boards } = await server.admin.ask<BoardSummary[]>("GET", "/boards")
    for (const { id } of boards) seen.push((await whole(id)).seq)
  }
  const csv = `Title,Lane\n${Array.from({ length: 200 }, (_, n) => `Card ${n},To do`).join("\n")}\n`
  const { body } = await server.admin.ask<{ boardId: string }>("POST", "/imports?format=csv", csv)
  betweenWrites = async () => undefined
  expect(seen.length).toBeGreaterThan(0)
  expect(Math.min(...seen)).toBeGreaterThanOrEqual(200)
  expect(Object.keys((await whole(body.boardId)).view.cards)).toHaveLength(200)
})

it("is whole when it is stored and only the answer gets lost", async () => {
  betweenWrites = () => Promise.reject(new StoreError("unavailable", "the answer got lost"))
  const { status } = await server.admin.ask("POST", "/boards", { name: "Lost answer", template: "ward-shift" })
  betweenWrites = async () => undefined
  expect(status).toBe(503)
  const { body: boards } = await server.admin.ask<BoardSummary[]>("GET", "/boards")
  const stored = boards.find(({ name }) => name === "Lost answer")
  expect(Object.keys((await whole(stored!.id)).view.cards).length).toBeGreaterThan(0)
})
