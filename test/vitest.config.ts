import { defineConfig } from "vitest/config"

/** What compares with a clock runs when the others are done with the processors, one file after the other. */
const MEASURING = [
  "test/server/relay/{guard,hostile,limits,store-failure}.test.ts",
  "test/shared/import/{markdown,trello}.test.ts",
  "test/client/sync/read-model.test.ts",
]
const SHARED = ["test/shared/**/*.test.ts"]
const ALL = ["test/**/*.test.{ts,tsx}"]
const NEVER = ["test/e2e/**", "node_modules/**"]

/** Unit, property, contract and server tests. The browser journeys run in Playwright (test/e2e). */
export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: {
    testTimeout: 20_000,
    hookTimeout: 30_000,
    restoreMocks: true,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        // Pure functions leave nothing behind, so that one load of the modules is enough for all files.
        test: { name: "shared", include: SHARED, exclude: [...NEVER, ...MEASURING], isolate: false },
      },
      { extends: true, test: { name: "sides", include: ALL, exclude: [...NEVER, ...MEASURING, ...SHARED] } },
      {
        extends: true,
        test: { name: "measurements", include: MEASURING, exclude: NEVER, maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
})
