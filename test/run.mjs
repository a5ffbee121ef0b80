/**
 * `npm test`: everything that a contributor needs to trust a change. Unit, property, contract and server tests first
 * (vitest), then the browser journeys (Playwright) against the built product. `--gate` adds what the gate wants to know
 * besides. Ends with one line that counts everything, however far it came.
 */
import { spawn } from "node:child_process"
import { closeSync, mkdtempSync, openSync, readFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { ensureChromium } from "./support/chromium.mjs"

const reports = mkdtempSync(join(tmpdir(), "throughline-test-"))
const say = (words) => process.stdout.write(`${words}\n`)
const isGate = process.argv.includes("--gate")
const only = process.argv.find((word) => word.startsWith("--only="))?.slice(7)

/** Runs a command to its end and gives its exit code. */
const run = (command, args, { env = {}, output = "inherit" } = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ["inherit", output, output], env: { ...process.env, ...env } })
    child.on("error", () => resolve(1))
    child.on("close", (code) => resolve(code ?? 1))
  })

/** What a stage counts for that holds no tests of its own. */
const oneProof = (what, status) => ({ what, passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 })

/** What a runner reported. One that failed without naming a test, or left no report, has failed all the same. */
function counted(what, status, name, count) {
  try {
    const counts = count(JSON.parse(readFileSync(join(reports, name), "utf8")))
    return { what, ...counts, failed: Math.max(counts.failed, status === 0 ? 0 : 1) }
  } catch (error) {
    say(`\n${what} left no report: ${error.message}`)
    return oneProof(what, 1)
  }
}

/** Two minutes of ordinary work. It hardly needs a processor, so it goes on beside others and is told when it is over. */
async function soak() {
  const path = join(reports, "soak.log")
  const output = openSync(path, "w")
  const status = await run("npm", ["run", "soak", "--", "--minutes", "2"], { output })
  closeSync(output)
  return { ...oneProof("the soak", status), told: readFileSync(path, "utf8") }
}

async function units() {
  const file = `--outputFile.json=${join(reports, "vitest.json")}`
  const how = ["run", "--config", "test/vitest.config.ts", "--reporter=default", "--reporter=json", file]
  const status = await run("npx", ["vitest", ...how])
  return counted("vitest", status, "vitest.json", (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }))
}

async function journeys() {
  try {
    const env = {
      CHROMIUM_PATH: ensureChromium(),
      PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, "playwright.json"),
    }
    const status = await run("npx", ["playwright", "test", "--config", "test/e2e/playwright.config.ts"], { env })
    return counted("playwright", status, "playwright.json", ({ stats }) => {
      if (stats.flaky > 0)
        say(`\nFLAKY: ${stats.flaky} browser journeys passed only on the second try. Look above for which.`)
      return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }
    })
  } catch (error) {
    say(`\n${error.message}`)
    return oneProof("playwright", 1)
  }
}

/** All stages, in an order in which nothing that measures time is disturbed by anything else. */
async function stages() {
  // The crash rounds, the soak and the journeys run the product as it is shipped.
  const build = oneProof("the build", await run("node", ["server/start.mjs", "--build-only"]))
  if (build.failed > 0) return [build]
  const results = []
  const soaking = isGate ? soak() : undefined
  if (isGate) results.push(oneProof("npm run check", await run("npm", ["run", "check"])))
  if (only !== "e2e") results.push(await units())
  if (soaking) {
    const { told, ...result } = await soaking
    say(`\n${told}`)
    results.push(result)
  }
  results.push(await journeys())
  return results
}

const results = await stages()
const sum = (key) => results.reduce((total, result) => total + result[key], 0)
const [passed, failed, skipped] = ["passed", "failed", "skipped"].map(sum)
if (skipped > 0) say(`\nSKIPPED: ${skipped} tests did not run. Look above for what is missing on this machine.`)
for (const result of results.filter((each) => each.failed > 0)) say(`\nFAILED: ${result.what}. Look above for why.`)
say(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`)
process.exitCode = failed > 0 ? 1 : 0
