/**
 * Sends a file to be read or imported. The server answers in lines: progress now and then, and the answer or a problem as
 * the last one. Leaving (the signal) ends the request.
 */
import type { ImportFormat } from "../../shared/import/seed.ts"
import type { ImportReport, Problem } from "../../shared/wire/http.ts"
import { API_ROOT, ApiProblem, problemOf } from "../api/client.ts"
import { imports as words } from "../words/en/import.ts"
import { sync } from "../words/en/sync.ts"
import { linesOf } from "./lines.ts"

export interface ImportAnswer {
  readonly report: ImportReport
  readonly boardId?: string
}
export interface ImportProgress {
  readonly done: number
  readonly total: number
}

interface ImportAsk {
  readonly file: Blob
  readonly format: ImportFormat
  readonly dryRun: boolean
  readonly signal: AbortSignal
  readonly onProgress: (progress: ImportProgress) => void
}

type Line = Partial<ImportAnswer> & { readonly progress?: ImportProgress; readonly problem?: Problem }

export async function runImport(ask: ImportAsk): Promise<ImportAnswer> {
  const response = await send(ask)
  if (!response.ok || response.body === null) throw new ApiProblem(problemOf(response, await response.text()))
  let answer: ImportAnswer | undefined
  try {
    // To the very end, because a stream that is left early counts as a request that was given up.
    for await (const text of linesOf(response.body)) {
      const line = JSON.parse(text) as Line
      if (line.progress) ask.onProgress(line.progress)
      if (line.problem) throw new ApiProblem(line.problem)
      if (line.report) answer = { ...line, report: line.report }
    }
  } catch (error) {
    if (error instanceof ApiProblem || ask.signal.aborted) throw error
    throw endedEarly()
  }
  if (answer === undefined) throw endedEarly()
  return answer
}

async function send({ file, format, dryRun, signal }: ImportAsk): Promise<Response> {
  try {
    return await fetch(`${API_ROOT}/imports?format=${format}&dryRun=${dryRun}`, {
      method: "POST",
      credentials: "same-origin",
      headers: { accept: "application/x-ndjson, application/json", "content-type": "application/octet-stream" },
      body: file,
      signal,
    })
  } catch (error) {
    if (signal.aborted) throw error
    throw await unsent(file)
  }
}

/** fetch says the same for "no network" and "the file was moved since it was chosen"; a look at the file tells. */
async function unsent(file: Blob): Promise<ApiProblem> {
  try {
    await file.slice(0, 1).arrayBuffer()
    return new ApiProblem({ status: 0, code: "offline", detail: sync.offline })
  } catch {
    // The browser cannot open the file any more.
    return new ApiProblem({ status: 0, code: "not-an-import", detail: words.unreadable })
  }
}

const endedEarly = () => new ApiProblem({ status: 0, code: "internal", detail: words.endedEarly })
