/** What only the product can be asked, because the peers have no store and no board: start-up, kill -9, the browser. */
import { once } from "node:events"
import { chromium } from "@playwright/test"
import { rankBetween } from "../../shared/model/rank.ts"
import { ADMIN_HEADERS, startBuiltServer } from "../support/built-server.ts"
import { crashRounds } from "../torture/crash.ts"
import { judge } from "../torture/judge.ts"
import { percentile } from "./client.ts"
import { kiosksOnOneServer } from "./kiosks.ts"
import type { Figures } from "./scenarios.ts"
import { scratch, startThroughline } from "./servers.ts"

const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
]
const round = (value: number) => Number(value.toFixed(1))

export interface ProductScenario {
  readonly name: string
  run(): Promise<Figures>
}

/** From the start of the process until it answers, on a data folder that is there already. */
async function coldStart(): Promise<Figures> {
  const dataDir = scratch("start")
  await (await startThroughline(dataDir)).stop()
  const times: number[] = []
  for (let run = 0; run < 5; run++) {
    const startedAt = performance.now()
    const { process: child } = await startBuiltServer({ dataDir })
    times.push(performance.now() - startedAt)
    child.kill("SIGTERM")
    await once(child, "exit")
  }
  return { medianMs: Math.round(percentile(times, 0.5)), worstMs: Math.round(Math.max(...times)) }
}

async function killNine(): Promise<Figures> {
  const report = judge(await crashRounds({ rounds: 5, seed: 11, clients: 20, editsPerSecond: 100 }))
  const { acknowledged, promised, offered, accepted, lost, doubled } = report
  return { acknowledged, promised, offered, accepted, lost: lost.length, doubled: doubled.length }
}

/** A Throughline file with many cards, so that the browser opens what a person could have imported. */
function bigBoard(cards: number): string {
  let rank: string | undefined
  const lanes = Array.from({ length: 8 }, (_, i) => `List ${i + 1}`)
  const rows = Array.from({ length: cards }, (_, i) => {
    rank = rankBetween(rank, undefined, i)
    return `Card number ${i} of a big board,${lanes[i % 8]},Do the very next thing`
  })
  return ["title,list,next step", ...rows].join("\n")
}

/** 10,000 cards in a real browser: until a card is there and the page is idle, then frames while a card is carried about. */
async function bigBoardInBrowser(): Promise<Figures> {
  const server = await startThroughline()
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    args: CHROMIUM_FLAGS,
  })
  try {
    const headers = { ...ADMIN_HEADERS, "content-type": "text/csv" }
    const imported = await fetch(`${server.origin}/api/v1/imports?format=csv&dryRun=false`, {
      method: "POST",
      headers,
      body: bigBoard(10_000),
    })
    const { boardId } = (await imported.json()) as { boardId: string }
    const link = await fetch(`${server.origin}/api/v1/boards/${boardId}/links`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify({ role: "member", label: "bench" }),
    })
    const { token } = (await link.json()) as { token: string }
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    const join = await page.request.post(`${server.origin}/api/v1/join`, {
      data: { token, name: "Bench" },
      headers: { origin: server.origin },
    })
    if (!join.ok()) throw new Error(`the link was not taken: ${await join.text()}`)
    const startedAt = performance.now()
    await page.goto(`${server.origin}/b/${boardId}`)
    await page.locator("[data-card]").first().waitFor()
    const firstCardMs = performance.now() - startedAt
    await page.evaluate("new Promise((resolve) => requestIdleCallback(resolve))")
    const interactiveMs = performance.now() - startedAt
    const frames = await dragFrames(page)
    return {
      firstCardMs: Math.round(firstCardMs),
      interactiveMs: Math.round(interactiveMs),
      dragFrameP95Ms: round(percentile(frames, 0.95)),
    }
  } finally {
    await browser.close()
    await server.stop()
  }
}

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof chromium.launch>>["newPage"]>>

/** A text, because what the loader adds to named functions does not exist in the page. */
const RECORD_FRAMES = `
  window.frameTimes = []
  let last = performance.now()
  requestAnimationFrame(function tick(now) {
    window.frameTimes.push(now - last)
    last = now
    requestAnimationFrame(tick)
  })`

async function dragFrames(page: Page): Promise<readonly number[]> {
  const box = (await page.locator("[data-card]").first().boundingBox())!
  await page.mouse.move(box.x + 60, box.y + 20)
  await page.mouse.down()
  await page.mouse.move(box.x + 90, box.y + 60, { steps: 5 })
  await page.evaluate(RECORD_FRAMES)
  for (let turn = 0; turn < 6; turn++) {
    await page.mouse.move(200 + turn * 150, 250 + (turn % 2) * 300, { steps: 20 })
  }
  const times = await page.evaluate<number[]>("window.frameTimes")
  await page.keyboard.press("Escape")
  await page.mouse.up()
  return times.slice(2)
}

export const PRODUCT_SCENARIOS: readonly ProductScenario[] = [
  { name: "cold start", run: coldStart },
  { name: "kill -9 under load", run: killNine },
  {
    name: "300 kiosks, 20 moves/s",
    run: () => kiosksOnOneServer({ kiosks: 300, movesPerSecond: 20, seconds: 10, cards: 400 }),
  },
  { name: "10,000 cards in the browser", run: bigBoardInBrowser },
]
