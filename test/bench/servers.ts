/**
 * The servers that the bench measures, each in a process of its own: the built product, and the two relays that people
 * use today. The peers are installed into a scratch folder by the bench and are never a dependency.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { ADMIN_HEADERS, startBuiltServer } from "../support/built-server.ts"
import { freePort } from "../support/free-port.ts"
import type { Room } from "./room.ts"

export interface BenchServer {
  readonly name: string
  readonly pid: number
  /** Makes a fresh room and gives the address of its socket. */
  newRoom(): Promise<Room>
  kill(signal: NodeJS.Signals): void
  stop(): Promise<void>
}

/** No limits on one address or connection: the bench is all clients at once from one machine. */
const WIDE_OPEN = {
  socketsPerAddress: 5_000,
  messagesPerSecond: 1e9,
  messageBurst: 1e9,
  bytesPerSecond: 1e12,
  byteBurst: 1e12,
  cpuMsPerSecond: 1e9,
  cpuBurstMs: 1e9,
}

export interface OwnServer extends BenchServer {
  readonly origin: string
  /** Sends a word to whatever listens in the process (`nodeOptions`), and answers what it says. */
  ask<T>(word: string): Promise<T>
}
interface OwnOptions {
  readonly nodeOptions?: readonly string[]
  readonly limits?: Readonly<Record<string, number>>
}

export async function startThroughline(
  dataDir = scratch("data"),
  { nodeOptions = [], limits = {} }: OwnOptions = {},
): Promise<OwnServer> {
  const { process: child, url } = await startBuiltServer({ dataDir, nodeOptions, limits: { ...WIDE_OPEN, ...limits } })
  const newRoom = async () => {
    const response = await fetch(`${url}/api/v1/boards`, {
      method: "POST",
      headers: { ...ADMIN_HEADERS, "content-type": "application/json" },
      body: JSON.stringify({ name: "Bench" }),
    })
    const { id } = (await response.json()) as { id: string }
    return { url: `${url.replace("http", "ws")}/sync/${id}`, headers: ADMIN_HEADERS }
  }
  const ask = <T>(word: string): Promise<T> => {
    const answer = new Promise<T>((resolve) => child.once("message", (said) => resolve(said as T)))
    child.send(word)
    return answer
  }
  return { ...processOf("throughline", child), newRoom, ask, origin: url }
}

export async function startYWebsocketServer(): Promise<BenchServer> {
  const port = await freePort()
  const child = spawn(process.execPath, [join(peersFolder(), "node_modules/@y/websocket-server/src/server.js")], {
    env: { ...process.env, PORT: String(port), HOST: "127.0.0.1" },
    stdio: "ignore",
  })
  await reachable(`http://127.0.0.1:${port}/`)
  let rooms = 0
  return {
    ...processOf("@y/websocket-server", child),
    newRoom: async () => ({ url: `ws://127.0.0.1:${port}/room${rooms++}`, headers: {} }),
  }
}

export async function startHocuspocus(): Promise<BenchServer> {
  const port = await freePort()
  const script = join(peersFolder(), "hocuspocus.mjs")
  writeFileSync(
    script,
    `import { Server } from "@hocuspocus/server"\nnew Server({ port: ${port}, address: "127.0.0.1", quiet: true }).listen()\n`,
  )
  const child = spawn(process.execPath, [script], { stdio: "ignore" })
  await reachable(`http://127.0.0.1:${port}/`)
  let rooms = 0
  return {
    ...processOf("Hocuspocus", child),
    newRoom: async () => ({ url: `ws://127.0.0.1:${port}/`, headers: {}, name: `room${rooms++}` }),
  }
}

function processOf(name: string, child: ChildProcess) {
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  return {
    name,
    pid: child.pid as number,
    kill: (signal: NodeJS.Signals) => void child.kill(signal),
    stop: async () => {
      child.kill("SIGTERM")
      const timer = setTimeout(() => child.kill("SIGKILL"), 5_000)
      await ended
      clearTimeout(timer)
    },
  }
}

/** CPU seconds that a process has used so far, from Linux's accounting. */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ")
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** Resident memory in MB. */
export function memoryMb(pid: number): number {
  const line = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))
  return Number(line?.[1]) / 1024
}

const PEERS = {
  name: "peers",
  private: true,
  type: "module",
  dependencies: {
    "@hocuspocus/server": "4.7.0",
    "@y/websocket-server": "0.1.5",
    yjs: "13.6.33",
    "y-protocols": "1.0.7",
  },
  // A plain install of @y/websocket-server fails, and would load a second Yjs: both names get the same one.
  overrides: {
    "@y/websocket-server": {
      yjs: "13.6.33",
      "y-protocols": "1.0.7",
      "@y/y": "npm:yjs@13.6.33",
      "@y/protocols": "npm:y-protocols@1.0.7",
    },
  },
}

function peersFolder(): string {
  const folder = join(tmpdir(), "throughline-bench-peers")
  if (existsSync(join(folder, "node_modules/@hocuspocus/server"))) return folder
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, "package.json"), JSON.stringify(PEERS))
  const { status } = spawnSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: folder,
    stdio: "inherit",
  })
  if (status !== 0) throw new Error("the peers could not be installed; run with --ours to measure the product alone")
  return folder
}

export function scratch(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `throughline-bench-${name}-`))
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function reachable(url: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const answers = await fetch(url).then(
      (response) => response.status < 500,
      () => false,
    )
    if (answers) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`${url} did not answer within 10 s`)
}
