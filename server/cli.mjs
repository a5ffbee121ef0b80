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
  verify: [
    "checks that the ledgers were not tampered with (verify --help says more)",
    () => runTool("verify", ["server/verify.ts", "server/verify"]),
  ],
  backup: [
    "copies the embedded database, also while the server runs (backup [file])",
    () => runTool("backup", ["server/backup.ts", "server/config.ts", "server/store", "shared"]),
  ],
}

/** Runs the built file, building it first when there is none that is as new as its sources. */
async function runTool(name, sources) {
  const newest = Math.max(...sources.map((path) => changedAt(join(root, path))))
  const outDir = join(root, "dist", "tools")
  const built = [join(root, "dist", "server", `${name}.js`), join(outDir, `${name}.js`)]
  const fresh = built.find((path) => existsSync(path) && changedAt(path) >= newest)
  if (fresh === undefined) await build(name, outDir)
  await import(pathToFileURL(fresh ?? built[1]).href)
}

/** Of a folder: when its newest file changed. 0 for what is not there. */
function changedAt(path) {
  if (!existsSync(path)) return 0
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => changedAt(join(path, name))))
}

/** Only this one, in a folder of its own: a running server still needs its files. */
async function build(name, outDir) {
  const { build: viteBuild } = await import("vite")
  const rollupOptions = { input: join(root, "server", `${name}.ts`), output: { entryFileNames: "[name].js" } }
  const options = { ssr: true, target: "node20", outDir, emptyOutDir: false, rollupOptions }
  await viteBuild({ configFile: false, root, logLevel: "warn", build: options })
}

const [name, ...args] = process.argv.slice(2)
const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
if (command) {
  process.argv.splice(2, process.argv.length, ...args)
  try {
    await command[1]()
  } catch (error) {
    // Not 1, which is the answer "tampered".
    process.stderr.write(`${error.stack}\n`)
    process.exitCode = 2
  }
} else {
  const lines = Object.entries(COMMANDS).map(([known, [says]]) => `  npx throughline ${known.padEnd(8)} ${says}`)
  const isAsked = [undefined, "help", "--help"].includes(name)
  const unknown = isAsked ? [] : [`There is no command "${name}".`]
  process.stdout.write(`${[...unknown, "Commands:", ...lines].join("\n")}\n`)
  process.exitCode = isAsked ? 0 : 2
}
