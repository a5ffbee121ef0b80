/** The built-in templates, and how a reference finds its template on a board. */
import type { Json } from "../../json.ts"
import type { Registers } from "../../model/board-view.ts"
import { HANDOFF_TEMPLATE, type HandoffTemplate } from "../template.ts"
import { DESIGN_DEV_TEST } from "./design-dev-test.ts"
import { FOUR_W } from "./four-w.ts"
import { INCIDENT } from "./incident.ts"
import { ORDER } from "./order-fulfilment.ts"
import { SBAR } from "./sbar.ts"
import { SHIFT_CHANGE } from "./shift-change.ts"
import { SHIFT_NOTE } from "./shift-note.ts"

/** In the order in which people are offered them; the first is the one for anything. */
export const HANDOFF_TEMPLATES: readonly HandoffTemplate[] = [
  FOUR_W,
  SBAR,
  SHIFT_NOTE,
  SHIFT_CHANGE,
  DESIGN_DEV_TEST,
  INCIDENT,
  ORDER,
]

/** Board template → the handoff template that its people start with. */
const DEFAULTS: Readonly<Record<string, string>> = {
  "product-team": DESIGN_DEV_TEST.id,
  "ward-shift": SHIFT_NOTE.id,
  "order-fulfilment": ORDER.id,
  "incident-desk": INCIDENT.id,
  "kitchen-pass": FOUR_W.id,
  "plain-kanban": FOUR_W.id,
}

export const defaultHandoffTemplate = (boardTemplate: string): string =>
  Object.hasOwn(DEFAULTS, boardTemplate) ? DEFAULTS[boardTemplate]! : FOUR_W.id

const edited = (id: string, value: Json | undefined): HandoffTemplate | undefined => {
  const parsed = HANDOFF_TEMPLATE.safeParse(value)
  return parsed.success && parsed.data.id === id ? parsed.data : undefined
}

/** Where a version of the board's own stands once a newer one has taken its place: `t:<id>_<version>`. */
export const versionKey = ({ id, version }: Pick<HandoffTemplate, "id" | "version">): string => `t:${id}_${version}`

/** The registers that may hold the template of a reference, the exact version first. */
export function templateKeys(ref: string): readonly string[] {
  const [id = "", version = ""] = ref.split("@")
  return [`t:${id}_${version}`, `t:${id}`]
}

/**
 * The template of a reference, `id` or `id@version`. The board's own one (register `t:<id>`) goes before the built-in one.
 * A handoff keeps the version that it began with: older ones of the board's own stay beside the newest. Only a version that
 * is nowhere any more (of another edition of the product) is answered by the newest.
 */
export function templateFor(meta: Registers, ref: string): HandoffTemplate | undefined {
  const [id = "", version] = ref.split("@")
  const own = (key: string) => (Object.hasOwn(meta, key) ? edited(id, meta[key]) : undefined)
  const builtIn = HANDOFF_TEMPLATES.find((template) => template.id === id)
  const known = [own(`t:${id}`), own(`t:${id}_${version}`), builtIn].filter((template) => template !== undefined)
  return known.find((template) => String(template.version) === version) ?? known[0]
}

/** All templates of a board, its own edited ones in the place of the built-in ones, new ones and retired ones too. */
export function allTemplatesOf(meta: Registers): readonly HandoffTemplate[] {
  const ids = Object.keys(meta)
    .filter((key) => key.startsWith("t:") && !key.includes("_"))
    .map((key) => key.slice(2))
  const all = new Set([...HANDOFF_TEMPLATES.map(({ id }) => id), ...ids])
  return [...all].flatMap((id) => templateFor(meta, id) ?? [])
}

/** Those with which a handoff may begin. */
export const templatesOf = (meta: Registers): readonly HandoffTemplate[] =>
  allTemplatesOf(meta).filter(({ retired }) => !retired)
