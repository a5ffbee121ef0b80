/** `npx throughline verify`: a second opinion about the ledger, from code that shares nothing with the server. */
import { runVerify } from "./verify/run.ts"

// Whoever reads may stop reading early; the exit code says it all.
process.stdout.on("error", () => undefined)

process.exitCode = await runVerify({
  args: process.argv.slice(2),
  env: process.env,
  say: (text) => void process.stdout.write(text),
})
