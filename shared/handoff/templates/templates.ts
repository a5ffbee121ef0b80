/** The built-in templates, and how a reference finds its template on a board. */
import type { Json } from "../../json.ts"
import type { Registers } from "../../model/board-view.ts"
import type { Handoff } from "../handoff.ts"
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

/**
 * The template of a reference, `id` or `id@version`. The board's own one (register `t:<id>`) goes before the built-in one.
 * A named version is found while one of the two has it; otherwise the newest answers: an offered handoff carries in the
 * ledger what it needs of the version it was offered with, and a draft is filled in with the newest.
 */
export function templateFor(meta: Registers, ref: string): HandoffTemplate | undefined {
  const [id = "", version] = ref.split("@")
  const own = Object.hasOwn(meta, `t:${id}`) ? edited(id, meta[`t:${id}`]) : undefined
  const builtIn = HANDOFF_TEMPLATES.find((template) => template.id === id)
  const known = [own, builtIn].filter((template) => template !== undefined)
  return known.find((template) => String(template.version) === version) ?? known[0]
}

/** The template of a handoff: the newest while it is a draft, then the one that it was first offered with. */
export const templateOf = (meta: Registers, { offers, template }: Pick<Handoff, "offers" | "template">) =>
  templateFor(meta, offers === 0 ? template.split("@")[0]! : template)

/** All templates of a board, its own edited ones in the place of the built-in ones, new ones last. */
export function templatesOf(meta: Registers): readonly HandoffTemplate[] {
  const ids = Object.keys(meta)
    .filter((key) => key.startsWith("t:"))
    .map((key) => key.slice(2))
  const all = new Set([...HANDOFF_TEMPLATES.map(({ id }) => id), ...ids])
  return [...all].flatMap((id) => templateFor(meta, id) ?? [])
}
