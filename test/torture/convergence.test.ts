import { expect, it } from "vitest"
import { startRelay } from "../server/relay/harness.ts"
import { converge } from "./convergence.ts"

const SEEDS = Number(process.env.CONVERGENCE_SEEDS ?? 1_500)
const AT_ONCE = 12

it(`[L4] [L5] gives everybody the same board from ${SEEDS} seeds of edits, cuts, duplicates and refusals`, {
  timeout: 240_000,
}, async () => {
  const harness = await startRelay({ inMemory: true })
  const failed: Record<number, readonly string[]> = {}
  let next = 0
  const worker = async () => {
    for (let seed = next++; seed < SEEDS; seed = next++) {
      const differences = await converge(harness, seed)
      if (differences.length > 0) failed[seed] = differences
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  expect(failed).toEqual({})
})

it("finds a replica that lags, a word that is lost, a breach of a rule and a refusal that nobody tells, so that its silence means something", async () => {
  const harness = await startRelay({ inMemory: true })
  expect(await converge(harness, 1, "one replica lags")).toContain("person 0 has another board")
  expect(await converge(harness, 2, "a word is lost")).toEqual(['"never written" is nowhere (person 0)'])
  expect(await converge(harness, 3, "a breach gets through")).toContain(
    "[L5] person 0 saw what the rules refuse to another",
  )
  expect(await converge(harness, 4, "a refusal is not told")).toEqual([
    'nobody was told that "catastrophic-unheard" was taken back (person 0)',
    "person 0 was told of other refusals than theirs",
  ])
})
