import { ApiProblem } from "../api/client.ts"
import { common } from "../words/en/common.ts"
import { places as words } from "../words/en/places.ts"

/** A sentence for people about whatever was thrown. */
export function problemWords(problem: unknown): string {
  if (!(problem instanceof ApiProblem)) return common.somethingBroke
  if (problem.code === "too-many") return words.tooMany(problem.retryAfterSeconds)
  if (problem.code === "offline") return words.offlineWords
  if (problem.code === "bad-request" && problem.errors?.[0]) return words.badField(problem.errors[0].message)
  return problem.detail
}
