/** Where an import stands. The chosen file stays through every failure, so that nobody has to look for it twice. */
import { REPORT_CODES, type ReportCode } from "../../shared/import/report.ts"
import type { ImportFormat } from "../../shared/import/seed.ts"
import { LIMITS } from "../../shared/limits.ts"
import type { ImportReport } from "../../shared/wire/http.ts"
import { imports as words } from "../words/en/import.ts"
import type { ImportProgress } from "./run-import.ts"

export interface Chosen {
  readonly file: File
  /** Undefined while nobody has said what kind of file it is. */
  readonly format: ImportFormat | undefined
  readonly isDetected: boolean
}

export type ImportState =
  | { readonly kind: "idle" }
  | ({ readonly kind: "unclear" } & Chosen)
  | ({ readonly kind: "reading"; readonly progress?: ImportProgress } & Chosen)
  | ({ readonly kind: "report"; readonly report: ImportReport; readonly wasCancelled?: boolean } & Chosen)
  | ({ readonly kind: "importing"; readonly report: ImportReport; readonly progress?: ImportProgress } & Chosen)
  | ({
      readonly kind: "failed"
      readonly problem: unknown /** Set when the report was there. */
      readonly report?: ImportReport
    } & Chosen)
  | ({ readonly kind: "done"; readonly report: ImportReport; readonly boardId: string } & Chosen)

/** Why a file cannot even be sent. */
export function checkFile({ size }: Pick<File, "size">): string | undefined {
  if (size === 0) return words.emptyFile
  return size > LIMITS.importBytes ? words.tooLarge(Math.ceil(size / (1024 * 1024))) : undefined
}

/** Cards that will be on the new board, in whatever form. */
export const cardsOf = (report: ImportReport): number =>
  [...report.kept, ...report.changed]
    .filter(({ code }) => REPORT_CODES[code as ReportCode]?.of === "card")
    .reduce((sum, { count }) => sum + count, 0)
