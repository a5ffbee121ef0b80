/** The server's process: reads the settings, starts the app, says where it is, ends in order. */
import { join } from "node:path"
import { createApp } from "./app.ts"
import { type Config, readConfig } from "./config.ts"
import { DATABASE_FILE } from "./store/open-store.ts"
import { StoreError } from "./store/store.ts"

const say = (sentence: string) => void process.stdout.write(`${sentence}\n`)
const complain = (sentence: string) => void process.stderr.write(`${sentence}\n`)

/** What people can do something about, in words. Anything else is ours and keeps its stack. */
function sentenceFor(error: NodeJS.ErrnoException, config: Config): string {
  const { host, port, dataDir } = config
  if (error instanceof StoreError) return storeSentence(error, config)
  switch (error.code) {
    case "EADDRINUSE":
      return `Port ${port} on ${host} is taken. Stop what listens there, or set PORT to another one.`
    case "EADDRNOTAVAIL":
      return `This machine has no address ${host}. Set HOST to one that it has.`
    case "EACCES":
    case "EPERM":
    case "EROFS":
    case "ENOTDIR":
    case "EEXIST":
      return error.syscall === "listen"
        ? `Port ${port} needs more rights than this process has. Set PORT to one above 1023.`
        : `The data folder ${dataDir} cannot be written. Set DATA_DIR to one that can.`
    case "ENOSPC":
      return `The disk of ${dataDir} is full.`
    default:
      return error.stack ?? String(error)
  }
}

function storeSentence({ kind, message }: StoreError, { dataDir, databaseUrl }: Config): string {
  if (/file is not a database/i.test(message))
    return `${join(dataDir, DATABASE_FILE)} is not a database. Move the file away, or set DATA_DIR to another folder.`
  if (databaseUrl === undefined || kind !== "unavailable") return message
  return `The database of DATABASE_URL cannot be used: ${message || "it does not answer"}. Start it, or set DATABASE_URL to one that can.`
}

async function start(): Promise<void> {
  const config = readConfig(process.env)
  if (!config.ok) {
    for (const sentence of config.error) complain(sentence)
    process.exit(1)
  }
  try {
    const app = await createApp(config.value)
    say(`Throughline is at ${config.value.publicUrl ?? app.url}`)
    if (app.setUpLink !== undefined) say(`Nobody has an account yet. Make yours, once, at ${app.setUpLink}`)
    endOnSignal(app.close)
  } catch (error) {
    complain(sentenceFor(error as NodeJS.ErrnoException, config.value))
    process.exit(1)
  }
}

/** The first signal drains, the second ends at once. */
function endOnSignal(close: () => Promise<void>): void {
  let isEnding = false
  const end = () => {
    if (isEnding) process.exit(1)
    isEnding = true
    close().then(
      () => process.exit(0),
      (error: Error) => {
        complain(error.stack ?? String(error))
        process.exit(1)
      },
    )
  }
  process.on("SIGTERM", end)
  process.on("SIGINT", end)
}

// After an exception that nobody caught the state is unknown: what was acknowledged is on disk, so end and start anew.
for (const event of ["uncaughtException", "unhandledRejection"] as const) {
  process.on(event, (error: unknown) => {
    const stack = error instanceof Error ? error.stack?.split("\n").filter((line) => /^\s+at /.test(line)) : undefined
    const kind = error instanceof Error ? error.name : typeof error
    complain(JSON.stringify({ level: "fatal", at: new Date().toISOString(), msg: event, kind, stack }))
    process.exit(1)
  })
}

await start()
