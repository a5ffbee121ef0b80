/**
 * Loaded into a built server before its own code: the clock goes on as always, only ahead of the machine's by what the test
 * says. Timers are left alone, so nothing happens early that does not look at the clock.
 */
import { isMainThread } from "node:worker_threads"

const machineNow = Date.now.bind(Date)
let aheadMs = Number(process.env.CLOCK_AHEAD_MS ?? 0)
Date.now = () => machineNow() + aheadMs

if (isMainThread && process.send) {
  process.on("message", (told) => {
    aheadMs = told.aheadMs
    process.send({ now: Date.now() })
  })
}
