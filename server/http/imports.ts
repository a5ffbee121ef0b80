/**
 * Imports: a file in, a report out, and a board when it is not a dry run. Whoever asks for `application/x-ndjson` gets a
 * line of progress now and then, and the answer as the last line.
 */
import type { FastifyReply, FastifyRequest } from "fastify"
import * as z from "zod"
import type { ImportFormat, ImportProblem } from "../../shared/import/seed.ts"
import { LIMITS } from "../../shared/limits.ts"
import type { ImportReport } from "../../shared/wire/http.ts"
import { type Caller, isOwner } from "../auth/caller.ts"
import { userActor } from "../auth/sessions.ts"
import { newBoardId } from "../auth/tokens.ts"
import { decodeFile } from "./decode-file.ts"
import { readInThread } from "./import-thread.ts"
import { newBoard } from "./new-board.ts"
import type { Parts } from "./parts.ts"
import { problemBody, Refused, refuse } from "./problem.ts"
import { type Route, route } from "./route.ts"
import { yesOrNo } from "./schemas.ts"

const MOST_AT_ONCE = 2
const NDJSON = "application/x-ndjson"

const line = z.strictObject({ code: z.string(), count: z.int(), words: z.string(), examples: z.array(z.string()) })
const report = z.strictObject({
  format: z.enum(["trello", "csv", "throughline"]),
  boardName: z.string(),
  kept: z.array(line),
  changed: z.array(line),
  lost: z.array(line),
})

interface Asked {
  readonly format: ImportFormat
  readonly dryRun: boolean
}
type Answer = Refused | { readonly report: ImportReport; readonly boardId?: string }
type OnProgress = (done: number, total: number) => void

export function importRoutes(parts: Parts): readonly Route[] {
  let running = 0
  return [
    route({
      method: "POST",
      path: "/imports",
      access: "account",
      summary: "Make a board from a file, or only say what would be kept, changed and lost",
      query: z.strictObject({ format: z.enum(["trello", "csv", "throughline"]), dryRun: yesOrNo.default(false) }),
      takesFile: true,
      bodyBytes: LIMITS.importBytes,
      answer: z.strictObject({ report, boardId: z.string().exactOptional() }),
      async handle({ query, caller, request, reply }) {
        if (running >= MOST_AT_ONCE) return refuse("too-many", { retryAfterMs: 5_000 })
        running++
        try {
          const left = new AbortController()
          for (const event of ["close", "error"]) reply.raw.on(event, () => left.abort())
          const run = (onProgress: OnProgress) => runImport(parts, caller, query, request.body, onProgress, left.signal)
          return wantsLines(request) ? await answerInLines(reply, run) : await run(() => undefined)
        } finally {
          running--
        }
      },
    }),
  ]
}

async function runImport(
  parts: Parts,
  caller: Caller,
  { format, dryRun }: Asked,
  body: unknown,
  onProgress: OnProgress,
  left: AbortSignal,
): Promise<Answer> {
  const text = Buffer.isBuffer(body) ? decodeFile(body, format) : ""
  if (text === undefined)
    return refuse("not-an-import", { detail: "The file is not text in UTF-8. Export it again as UTF-8." })
  const knownActors = await actorsGivenBackTo(parts, caller)
  const board = dryRun ? {} : { board: { id: newBoardId(), actor: caller.actor } }
  const read = await readInThread({ format, text, now: parts.now(), knownActors, ...board }, onProgress, left)
  if (!read.ok) return refusalOf(read.error)
  const { report, name, commit } = read.value
  // Whoever left meanwhile has cancelled: they would not know of the board.
  if (commit === undefined || left.aborted) return { report }
  const { id } = await newBoard(parts, caller, { name, origin: `import:${format}`, commit })
  return { report, boardId: id }
}

/** Everybody gets back what is their own; only an owner may put words into the mouths of others. */
async function actorsGivenBackTo(parts: Parts, caller: Caller): Promise<readonly string[]> {
  const others = isOwner(caller) ? await parts.store.accounts.listUsers() : []
  return [caller.actor, ...others.map(({ id }) => userActor(id))]
}

function refusalOf(error: ImportProblem): Refused {
  const position = error.line === undefined ? [] : [`line ${error.line}`, `column ${error.column ?? 1}`]
  const path = error.where ?? position.join(", ")
  return refuse("not-an-import", {
    detail: `${error.words} ${error.advice}`,
    errors: [{ path, message: error.words }],
  })
}

const wantsLines = (request: FastifyRequest) => String(request.headers.accept ?? "").includes(NDJSON)

/** Progress before the answer; a problem comes as the last line, because the status is long sent. */
async function answerInLines(
  reply: FastifyReply,
  run: (onProgress: OnProgress) => Promise<Answer>,
): Promise<undefined> {
  reply.hijack()
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value)
  }
  reply.raw.writeHead(200, { "content-type": NDJSON, "cache-control": "no-store", "x-accel-buffering": "no" })
  const write = (value: unknown) => void reply.raw.write(`${JSON.stringify(value)}\n`)
  try {
    const answer = await run((done, total) => write({ progress: { done, total } }))
    write(answer instanceof Refused ? { problem: problemBody(answer) } : answer)
  } catch (error) {
    reply.log.error({ kind: (error as Error).name, code: (error as NodeJS.ErrnoException).code }, "import failed")
    write({ problem: problemBody(refuse("internal")) })
  }
  reply.raw.end()
  return undefined
}
