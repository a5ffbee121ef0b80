/** The process itself, from its sources: what it says, how it fails, how it ends. */
import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, expect, it } from "vitest"

const ROOT = new URL("../../..", import.meta.url).pathname
const folders: string[] = []
const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL")
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function folder(): string {
  folders.push(mkdtempSync(join(tmpdir(), "throughline-main-")))
  return folders.at(-1)!
}

function start(env: Record<string, string>) {
  const child = spawn(process.execPath, ["--import", "tsx", "server/main.ts"], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...env },
  })
  children.push(child)
  const said = { out: "", err: "" }
  const waiting = new Set<() => void>()
  const heard = () => {
    for (const look of waiting) look()
  }
  child.stdout.on("data", (chunk: Buffer) => {
    said.out += chunk
    heard()
  })
  child.stderr.on("data", (chunk: Buffer) => {
    said.err += chunk
  })
  const ended = new Promise<number | null>((resolve) => child.on("close", (code) => resolve(code)))
  const says = (words: RegExp) =>
    new Promise<RegExpExecArray>((resolve) => {
      const look = () => {
        const found = words.exec(said.out)
        if (found) resolve(found)
      }
      waiting.add(look)
      look()
    })
  return { child, said, ended, says }
}

it("prints its address and the set-up link, answers, and ends with 0 on SIGTERM", async () => {
  const { child, said, ended, says } = start({ PORT: "0", DATA_DIR: folder() })
  const [, url] = await says(/Throughline is at (http:\/\/127\.0\.0\.1:\d+)\n/)
  const [, link] = await says(/once, at (\S+)\n/)
  expect(link).toMatch(new RegExp(`^${url}/setup#[\\w-]{43}$`))
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
  child.kill("SIGTERM")
  expect(await ended).toBe(0)
  expect(said.err).not.toContain(link!.split("#")[1])
})

it("ends with 1 and a sentence when the port is taken", async () => {
  const blocker = createServer()
  await new Promise<void>((resolve) => blocker.listen(0, "127.0.0.1", resolve))
  const { port } = blocker.address() as { port: number }
  const { said, ended } = start({ PORT: String(port), DATA_DIR: folder() })
  expect(await ended).toBe(1)
  expect(said.err).toContain(`Port ${port} on 127.0.0.1 is taken.`)
  expect(said.err).not.toContain(" at ")
  blocker.close()
})

it("ends with 1 and a sentence when the data folder cannot be made", async () => {
  const file = join(folder(), "file")
  writeFileSync(file, "")
  const { said, ended } = start({ PORT: "0", DATA_DIR: join(file, "data") })
  expect(await ended).toBe(1)
  expect(said.err).toMatch(/^The data folder \S+ cannot be written\./)
})

it("ends with 1 and a sentence for each setting that is wrong", async () => {
  const { said, ended } = start({ PORT: "x", THROUGHLINE_ADMIN_TOKEN: "short", DATA_DIR: folder() })
  expect(await ended).toBe(1)
  expect(said.err).toContain("THROUGHLINE_ADMIN_TOKEN is shorter than 32 characters")
  expect(said.err).toContain("PORT ")
  expect(said.err).not.toContain("short\n")
})
