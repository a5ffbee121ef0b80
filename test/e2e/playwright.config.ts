import { defineConfig } from "@playwright/test"

const MEASURING = /edits-arrive-within-a-tenth-of-a-second|a-full-disk-loses-nothing/

/** The browser journeys: one file each, named for what a person does, against the built product on a port of its own. */
export default defineConfig({
  testDir: ".",
  outputDir: "../../test-results",
  // What measures time runs when the others are done with the processors, whether they went well or not.
  projects: [
    { name: "journeys", testIgnore: MEASURING, teardown: "measurements" },
    { name: "measurements", testMatch: MEASURING },
  ],
  forbidOnly: process.env.CI === "true",
  // A second try on the gate's noisy machine; what needed it is named loudly by the runner.
  retries: process.env.CI === "true" ? 1 : 0,
  workers: 2,
  fullyParallel: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [
    ["list"],
    ["json", { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? "../../test-results/report.json" }],
  ],
  use: {
    screenshot: "only-on-failure",
    // A recording of everything costs a third of the processors' time: only a second try gets one (`--trace on` for more).
    trace: "on-first-retry",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
})
