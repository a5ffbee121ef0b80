/** The real server as a child, hours of ordinary work, and a sample of what it holds now and then. */
import { readdirSync, statSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { scratch, startThroughline } from "../bench/servers.ts"
import { seeded } from "../support/seeded.ts"
import { Door } from "./door.ts"
import { judge, type Sample, type Verdict } from "./judge.ts"
import { shift } from "./shift.ts"

export interface SoakOptions {
  readonly lengthMs: number
  readonly seed: number
  readonly editors: number
  readonly walls: number
  onShift?(words: string): void
}
export interface SoakReport {
  readonly verdict: Verdict
  readonly samples: readonly (Sample & { readonly dbMb: number })[]
  readonly shifts: number
  readonly edits: number
  readonly handoffs: number
  readonly entries: number
  readonly reconnects: number
  readonly faults: readonly string[]
}

const MB = 1024 * 1024
/** So many samples in a run, but none more often than this. */
const SAMPLES = 240
const SHORTEST_PAUSE_MS = 2_000
const SHIFTS = 48
const SHORTEST_SHIFT_MS = 10_000
const LONGEST_SHIFT_MS = 600_000
const PROBE = ["--expose-gc", "--import", new URL("./probe.mjs", import.meta.url).href]

export async function soak(options: SoakOptions): Promise<SoakReport> {
  const dataDir = scratch("soak")
  // A board that nobody looks at is put away soon, so that also a short run sees it happen.
  const limits = { idleRoomMs: 5_000, idleTextMs: 5_000 }
  const server = await startThroughline(dataDir, { nodeOptions: PROBE, limits })
  const samples: (Sample & { readonly dbMb: number })[] = []
  const startedAt = performance.now()
  const isOver = () => performance.now() - startedAt >= options.lengthMs
  const sampling = (async () => {
    while (!isOver()) {
      samples.push({ ...(await sampleOf(server, startedAt)), dbMb: sizeOf(dataDir) })
      await pause(Math.max(SHORTEST_PAUSE_MS, options.lengthMs / SAMPLES))
    }
  })()
  try {
    const total = await shifts(new Door(server.origin), options, isOver)
    await sampling
    return { ...total, samples, verdict: judge(samples) }
  } finally {
    await server.stop()
  }
}

async function shifts(door: Door, { lengthMs, seed, editors, walls, onShift }: SoakOptions, isOver: () => boolean) {
  const random = seeded(seed)
  const people = [await door.newPerson("ana"), await door.newPerson("bo")] as const
  const shiftMs = Math.min(LONGEST_SHIFT_MS, Math.max(SHORTEST_SHIFT_MS, lengthMs / SHIFTS))
  const total = { shifts: 0, edits: 0, handoffs: 0, entries: 0, reconnects: 0, faults: [] as string[] }
  while (!isOver()) {
    const report = await shift({ door, people, editors, walls, random, lengthMs: shiftMs })
    total.shifts++
    total.edits += report.edits
    total.handoffs += report.handoffs
    total.entries += report.entries
    total.reconnects += report.reconnects
    total.faults.push(...report.faults)
    onShift?.(
      `shift ${total.shifts}: ${report.entries} entries, ${report.reconnects} breaks, ${report.faults.length} faults`,
    )
  }
  return total
}

interface Sampled {
  readonly heldBytes: number
  readonly rssBytes: number
  readonly handles: number
}

async function sampleOf(server: Awaited<ReturnType<typeof startThroughline>>, startedAt: number): Promise<Sample> {
  const { heldBytes, rssBytes, handles } = await server.ask<Sampled>("sample")
  return { atMs: performance.now() - startedAt, heldMb: heldBytes / MB, rssMb: rssBytes / MB, handles }
}

const sizeOf = (folder: string): number =>
  readdirSync(folder).reduce(
    (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  ) / MB
