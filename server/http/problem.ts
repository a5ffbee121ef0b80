/** How the API says no: RFC 9457 problem+json, with the code that programs match and the rule where one refused. */
import { ERRORS, type ErrorCode } from "../../shared/errors.ts"
import type { Problem } from "../../shared/wire/http.ts"

export interface ProblemDetails {
  readonly detail?: string
  readonly rule?: string
  readonly data?: NonNullable<Problem["data"]>
  readonly seq?: number
  readonly errors?: NonNullable<Problem["errors"]>
  readonly retryAfterMs?: number
}

/** A refusal as a value: a handler returns it, and nothing is thrown for what was expected. */
export class Refused {
  readonly code: ErrorCode
  readonly details: ProblemDetails
  constructor(code: ErrorCode, details: ProblemDetails = {}) {
    this.code = code
    this.details = details
  }
}

export const refuse = (code: ErrorCode, details?: ProblemDetails): Refused => new Refused(code, details)

export const PROBLEM_TYPE = "application/problem+json"

export function problemBody({ code, details }: Refused): Problem {
  const { status, detail } = ERRORS[code]
  return {
    type: `urn:throughline:problem:${code}`,
    title: code.replaceAll("-", " ").replace(/^./, (first) => first.toUpperCase()),
    status,
    code,
    detail: details.detail ?? detail,
    ...(details.rule === undefined ? {} : { rule: details.rule }),
    ...(details.data === undefined ? {} : { data: details.data }),
    ...(details.seq === undefined ? {} : { seq: details.seq }),
    ...(details.errors === undefined ? {} : { errors: details.errors }),
  }
}
