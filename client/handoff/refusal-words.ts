/** A no of the relay as a sentence that names what is missing and says what to do. */
import type { Answer } from "../../shared/command/command.ts"
import { type Refusal, RULES, type RuleId } from "../../shared/errors.ts"
import { handoffRules, type RuleNames } from "../words/en/handoff-rules.ts"

export interface Names {
  person(actor: string): string
  role(id: string): string
  lane(id: string): string
  /** `person:user:ana`, `role:dev`, `lane:todo`, as refusals name a receiver. */
  target(to: string): string
}

type Data = Readonly<Record<string, unknown>>
const line = (data: Data, key: string) => (typeof data[key] === "string" ? data[key] : undefined)
const lines = (data: Data, key: string) => (Array.isArray(data[key]) ? data[key].map(String) : undefined)

export function refusalSentence(rule: RuleId, data: Data, names: Names): string {
  const found = (key: string, name: (id: string) => string) => {
    const id = line(data, key)
    return id === undefined ? {} : { [key]: name(id) }
  }
  const listed = (key: string) => {
    const all = lines(data, key)
    return all === undefined ? {} : { [key]: all }
  }
  const spoken: RuleNames = {
    ...found("person", names.person),
    ...found("to", names.target),
    ...found("role", names.role),
    ...found("lane", names.lane),
    ...found("why", (why) => why),
    ...listed("fields"),
    ...listed("notOptions"),
    ...listed("actions"),
    ...listed("texts"),
  }
  return handoffRules[rule]?.(spoken) ?? RULES[rule] ?? rule
}

export const refusalText = ({ rule, data }: Refusal, names: Names): string => refusalSentence(rule, data ?? {}, names)

export function answerText(answer: Answer & { ok: false }, names: Names): string {
  if (answer.code !== "refused" || !Object.hasOwn(RULES, answer.rule)) return answer.detail
  return refusalSentence(answer.rule as RuleId, answer.data ?? {}, names)
}
