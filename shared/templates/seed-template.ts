/** Turns a template into a seed: keys become ids, hours become instants around `now`. */
import { newBoardBuilder } from "../import/board-builder.ts"
import { textFromMarkdown } from "../import/markdown.ts"
import type { BoardSeed, SeedSource } from "../import/seed.ts"
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from "../time.ts"
import type { Template, TemplateCard } from "./template.ts"
import { TEMPLATES } from "./templates.ts"

export interface TemplateOptions extends SeedSource {
  /** The new board's name; the template's own when it is left out. */
  readonly name?: string
  /** Lanes, roles and labels only, without the sample cards. */
  readonly empty?: boolean
}

/** Undefined when there is no such template. */
export function seedTemplate(id: string, options: TemplateOptions): BoardSeed | undefined {
  const template = TEMPLATES.find((candidate) => candidate.id === id)
  return template ? seedFrom(template, options) : undefined
}

function seedFrom(template: Template, options: TemplateOptions): BoardSeed {
  const builder = newBoardBuilder(options)
  const roles = mapValues(template.roles, (name) => builder.role(name))
  const labels = mapValues(template.labels, ({ name, color, ...kind }) => builder.label(name, color, kind))
  const fields = mapValues(template.fields ?? {}, ({ name, type, use }) => builder.field(name, type, undefined, use))
  const lanes = mapValues(template.lanes, (lane) => builder.lane(lane))
  for (const card of options.empty ? [] : template.cards)
    builder.card({
      lane: lanes[card.lane]!,
      title: card.title,
      next: card.next,
      severity: card.severity,
      due: dueOf(card, options.now),
      blocked: card.blocked,
      labels: (card.labels ?? []).map((key) => labels[key]!),
      fields: Object.entries(card.fields ?? {}).map(([key, value]) => ({ id: fields[key]!, value })),
      crew: Object.entries(card.crew ?? {}).map(([key, person]) => ({ role: roles[key]!, person })),
      links: card.link ? [card.link] : [],
      checklists: card.checklist ? [checklistOf(card.checklist, roles)] : [],
      text: textFromMarkdown(card.text ?? ""),
      since: {
        createdAt: options.now - Math.round(card.ageHours * HOUR_MS),
        enteredLaneAt: options.now - Math.round(card.laneHours * HOUR_MS),
      },
    })
  return builder.finish(options.name ?? template.name)
}

function checklistOf(checklist: NonNullable<TemplateCard["checklist"]>, roles: Readonly<Record<string, string>>) {
  const items = checklist.items.map(({ text, done, roles: keys }) => ({
    text,
    done: done ?? false,
    roles: (keys ?? []).map((key) => roles[key]!),
  }))
  return { name: checklist.name, items }
}

const QUARTER_MS = 15 * MINUTE_MS

function dueOf(card: TemplateCard, now: Instant): string | undefined {
  if (card.dueInDays !== undefined) return new Date(now + card.dueInDays * DAY_MS).toISOString().slice(0, 10)
  if (card.dueInHours === undefined) return undefined
  return new Date(Math.ceil((now + card.dueInHours * HOUR_MS) / QUARTER_MS) * QUARTER_MS).toISOString()
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U): Readonly<Record<string, U>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}
