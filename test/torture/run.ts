/** `npm run torture [-- --rounds=50 --seed=7]`: the crash test on demand; prints what a failing run needs to be had again. */
import { crashRounds } from "./crash.ts"
import { isClean, judge } from "./judge.ts"

const option = (name: string, otherwise: number) =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.split("=")[1] ?? otherwise)
const say = (words: string) => process.stdout.write(`${words}\n`)

const seed = option("seed", Date.now() % 1_000_000)
const rounds = option("rounds", 50)
say(`${rounds} rounds of kill -9 under load, seed ${seed}`)
const report = judge(await crashRounds({ rounds, seed, clients: 20, editsPerSecond: 100, onRound: say }))
const recoveries = [...report.recoveriesMs].sort((a, b) => a - b)
say(
  `${report.acknowledged} edits acknowledged, ${report.promised} promises, ${report.lost.length} lost, ${report.doubled.length} doubled, ` +
    `${report.astray.length} not where their answer says, ${report.untold.length} of ${report.refused} refusals untold, ` +
    `${report.ledgerGaps} gaps in the ledger, replay ${report.replayEqualsBoard ? "equals" : "DIFFERS FROM"} the board, ` +
    `recovery p95 ${recoveries[Math.ceil(recoveries.length * 0.95) - 1]} ms`,
)
say(
  `${report.offered} handoffs offered, ${report.accepted} accepted, ${report.withdrawn} withdrawn, ${report.finished} finished; ` +
    `two wanted the same ${report.races} times, ${report.tooLate} came too late; ` +
    `${report.expired} times a clock struck, ${report.unrung.length} did not; ` +
    `laws ${report.lawBroken === undefined ? "kept" : `BROKEN: ${report.lawBroken}`}`,
)
for (const surprise of report.surprises) say(surprise)
process.exit(isClean(report) ? 0 : 1)
