import { useEffect, useRef, useState } from "react"
import type { ImportFormat } from "../../shared/import/seed.ts"
import { ApiProblem } from "../api/client.ts"
import { imports as words } from "../words/en/import.ts"
import { detectFormat, HEAD_BYTES } from "./detect-format.ts"
import { type Chosen, checkFile, type ImportState } from "./import-state.ts"
import { type ImportProgress, runImport } from "./run-import.ts"

export interface ImportHandle {
  readonly state: ImportState
  choose(file: File): void
  setFormat(format: ImportFormat): void
  start(): void
  retry(): void
  /** Stops what is running; the report, where there was one, is shown again. */
  cancel(): void
  reset(): void
}

/** Runs the steps of an import, one at a time: a newer step ends the one before. */
export function useImport(): ImportHandle {
  const [state, setState] = useState<ImportState>({ kind: "idle" })
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])

  const begin = () => {
    running.current?.abort()
    running.current = new AbortController()
    return running.current.signal
  }
  const onProgress = (signal: AbortSignal) => (progress: ImportProgress) => {
    if (!signal.aborted)
      setState((now) => (now.kind === "reading" || now.kind === "importing" ? { ...now, progress } : now))
  }
  /** Runs a step; what it throws becomes the state, unless a newer step has begun. */
  const run = async (
    step: (signal: AbortSignal) => Promise<ImportState>,
    failed: (problem: unknown) => ImportState,
  ) => {
    const signal = begin()
    try {
      const next = await step(signal)
      if (!signal.aborted) setState(next)
    } catch (problem) {
      if (!signal.aborted) setState(failed(problem))
    }
  }
  const read = (chosen: Chosen & { format: ImportFormat }) => {
    setState({ kind: "reading", ...chosen })
    const failed = (problem: unknown): ImportState => ({ kind: "failed", problem, ...chosen })
    void run(async (signal) => {
      const { file, format } = chosen
      const { report } = await runImport({ file, format, dryRun: true, signal, onProgress: onProgress(signal) })
      return { kind: "report", report, ...chosen }
    }, failed)
  }
  const proceed = (chosen: Chosen) => {
    const { format } = chosen
    if (format === undefined) setState({ kind: "unclear", ...chosen })
    else read({ ...chosen, format })
  }
  const choose = async (file: File) => {
    begin()
    const unreadable = checkFile(file)
    const chosen = { file, format: undefined, isDetected: false }
    if (unreadable !== undefined) return setState({ kind: "failed", problem: objection(unreadable), ...chosen })
    const format = await headOf(file).then((head) => detectFormat(file.name, head))
    proceed({ file, format, isDetected: format !== undefined })
  }
  return {
    state,
    choose: (file) => void choose(file),
    setFormat(format) {
      if (state.kind !== "idle") proceed({ file: state.file, format, isDetected: false })
    },
    start() {
      if (state.kind !== "report" && !(state.kind === "failed" && state.report)) return
      const { file, format, isDetected, report } = state
      if (format === undefined || report === undefined) return
      const chosen = { file, format, isDetected }
      setState({ kind: "importing", report, ...chosen })
      void run(
        async (signal) => {
          const answer = await runImport({ file, format, dryRun: false, signal, onProgress: onProgress(signal) })
          if (answer.boardId === undefined) throw objection(words.endedEarly)
          return { kind: "done", report: answer.report, boardId: answer.boardId, ...chosen }
        },
        (problem) => ({ kind: "failed", problem, report, ...chosen }),
      )
    },
    retry() {
      if (state.kind === "failed") proceed({ file: state.file, format: state.format, isDetected: state.isDetected })
    },
    cancel() {
      running.current?.abort()
      if (state.kind === "importing") setState({ ...state, kind: "report", wasCancelled: true })
      else setState({ kind: "idle" })
    },
    reset() {
      running.current?.abort()
      setState({ kind: "idle" })
    },
  }
}

const objection = (detail: string) => new ApiProblem({ status: 0, code: "not-an-import", detail })

async function headOf(file: File): Promise<string> {
  try {
    return await file.slice(0, HEAD_BYTES).text()
  } catch {
    // Unreadable: sending it will say so in words.
    return ""
  }
}
