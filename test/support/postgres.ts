/**
 * A throw-away PostgreSQL for the tests: a fresh cluster in a temporary folder, on loopback, on a free port, with fsync on
 * (the default) as in earnest. `initdb` refuses to run as root, so root lends the cluster to the `postgres` account.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process"
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import { freePort } from "./free-port.ts"

export interface RunningPostgres {
  readonly url: string
  stop(): Promise<void>
}

const DEBIAN_ROOT = "/usr/lib/postgresql"

/** The folder with `initdb` and `postgres`, newest version first; undefined where PostgreSQL is not installed. */
export function findPostgres(): string | undefined {
  const versions = existsSync(DEBIAN_ROOT) ? readdirSync(DEBIAN_ROOT).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...(process.env.PATH ?? "").split(delimiter),
    ...versions.map((version) => join(DEBIAN_ROOT, version, "bin")),
  ]
  return folders.find((folder) => ["initdb", "postgres"].every((name) => existsSync(join(folder, name))))
}

export async function startPostgres(): Promise<RunningPostgres> {
  const bin = findPostgres()
  if (bin === undefined) throw new Error("PostgreSQL is not installed: neither in PATH nor under /usr/lib/postgresql.")
  const folder = mkdtempSync(join(tmpdir(), "throughline-postgres-"))
  const isRoot = process.getuid?.() === 0
  if (isRoot) {
    chmodSync(folder, 0o700)
    execFileSync("chown", ["postgres", folder])
  }
  const as = (command: string, args: readonly string[]): readonly [string, readonly string[]] =>
    isRoot ? ["setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", command, ...args]] : [command, args]

  const data = join(folder, "data")
  const [initdb, initdbArgs] = as(join(bin, "initdb"), [
    ...["--pgdata", data, "--username", "throughline", "--auth", "trust", "--encoding", "UTF8", "--locale", "C"],
  ])
  execFileSync(initdb, [...initdbArgs], { stdio: "pipe", cwd: folder })

  const port = await freePort()
  const [postgres, args] = as(join(bin, "postgres"), [
    ...["-D", data, "-p", String(port), "-c", "listen_addresses=127.0.0.1", "-c", `unix_socket_directories=${folder}`],
    ...["-c", "shared_buffers=32MB", "-c", "max_connections=40"],
  ])
  const server = spawn(postgres, [...args], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] })
  // Not left behind when the tests are stopped.
  process.once("exit", () => server.kill("SIGKILL"))
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()))
  await ready(server)
  return {
    url: `postgres://throughline@127.0.0.1:${port}/postgres`,
    stop: async () => {
      // Fast shutdown: open connections are closed.
      server.kill("SIGINT")
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = ""
    server.stderr?.on("data", (chunk: Buffer) => {
      log += chunk.toString()
      if (log.includes("ready to accept connections")) resolve()
    })
    server.once("error", reject)
    server.once("exit", () => reject(new Error(`PostgreSQL did not start:\n${log}`)))
  })
}
