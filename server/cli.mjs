#!/usr/bin/env node
/**
 * `npx throughline <command>`: the way to everything that runs from a terminal. Plain JavaScript, because it runs before
 * anything is built.
 */
import { existsSync, readdirSync, statSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"

const root = fileURLToPath(new URL("..", import.meta.url))

const COMMANDS = {
  start: ["builds what is missing and starts the server", () => import("./start.mjs")],
  verify: ["checks that the ledgers were not tampered with (verify --help says more)", verify],
}

const changedAt = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0)

/** The newest of the built files, as long as it is not older than its source. */
async function verify() {
  const folder = join(root, "server", "verify")
  const names = existsSync(folder) ? readdirSync(folder) : []
  const sources = [join(root, "server", "verify.ts"), ...names.map((name) => join(folder, name))]
  const newest = Math.max(...sources.map(changedAt))
  const built = ["server", "verify"].map((name) => join(root, "dist", name, "verify.js"))
  const fresh = built.find((path) => changedAt(path) >= newest)
  if (fresh === undefined) await buildVerify(join(root, "dist", "verify"))
  await import(pathToFileURL(fresh ?? built[1]).href)
}

/** Only this one: a running server still needs its own files. */
async function buildVerify(outDir) {
  const { build } = await import("vite")
  const input = join(root, "server", "verify.ts")
  const rollupOptions = { input, output: { entryFileNames: "[name].js" } }
  const options = { ssr: true, target: "node20", outDir, emptyOutDir: true, rollupOptions }
  await build({ configFile: false, root, logLevel: "warn", build: options })
}

const [name, ...args] = process.argv.slice(2)
const [, run] = Object.hasOwn(COMMANDS, name ?? "") ? COMMANDS[name] : []
if (run) {
  process.argv.splice(2, process.argv.length, ...args)
  try {
    await run()
  } catch (error) {
    // Not 1, which is the answer "tampered".
    process.stderr.write(`${error.stack}\n`)
    process.exitCode = 2
  }
} else {
  const lines = Object.entries(COMMANDS).map(([command, [says]]) => `  npx throughline ${command.padEnd(8)} ${says}`)
  const isAsked = name === undefined || name === "help" || name === "--help"
  const unknown = isAsked ? [] : [`There is no command "${name}".`]
  process.stdout.write(`${[...unknown, "Commands:", ...lines].join("\n")}\n`)
  process.exitCode = isAsked ? 0 : 2
}
