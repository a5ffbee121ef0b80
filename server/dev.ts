/**
 * `npm run dev`: the pages from Vite, which swaps changed modules in the browser, and the server from its sources, which
 * starts again when one of them changes. Links point to the pages.
 */
import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import { createServer } from "vite"

const root = fileURLToPath(new URL("..", import.meta.url))

const pages = await createServer({ configFile: `${root}client/vite.config.ts`, clearScreen: false })
await pages.listen()
const url = pages.resolvedUrls?.local[0]?.replace(/\/$/, "") ?? "http://127.0.0.1:5173"

const tsx = fileURLToPath(import.meta.resolve("tsx/cli"))
const server = spawn(process.execPath, [tsx, "watch", "--clear-screen=false", "server/main.ts"], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, PUBLIC_URL: url },
})

async function end(): Promise<void> {
  server.kill("SIGTERM")
  await pages.close()
}
process.on("SIGINT", end)
process.on("SIGTERM", end)
server.on("exit", (code) => {
  pages.close().finally(() => process.exit(code ?? 0))
})
