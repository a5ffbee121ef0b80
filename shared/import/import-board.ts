/**
 * The one door of imports: text in, a seed and an exact report out, or the reason why not. Nothing is written: the same call
 * serves the dry run and the import itself.
 */

import { LIMITS } from "../limits.ts"
import { err, type Result } from "../result.ts"
import { importCsv } from "./csv/import-csv.ts"
import type { Imported, ImportFormat, ImportOptions, ImportProblem } from "./seed.ts"
import { importThroughline } from "./throughline/import-throughline.ts"
import { importTrello } from "./trello/import-trello.ts"

type Importer = (text: string, options: ImportOptions) => Result<Imported, ImportProblem>

const IMPORTERS: Readonly<Record<ImportFormat, Importer>> = {
  trello: importTrello,
  csv: importCsv,
  throughline: importThroughline,
}

export function importBoard(
  format: ImportFormat,
  text: string,
  options: ImportOptions,
): Result<Imported, ImportProblem> {
  if (text.length > LIMITS.importBytes)
    return err({
      code: "too-large",
      words: `The file is larger than ${LIMITS.importBytes / 1024 / 1024} MB.`,
      advice: "Split the board in two, or archive and delete what is finished, and export it again.",
    })
  return IMPORTERS[format](text, options)
}
