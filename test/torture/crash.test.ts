import { expect, it } from "vitest"
import { crashRounds } from "./crash.ts"

it("loses no acknowledged edit or promise, doubles none and tells of every refusal over ten rounds of kill -9 under load", {
  timeout: 180_000,
}, async () => {
  const report = await crashRounds({ rounds: 10, seed: 20_261, clients: 20, editsPerSecond: 100 })
  expect(report.acknowledged).toBeGreaterThan(300)
  expect(report.promised).toBeGreaterThan(60)
  expect(report.refused).toBeGreaterThan(30)
  expect(report).toMatchObject({ lost: [], untold: [], doubled: [], ledgerGaps: 0, replayEqualsBoard: true })
})

it("finds a planted loss, so that its silence means something", { timeout: 60_000 }, async () => {
  const report = await crashRounds({
    rounds: 1,
    seed: 3,
    clients: 3,
    editsPerSecond: 50,
    plant: "an-edit-and-a-promise",
  })
  expect(report.lost).toEqual(["planted.0@card0", "promise-planted"])
})

it("finds an edit that was taken back without a word", { timeout: 60_000 }, async () => {
  const report = await crashRounds({ rounds: 1, seed: 4, clients: 3, editsPerSecond: 50, plant: "a-refusal" })
  expect(report.untold).toEqual(["planted"])
})
