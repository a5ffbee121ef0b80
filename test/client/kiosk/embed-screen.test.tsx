// @vitest-environment happy-dom
import { act } from "react"
import { createRoot, type Root } from "react-dom/client"
import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { EmbedScreen } from "../../../client/kiosk/EmbedScreen.tsx"
import type { BoardStatus } from "../../../shared/wire/http.ts"
import { cardStatus } from "../../support/card-status.ts"

const NOW = 1_000
/** Of what is done only the last are told. */
const STATUS: BoardStatus = {
  ...{ id: "b", name: "Board", seq: 1, at: NOW, recent: [], kinds: [] },
  lanes: [
    {
      ...{ id: "l", name: "At the table", kind: "done", wip: null, targetMinutes: null },
      ...{ cards: [cardStatus("c", NOW, { title: "Soup" })], total: 31 },
    },
  ],
}

let root: Root
let page: HTMLElement
beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  const beat = `id: 1\nevent: heartbeat\ndata: ${JSON.stringify({ at: NOW, seq: 1, build: "x" })}\n\n`
  const feed = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode(beat)),
  })
  vi.stubGlobal("fetch", async (url: string) => (url.includes("/status") ? Response.json(STATUS) : new Response(feed)))
  page = document.createElement("div")
  root = createRoot(page)
})
afterEach(async () => {
  await act(async () => root.unmount())
  vi.unstubAllGlobals()
})

it("counts all cards of a lane, also those that are not listed", async () => {
  await act(async () => root.render(<EmbedScreen boardId="b" />))
  await act(() => vi.waitUntil(() => page.querySelector("h2") !== null, { timeout: 10_000, interval: 5 }))
  expect(page.querySelector("h2")?.textContent).toBe("At the table 31")
  expect(page.querySelector("section")?.textContent).toContain("30 more")
})
