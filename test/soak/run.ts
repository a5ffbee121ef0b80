/**
 * `npm run soak -- --hours 8` or `--minutes 2`: ordinary work for as long as that, then whether the server's memory stayed flat
 * and every screen got every entry once. Ends with 1 when not.
 */
import { soak } from "./soak.ts"

function option(name: string): number | undefined {
  const at = process.argv.findIndex((word) => word === `--${name}` || word.startsWith(`--${name}=`))
  if (at < 0) return undefined
  return Number(process.argv[at]?.split("=")[1] ?? process.argv[at + 1])
}
const say = (words: string) => process.stdout.write(`${words}\n`)

const minutes = (option("hours") ?? 0) * 60 + (option("minutes") ?? 0) || 2
const seed = option("seed") ?? Date.now() % 1_000_000
say(`${minutes} minutes of ordinary work, seed ${seed}`)
const report = await soak({ lengthMs: minutes * 60_000, seed, editors: 4, walls: 6, onShift: say })
const { verdict, samples, faults } = report
const shown = (value: number | undefined) => (value ?? 0).toFixed(1)
const every = Math.max(1, Math.floor(samples.length / 20))
say("   minute    held MB     RSS MB    handles      db MB")
for (const [at, { atMs, heldMb, rssMb, handles, dbMb }] of samples.entries())
  if (at % every === 0)
    say(
      [shown(atMs / 60_000), shown(heldMb), shown(rssMb), String(handles), shown(dbMb)]
        .map((cell) => cell.padStart(9))
        .join("  "),
    )
say(
  `${report.shifts} boards, ${report.edits} edits, ${report.handoffs} handoffs, ${report.entries} entries, ${report.reconnects} broken connections, ` +
    `${faults.length} faults in feeds`,
)
say(
  `memory ${verdict.isFlat ? "is flat" : "GROWS"}: ${shown(verdict.grewMb)} MB after the warm-up, ${shown(verdict.allowedMb)} allowed, ` +
    `${shown(verdict.grewHandles)} handles; a run of this length notices leaks from ${shown(verdict.noticesMbPerHour)} MB an hour`,
)
for (const fault of faults.slice(0, 20)) say(`  ${fault}`)
process.exit(verdict.isFlat && faults.length === 0 ? 0 : 1)
