/**
 * The built server as a process of its own, as people run it: for whatever drives it, measures it or kills it from outside.
 * It is up when it has said its address.
 */
import { type ChildProcess, spawn } from "node:child_process"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"

/** Opens every door of a built server: the key of scripts. */
const ADMIN_TOKEN = "key-of-a-built-server-key-of-a-built-server"
export const ADMIN_HEADERS = { authorization: `Bearer ${ADMIN_TOKEN}` }

/** Where `server/start.mjs` builds to; it reads the same variable. */
const DIST = process.env.THROUGHLINE_DIST || fileURLToPath(new URL("../../dist", import.meta.url))

const CLOCK = new URL("./moved-clock.mjs", import.meta.url).href

export interface Launch {
  readonly dataDir: string
  /** Without one, any that is free. */
  readonly port?: number
  readonly limits?: Readonly<Record<string, number>>
  readonly nodeOptions?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** How far its clock is ahead of the machine's, at first; it may be told more later. Undefined: it is the machine's own. */
  readonly aheadMs?: number | undefined
  /** Waits for the link that makes the first account too: it is said only while nobody has one. */
  readonly awaitsSetUp?: boolean
}

export interface BuiltServer {
  /** With a channel, for what `nodeOptions` loads into it. */
  readonly process: ChildProcess
  readonly url: string
  readonly setUpLink: string | undefined
}

export async function startBuiltServer(launch: Launch): Promise<BuiltServer> {
  const { dataDir, port = 0, limits = {}, nodeOptions = [], env = {}, aheadMs, awaitsSetUp = false } = launch
  const clock = aheadMs === undefined ? [] : ["--import", CLOCK]
  const child = spawn(process.execPath, [...clock, ...nodeOptions, join(DIST, "server/main.js")], {
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: dataDir,
      THROUGHLINE_ADMIN_TOKEN: ADMIN_TOKEN,
      THROUGHLINE_LIMITS: JSON.stringify(limits),
      LOG_LEVEL: "error",
      CLOCK_AHEAD_MS: String(aheadMs ?? 0),
      ...env,
    },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  })
  const said = await untilUp(child, awaitsSetUp)
  // Whatever else it says is read and dropped, or a full pipe would hold it up.
  child.stdout?.resume()
  return { process: child, ...said }
}

async function untilUp(child: ChildProcess, awaitsSetUp: boolean): Promise<Omit<BuiltServer, "process">> {
  if (!child.stdout) throw new Error("the server has no standard output")
  let url: string | undefined
  for await (const line of createInterface({ input: child.stdout })) {
    url ??= /^Throughline is at (\S+)$/.exec(line)?.[1]
    const setUpLink = /(\S+\/setup#\S+)$/.exec(line)?.[1]
    if (url !== undefined && (setUpLink !== undefined || !awaitsSetUp)) return { url, setUpLink }
  }
  throw new Error("the server ended before it was up")
}
