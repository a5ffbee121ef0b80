/** The process itself, from its sources: what it says, how it fails, how it ends. */
import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, expect, it } from "vitest"

import { DATABASE_FILE } from "../../../server/store/open-store.ts"

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

it("ends with 1 and names the file and the setting when the file is no database", async () => {
  const dataDir = folder()
  writeFileSync(join(dataDir, DATABASE_FILE), "not a database, but long enough to be looked at ".repeat(100))
  const { said, ended } = start({ PORT: "0", DATA_DIR: dataDir })
  expect(await ended).toBe(1)
  expect(said.err).toBe(
    `${join(dataDir, DATABASE_FILE)} is not a database. Move the file away, or set DATA_DIR to another folder.\n`,
  )
})

it("ends with 1 and names the setting, never its password, when no database answers", async () => {
  const closed = createServer()
  await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve))
  const { port } = closed.address() as { port: number }
  await new Promise((resolve) => closed.close(resolve))
  const address = `postgres://ana:hidden@127.0.0.1:${port}/board`
  const { said, ended } = start({ PORT: "0", DATA_DIR: folder(), DATABASE_URL: address })
  expect(await ended).toBe(1)
  expect(said.err).toMatch(/^The database of DATABASE_URL cannot be used: .*ECONNREFUSED.*\n$/)
  expect(said.err).not.toContain("hidden")
})

it("ends with 1 and a sentence for each setting that is wrong", async () => {
  const { said, ended } = start({ PORT: "x", THROUGHLINE_ADMIN_TOKEN: "short", DATA_DIR: folder() })
  expect(await ended).toBe(1)
  expect(said.err).toContain("THROUGHLINE_ADMIN_TOKEN is shorter than 32 characters")
  expect(said.err).toContain("PORT ")
  expect(said.err).not.toContain("short\n")
})
