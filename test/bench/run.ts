/**
 * `npm run bench [-- --ours] [--only=<word>]`: the built product beside `@y/websocket-server` and Hocuspocus in one run.
 * Prints a table and writes the same as JSON to dist/bench.json. The peers keep nothing on disk; ours stores every edit
 * durably before anybody sees it.
 */
import { mkdirSync, writeFileSync } from "node:fs"
import { PRODUCT_SCENARIOS } from "./product.ts"
import { type Figures, SCENARIOS } from "./scenarios.ts"
import { type BenchServer, startHocuspocus, startThroughline, startYWebsocketServer } from "./servers.ts"

const option = (name: string) => process.argv.find((word) => word.startsWith(`--${name}`))
const only = option("only=")?.slice("--only=".length)
const starters: readonly (() => Promise<BenchServer>)[] = option("ours")
  ? [startThroughline]
  : [startThroughline, startYWebsocketServer, startHocuspocus]

const say = (words: string) => process.stdout.write(`${words}\n`)
const shown = (figures: object) =>
  Object.entries(figures)
    .map(([name, value]) => `${name} ${value}`)
    .join(" · ")
const results: { scenario: string; server: string; figures: Figures | { failed: string } }[] = []

for (const scenario of SCENARIOS.filter(({ name }) => only === undefined || name.includes(only))) {
  say(`\n${scenario.name}`)
  for (const start of starters) {
    const startedAt = performance.now()
    const server = await start()
    const startMs = Math.round(performance.now() - startedAt)
    const figures = await scenario.run(server).catch((error: Error) => ({ failed: error.message }))
    await server.stop()
    results.push({ scenario: scenario.name, server: server.name, figures })
    say(`  ${server.name.padEnd(22)} ${shown(figures)}  (started in ${startMs} ms)`)
  }
}

for (const scenario of PRODUCT_SCENARIOS.filter(({ name }) => only === undefined || name.includes(only))) {
  const figures = await scenario.run().catch((error: Error) => ({ failed: error.message }))
  results.push({ scenario: scenario.name, server: "throughline", figures })
  say(`\n${scenario.name}\n  ${"throughline".padEnd(22)} ${shown(figures)}`)
}

mkdirSync("dist", { recursive: true })
writeFileSync("dist/bench.json", JSON.stringify({ node: process.version, results }, null, 2))
say("\nWritten to dist/bench.json")
process.exit(0)
