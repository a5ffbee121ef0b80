/**
 * The built pages. All files are read once into a table, and requests are looked up in it: a path is a key and never
 * becomes a path of the disk, so there is nothing to climb out of. Source maps are not in the table.
 */
import { createHash } from "node:crypto"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { extname, join, relative, sep } from "node:path"
import { promisify } from "node:util"
import { brotliCompress, constants, gzip } from "node:zlib"
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import { refuse } from "./problem.ts"
import { sendProblem } from "./serve.ts"

interface StaticFile {
  readonly bytes: Buffer
  readonly type: string
  readonly etag: string
  readonly cacheControl: string
  /** Made at the first request and kept: encoding → bytes. */
  readonly compressed: Map<string, Promise<Buffer>>
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
}
const COMPRESSIBLE = /^(text|application|image\/svg)/
const SMALL_BYTES = 1_000
/** Pages of the client: each is the same file, and the client reads the address. */
const PAGES = /^\/(?:$|b\/|join$|setup$|sign-in$|invite$|kiosk\/|embed\/|tv$|settings|import$|confirm$|mail\/)/
const NOT_BUILT = "The pages of Throughline are not built yet: run npm start, or npm run build, and load this again.\n"

/** Changes whenever the pages change: their start page names every file with its hash. */
export function buildId(folder: string): string {
  const page = join(folder, "index.html")
  return existsSync(page) ? createHash("sha256").update(readFileSync(page)).digest("base64url").slice(0, 12) : "dev"
}

export function serveStatic(app: FastifyInstance, folder: string): void {
  let files: ReadonlyMap<string, StaticFile> = new Map()
  const known = () => {
    if (files.size === 0) files = readFiles(folder)
    return files
  }
  app.get("/*", { exposeHeadRoute: true }, async (request, reply) => {
    const path = request.url.replace(/[?#].*$/s, "")
    const file = known().get(path)
    if (file) return sendFile(file, request, reply)
    if (!PAGES.test(path)) return sendProblem(reply, refuse("not-found"))
    const page = known().get("/index.html")
    if (page) return sendFile(page, request, reply)
    return reply.code(503).type("text/plain; charset=utf-8").header("cache-control", "no-store").send(NOT_BUILT)
  })
}

async function sendFile(file: StaticFile, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  reply.headers({ "cache-control": file.cacheControl, etag: file.etag, vary: "accept-encoding" })
  if (request.headers["if-none-match"]?.split(/,\s*/).some((tag) => tag.replace(/^W\//, "") === file.etag))
    return reply.code(304).send()
  const encoding = encodingFor(file, request.headers["accept-encoding"])
  if (encoding !== undefined) reply.header("content-encoding", encoding)
  return reply.type(file.type).send(encoding === undefined ? file.bytes : await compressed(file, encoding))
}

function encodingFor(file: StaticFile, accepted: string | string[] | undefined): "br" | "gzip" | undefined {
  if (!COMPRESSIBLE.test(file.type) || file.bytes.length < SMALL_BYTES) return undefined
  const offered = String(accepted ?? "")
    .split(",")
    .filter((part) => !/;\s*q=0(\.0*)?\s*$/.test(part))
    .map((part) => part.replace(/;.*$/s, "").trim())
  return (["br", "gzip"] as const).find((encoding) => offered.includes(encoding))
}

function compressed(file: StaticFile, encoding: "br" | "gzip"): Promise<Buffer> {
  const known = file.compressed.get(encoding)
  if (known) return known
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
  const made =
    encoding === "br" ? promisify(brotliCompress)(file.bytes, quality) : promisify(gzip)(file.bytes, { level: 9 })
  file.compressed.set(encoding, made)
  return made
}

function readFiles(folder: string): ReadonlyMap<string, StaticFile> {
  if (!existsSync(join(folder, "index.html"))) return new Map()
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => TYPES[extname(path)] !== undefined)
  return new Map(paths.map((path) => [`/${relative(folder, path).split(sep).join("/")}`, readFile(folder, path)]))
}

function readFile(folder: string, path: string): StaticFile {
  const bytes = readFileSync(path)
  // The builder puts a hash of the content into the names under assets/, so those never change.
  const hashed = relative(folder, path).startsWith(`assets${sep}`)
  return {
    bytes,
    type: TYPES[extname(path)]!,
    etag: `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 27)}"`,
    cacheControl: hashed ? "public, max-age=31536000, immutable" : "no-cache",
    compressed: new Map(),
  }
}
