/** What a template says, in words only: lanes, roles, labels and sample cards refer to each other by short keys. */

import type { Colour } from "../import/board-builder.ts"
import type { Severity } from "../model/card.ts"
import type { LaneKind } from "../model/lane.ts"
import type { FieldDef } from "../model/settings.ts"

export interface TemplateLane {
  readonly name: string
  readonly kind: LaneKind
  readonly wip?: number
  /** Age at which a card here counts as late. */
  readonly targetMinutes?: number
}

export interface TemplateLabel {
  readonly name: string
  readonly color: Colour
  /** A kind of work that is late so long after its start, wherever it is. */
  readonly targetMinutes?: number
  /** A kind of work whose open cards the wall counts. */
  readonly isCounted?: boolean
}

export interface TemplateCheck {
  readonly text: string
  /** Keys of the roles that must sign. */
  readonly roles?: readonly string[]
  readonly done?: boolean
}

export interface TemplateCard {
  readonly lane: string
  readonly title: string
  readonly next: string
  /** Markdown. */
  readonly text?: string
  readonly severity?: Severity
  readonly dueInHours?: number
  readonly dueInDays?: number
  readonly blocked?: string
  readonly labels?: readonly string[]
  /** Values by the keys of the fields. */
  readonly fields?: Readonly<Record<string, string | number>>
  readonly crew?: Readonly<Record<string, string>>
  readonly checklist?: { readonly name: string; readonly items: readonly TemplateCheck[] }
  readonly link?: { readonly system: string; readonly url: string; readonly id: string }
  readonly ageHours: number
  /** Since when it is in its lane. */
  readonly laneHours: number
}

export interface Template {
  readonly id: string
  readonly name: string
  /** One line for the list of templates. */
  readonly line: string
  readonly roles: Readonly<Record<string, string>>
  readonly labels: Readonly<Record<string, TemplateLabel>>
  readonly fields?: Readonly<Record<string, Pick<FieldDef, "name" | "type" | "use">>>
  readonly lanes: Readonly<Record<string, TemplateLane>>
  readonly cards: readonly TemplateCard[]
}
