/** A template in the form: what it was when it was opened, what it is by now, and how it is saved over somebody else's. */
import type { Change } from "../../../shared/change/change.ts"
import type { HandoffTemplate, SheetField } from "../../../shared/handoff/template.ts"
import {
  freeFieldKey,
  freeTemplateId,
  isSameTemplate,
  mergeTemplates,
  saveTemplate,
  type TemplateProblem,
} from "../../../shared/handoff/template-edit.ts"
import { LEVEL_BY_SEVERITY } from "../../../shared/handoff/templates/field.ts"
import { templateFor } from "../../../shared/handoff/templates/templates.ts"
import type { Registers } from "../../../shared/model/board-view.ts"
import { handoff as handoffWords } from "../../words/en/handoff.ts"
import { templates as words } from "../../words/en/templates.ts"

export interface Editing {
  /** As it stood when it was opened; none for a new one. */
  readonly base: HandoffTemplate | undefined
  readonly draft: HandoffTemplate
  /** What both of us changed, and the form with mine in these places. */
  readonly clash?: { readonly both: readonly string[]; readonly mine: HandoffTemplate } | undefined
}

/** What was saved from here, to tell when somebody else's came first. */
export interface Saved {
  readonly editing: Editing
  readonly template: HandoffTemplate
}

export const editOf = (template: HandoffTemplate): Editing => ({ base: template, draft: template })

const idsOf = (all: readonly HandoffTemplate[]) => new Set(all.map(({ id }) => id))

export function newTemplate(all: readonly HandoffTemplate[]): Editing {
  const id = freeTemplateId(words.newName, idsOf(all))
  return {
    base: undefined,
    draft: {
      id,
      version: 1,
      name: "",
      description: "",
      fields: [],
      level: LEVEL_BY_SEVERITY,
      acceptWithinMinutes: { routine: 240, watch: 60, critical: 15 },
      escalateEveryMinutes: { routine: 120, watch: 30, critical: 10 },
      standByMinutes: 15,
      fourEyes: false,
    },
  }
}

/** Under an id that is free: nothing of the board is written over. */
export function copyOf(
  { retired: _, ...template }: HandoffTemplate,
  all: readonly HandoffTemplate[],
  name: string,
): Editing {
  return { base: undefined, draft: { ...template, name, version: 1, id: freeTemplateId(name, idsOf(all)) } }
}

export function addField(draft: HandoffTemplate, label: string): HandoffTemplate {
  const key = freeFieldKey(label, new Set(draft.fields.map((field) => field.key)))
  const field: SheetField = { key, label: label.trim(), type: "text", required: "optional", material: true, help: "" }
  return { ...draft, fields: [...draft.fields, field] }
}

export const putField = (draft: HandoffTemplate, key: string, field: SheetField): HandoffTemplate => ({
  ...draft,
  fields: draft.fields.map((one) => (one.key === key ? field : one)),
})

export function moveField(draft: HandoffTemplate, at: number, by: -1 | 1): HandoffTemplate {
  const fields = [...draft.fields]
  const [moved] = fields.splice(at, 1)
  if (moved) fields.splice(at + by, 0, moved)
  return { ...draft, fields }
}

export const removeField = (draft: HandoffTemplate, key: string): HandoffTemplate => ({
  ...draft,
  fields: draft.fields.filter((field) => field.key !== key),
})

export type Saving =
  | {
      readonly kind: "write"
      readonly changes: readonly Change[]
      readonly template: HandoffTemplate
      readonly isMerged: boolean
    }
  /** The same thing was changed by somebody else too: the person decides. */
  | { readonly kind: "clash"; readonly editing: Editing }

export function saving(meta: Registers, { base, draft }: Editing): Saving {
  const standing = templateFor(meta, draft.id)
  const hasMovedOn = base !== undefined && standing !== undefined && !isSameTemplate(base, standing)
  const { template, both } = hasMovedOn ? mergeTemplates(base, draft, standing) : { template: draft, both: [] }
  if (both.length > 0 && base && standing) {
    const mine = mergeTemplates(base, standing, draft).template
    return { kind: "clash", editing: { base: standing, draft: template, clash: { both, mine } } }
  }
  const version = (standing?.version ?? 0) + 1
  return {
    kind: "write",
    changes: saveTemplate(meta, template),
    template: { ...template, version },
    isMerged: hasMovedOn,
  }
}

/** Somebody else's version stands where mine was saved. */
export function isLost(meta: Registers, { template }: Saved): boolean {
  const standing = templateFor(meta, `${template.id}@${template.version}`)
  return standing !== undefined && !isSameTemplate(standing, template)
}

export function problemWords(problem: TemplateProblem): string {
  const { problems } = words
  switch (problem.kind) {
    case "too-many-fields":
      return problems.tooMany(problem.limit)
    case "no-label":
      return problems.noLabel(problem.at)
    case "duplicate-label":
      return problems.duplicateLabel(problem.label)
    case "duplicate-key":
      return problems.duplicateKey(problem.label)
    case "no-options":
      return problems.noOptions(problem.label)
    default:
      return problems[problem.kind]
  }
}

/** `acceptWithinMinutes.watch` as people say it; a field goes by its own name. */
export function partWords(part: string): string {
  const [name = "", severity = ""] = part.split(".")
  const known = words.parts[name]
  if (!known) return `“${part}”`
  const severities: Readonly<Record<string, string>> = handoffWords.severities
  return severities[severity] ? words.of(known, severities[severity]) : known
}
