/**
 * What a route is: address, who may ask, what it takes, what it answers. The table of them (routes.ts) is the whole API;
 * OpenAPI, the checks and the permission tests all read it.
 */
import type { FastifyReply, FastifyRequest } from "fastify"
import type * as z from "zod"
import type { $ZodType } from "zod/v4/core"
import { CAPABILITIES, type Capability } from "../../shared/rules/permission.ts"
import type { OnBoard } from "../auth/access.ts"
import type { Caller } from "../auth/caller.ts"
import type { CountReading } from "./readings.ts"

/**
 * `public`: anybody. `signed-in`: anybody who is known, guests too. `person`: guests too, but no screen and no key.
 * `account`: not guests. `owner`: the owner.
 * A capability speaks of the board `:id` in the address, and of the caller's role on it.
 */
export type RouteAccess = "public" | "signed-in" | "person" | "account" | "owner" | Capability

export const isCapability = (access: RouteAccess): access is Capability => Object.hasOwn(CAPABILITIES, access)

export const isRouteAccess = (access: unknown): access is RouteAccess =>
  ["public", "signed-in", "person", "account", "owner"].includes(access as string) ||
  isCapability(access as RouteAccess)

type Output<S> = S extends $ZodType ? z.output<S> : undefined

export interface Call<A extends RouteAccess, P, Q, B> {
  readonly caller: A extends "public" ? Caller | undefined : Caller
  /** The board of the address and the caller's role there. */
  readonly on: A extends Capability ? OnBoard : undefined
  readonly params: Output<P>
  readonly query: Output<Q>
  /** Parsed by the route's schema; bytes when the route takes a file. */
  readonly body: Output<B>
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

export interface RouteSpec<A extends RouteAccess, P, Q, B> {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE"
  /** Under `/api/v1`. `:id` is always a board. */
  readonly path: string
  readonly access: A
  readonly summary: string
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  /** Examples of the body by name, for the description of the API. */
  readonly bodyExamples?: Readonly<Record<string, { readonly summary?: string; readonly value: unknown }>>
  /** The body is a file of any type, taken as bytes, up to `bodyBytes`. */
  readonly takesFile?: boolean
  readonly bodyBytes?: number
  /** What it takes to answer is so much that one reader may ask only so often. What depends on the question, the handler counts. */
  readonly readings?: CountReading
  /** A wall display may ask too, with `screen=true` and the cookie that it has for this one board. */
  readonly takesScreen?: true
  /** What a success looks like, for the description of the API. Without one: 204 and no body. */
  readonly answer?: $ZodType
  /** An answer as it may be, for the description of the API. */
  readonly answerExample?: unknown
  readonly status?: 200 | 201 | 204
  /** The type of the answer where it is not JSON. */
  readonly answerType?: string
  /** Answers a value for the body, a `Refused`, or undefined after it has sent something itself. */
  readonly handle: (call: Call<A, P, Q, B>) => Promise<unknown>
}

export type Route = RouteSpec<RouteAccess, $ZodType | undefined, $ZodType | undefined, $ZodType | undefined>

/** Ties a route's handler to its schemas; the table holds routes of all shapes. */
export function route<
  const A extends RouteAccess,
  P extends $ZodType | undefined = undefined,
  Q extends $ZodType | undefined = undefined,
  B extends $ZodType | undefined = undefined,
>(spec: RouteSpec<A, P, Q, B>): Route {
  return spec as unknown as Route
}
