import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, it, onTestFinished } from "vitest"
import { openStore } from "../../../server/store/open-store.ts"
import type { Journal } from "../../../server/store/store.ts"
import { startServer } from "../../support/server.ts"

it("[T6] does not open a feed whose right ends while it is being got ready", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "throughline-feed-"))
  const store = await openStore({ dataDir })
  let whileReading = async (): Promise<void> => undefined
  const readEntries: Journal["readEntries"] = async (board, query) => {
    const entries = await store.journal.readEntries(board, query)
    await whileReading()
    return entries
  }
  const journal = new Proxy(store.journal, {
    get: (target, name) => (name === "readEntries" ? readEntries : Reflect.get(target, name)),
  })
  const { boards, accounts, mail } = store
  const server = await startServer({
    store: {
      ...{ journal, boards, accounts, mail },
      ping: () => store.ping(),
      backup: (path) => store.backup(path),
      close: () => store.close(),
    },
  })
  onTestFinished(async () => {
    await server.close()
    rmSync(dataDir, { recursive: true })
  })
  const board = await server.createBoard("Wall", "plain-kanban")
  const link = await server.createLink(board.id, { role: "kiosk" })
  const guest = await server.join(link.token)
  whileReading = async () => {
    whileReading = async () => undefined
    await server.admin.ask("DELETE", `/boards/${board.id}/links/${link.id}`)
  }
  const answer = await guest.ask("GET", `/boards/${board.id}/feed`)
  expect([answer.status, answer.body]).toMatchObject([403, { code: "revoked" }])
})
