/** The API's description (OpenAPI 3.1), made from the same table and the same schemas that check every request. */
import type { $ZodType } from "zod/v4/core"
import { toJSONSchema } from "zod/v4/core"
import { ERRORS } from "../../shared/errors.ts"
import { CAPABILITIES } from "../../shared/rules/permission.ts"
import { PROBLEM_TYPE } from "./problem.ts"
import { isCapability, type Route } from "./route.ts"
import { API } from "./serve.ts"

type Json = Record<string, unknown>

export function openApi(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Json> = {}
  for (const route of routes) {
    const address = API + route.path.replace(/:(\w+)/g, "{$1}")
    paths[address] = { ...paths[address], [route.method.toLowerCase()]: operation(route) }
  }
  return {
    openapi: "3.1.0",
    info: { title: "Throughline", version, description: "A live handoff board. Errors are RFC 9457 problem details." },
    paths,
    components: {
      schemas: { Problem: PROBLEM },
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "throughline", description: "`__Host-throughline` over https." },
        key: { type: "http", scheme: "bearer" },
      },
    },
  }
}

function operation(route: Route): Json {
  const status = String(route.status ?? (route.answer === undefined && route.answerType === undefined ? 204 : 200))
  return {
    summary: route.summary,
    description: `Who may: ${audience(route)}.`,
    ...(route.access === "public" ? {} : { security: [{ session: [] }, { key: [] }] }),
    parameters: [...pathParameters(route), ...queryParameters(route)],
    ...requestBody(route),
    responses: {
      [status]: { description: "Done.", ...content(route) },
      default: {
        description: "A problem.",
        content: { [PROBLEM_TYPE]: { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
  }
}

const AUDIENCE = {
  public: "anybody",
  "signed-in": "anybody who is signed in",
  person: "people: accounts and guests, no screens and no keys",
  account: "accounts",
  owner: "the owner",
} as const

function audience({ access }: Route): string {
  if (isCapability(access)) return `${CAPABILITIES[access].join(", ")} of the board (${access})`
  return AUDIENCE[access]
}

const pathParameters = (route: Route) =>
  [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }))

function queryParameters(route: Route): Json[] {
  if (!route.query) return []
  const { properties = {}, required = [] } = schemaOf(route.query, "input") as {
    properties?: Record<string, unknown>
    required?: string[]
  }
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }))
}

function requestBody(route: Route): Json {
  if (route.takesFile) return { requestBody: { required: true, content: { "*/*": { schema: { type: "string" } } } } }
  if (!route.body) return {}
  const examples = route.bodyExamples ? { examples: route.bodyExamples } : {}
  const json = { schema: schemaOf(route.body, "input"), ...examples }
  return { requestBody: { required: true, content: { "application/json": json } } }
}

function content(route: Route): Json {
  if (!route.answer) return route.answerType === undefined ? {} : { content: { [route.answerType]: {} } }
  const example = route.answerExample === undefined ? {} : { example: route.answerExample }
  const json = { schema: schemaOf(route.answer, "output"), ...example }
  return { content: { [route.answerType ?? "application/json"]: json } }
}

function schemaOf(schema: $ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...json } = toJSONSchema(schema, { io, unrepresentable: "any" })
  return json as Json
}

const PROBLEM: Json = {
  type: "object",
  required: ["type", "title", "status", "code", "detail"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    code: { type: "string", enum: Object.keys(ERRORS) },
    detail: { type: "string" },
    rule: { type: "string" },
    data: { type: "object", description: "What the rule's sentence speaks of: the person, the fields, the checks." },
    seq: { type: "integer", description: "Of a promise that came too late: its own entry in the ledger." },
    errors: {
      type: "array",
      items: { type: "object", properties: { path: { type: "string" }, message: { type: "string" } } },
    },
  },
}
