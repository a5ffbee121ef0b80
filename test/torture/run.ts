/** `npm run torture [-- --rounds=50 --seed=7]`: the crash test on demand; prints what a failing run needs to be had again. */
import { crashRounds } from "./crash.ts"

const option = (name: string, otherwise: number) =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.split("=")[1] ?? otherwise)
const say = (words: string) => process.stdout.write(`${words}\n`)

const seed = option("seed", Date.now() % 1_000_000)
const rounds = option("rounds", 50)
say(`${rounds} rounds of kill -9 under load, seed ${seed}`)
const report = await crashRounds({ rounds, seed, clients: 20, editsPerSecond: 100, onRound: say })
const recoveries = [...report.recoveriesMs].sort((a, b) => a - b)
say(
  `${report.acknowledged} edits acknowledged, ${report.promised} promises, ${report.lost.length} lost, ${report.doubled.length} doubled, ` +
    `${report.untold.length} of ${report.refused} refusals untold, ${report.ledgerGaps} gaps in the ledger, replay ${report.replayEqualsBoard ? "equals" : "DIFFERS FROM"} the board, ` +
    `recovery p95 ${recoveries[Math.ceil(recoveries.length * 0.95) - 1]} ms`,
)
const clean =
  report.lost.length + report.doubled.length + report.untold.length + report.ledgerGaps === 0 &&
  report.replayEqualsBoard
process.exit(clean ? 0 : 1)
