/**
 * `npm test`: everything that a contributor needs to trust a change. Unit, property, contract and server tests first
 * (vitest), then the browser journeys (Playwright) against the built product. Ends with one line that counts both.
 */
import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { ensureChromium } from "./support/chromium.mjs"

const reports = mkdtempSync(join(tmpdir(), "throughline-test-"))
const run = (command, args, env = {}) =>
  spawnSync(command, args, { stdio: "inherit", env: { ...process.env, ...env } }).status ?? 1
const read = (name) => JSON.parse(readFileSync(join(reports, name), "utf8"))

const only = process.argv.find((word) => word.startsWith("--only="))?.slice(7)
const none = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 }

// The crash rounds and the journeys run the product as it is shipped.
const buildStatus = run("node", ["server/start.mjs", "--build-only"])
if (buildStatus !== 0) {
  process.stdout.write("\nThe build failed.\n\n0 passed, 1 failed\n")
  process.exit(1)
}
const vitestStatus =
  only === "e2e"
    ? 0
    : run("npx", [
        "vitest",
        "run",
        "--config",
        "test/vitest.config.ts",
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${join(reports, "vitest.json")}`,
      ])
const playwrightStatus = run("npx", ["playwright", "test", "--config", "test/e2e/playwright.config.ts"], {
  CHROMIUM_PATH: ensureChromium(),
  PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, "playwright.json"),
})

const unit = only === "e2e" ? none : read("vitest.json")
const journeys = read("playwright.json").stats
const passed = unit.numPassedTests + journeys.expected + journeys.flaky
const failed = unit.numFailedTests + journeys.unexpected
const skipped = unit.numPendingTests + unit.numTodoTests + journeys.skipped
if (journeys.flaky > 0)
  process.stdout.write(
    `\nFLAKY: ${journeys.flaky} browser journeys passed only on the second try. Look above for which.\n`,
  )
if (skipped > 0)
  process.stdout.write(`\nSKIPPED: ${skipped} tests did not run. Look above for what is missing on this machine.\n`)
process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`)
process.exit(vitestStatus || playwrightStatus || (failed > 0 ? 1 : 0))
