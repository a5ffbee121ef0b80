/** A template as a file, to take to another board: JSON with a mark of what it is. */
import * as z from "zod/mini"
import { err, ok, type Result } from "../result.ts"
import { HANDOFF_TEMPLATE, type HandoffTemplate } from "./template.ts"

const KIND = "throughline/handoff-template"

export function writeTemplateFile({ retired: _, ...template }: HandoffTemplate): string {
  return `${JSON.stringify({ kind: KIND, template }, null, 2)}\n`
}

export type TemplateFileProblem =
  | { readonly kind: "not-json" | "not-a-template" }
  /** Where in the template, such as `fields.3.type`. */
  | { readonly kind: "bad-part"; readonly path: string }

/** Crew roles belong to the board that the file comes from and are left out. */
export function readTemplateFile(text: string): Result<HandoffTemplate, TemplateFileProblem> {
  const file = parsed(text)
  if (file === undefined) return err({ kind: "not-json" })
  const marked = z.looseObject({ kind: z.literal(KIND), template: z.unknown() }).safeParse(file)
  if (!marked.success) return err({ kind: "not-a-template" })
  const template = HANDOFF_TEMPLATE.safeParse(marked.data.template)
  if (!template.success) return err({ kind: "bad-part", path: template.error.issues[0]?.path.join(".") ?? "" })
  const fields = template.data.fields.map(({ roles: _, ...field }) => field)
  return ok({ ...template.data, fields })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The file is not JSON: the caller says so.
    return undefined
  }
}
