/**
 * What a template asks of whoever accepts, beside the read-back: the decision that was asked for, where a new lead was
 * announced. All of it is answered with the acceptance, and stands in the ledger as words under the label it was asked by.
 */
import type { Refusal } from "../errors.ts"
import type { GivenAnswer } from "../model/entry.ts"
import { isOption } from "./brief.ts"
import type { HandoffTemplate, SheetField } from "./template.ts"

/** Field of the template → what was said. */
export type Answers = Readonly<Record<string, string>>

export const receiverFields = (template: Pick<HandoffTemplate, "fields"> | undefined): readonly SheetField[] =>
  template?.fields.filter(({ required }) => required === "receiver") ?? []

export const answerTo = (answers: Answers, key: string): string =>
  Object.hasOwn(answers, key) ? (answers[key] ?? "").trim() : ""

/** What was said to these fields; an answer to one that a newer version of the template does not ask is left behind. */
export const saidTo = (fields: readonly SheetField[], answers: Answers): Answers =>
  Object.fromEntries(
    fields.flatMap(({ key }) => (answerTo(answers, key) === "" ? [] : [[key, answerTo(answers, key)]])),
  )

export const hasAnswered = (fields: readonly SheetField[], answers: Answers): boolean =>
  fields.some(({ key }) => answerTo(answers, key) !== "")

/** The fields that an acceptance still waits for. A choice takes one of its options and nothing else. */
export const unanswered = (fields: readonly SheetField[], answers: Answers): readonly SheetField[] =>
  fields.filter((field) => {
    const said = answerTo(answers, field.key)
    return said === "" || !isOption(field, said)
  })

/** `why`: `unknown` fields that the template does not ask of a receiver, `not-an-option`, or `unanswered`. */
export function judgeAnswers(fields: readonly SheetField[], answers: Answers): Refusal | undefined {
  const known = new Set(fields.map(({ key }) => key))
  const unknown = Object.keys(answers).filter((key) => !known.has(key))
  if (unknown.length > 0) return { rule: "H20", data: { why: "unknown", fields: unknown } }
  const missing = unanswered(fields, answers)
  if (missing.length === 0) return undefined
  const isWrong = missing.every(({ key }) => answerTo(answers, key) !== "")
  return {
    rule: "H20",
    data: { why: isWrong ? "not-an-option" : "unanswered", fields: missing.map(({ label }) => label) },
  }
}

/** As they go into the ledger, in the order of the template; undefined where nothing is asked. */
export function givenAnswers(fields: readonly SheetField[], answers: Answers): readonly GivenAnswer[] | undefined {
  if (fields.length === 0) return undefined
  return fields.map(({ key, label }) => ({ field: key, label, text: answerTo(answers, key) }))
}
