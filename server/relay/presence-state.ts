/** What one person says about where they are: copied field by field, so that nothing else ever reaches another client. */
import type { ActorId } from "../../shared/ids.ts"
import { isInnerId } from "../../shared/ids.ts"
import type { Principal } from "../auth/principal.ts"

type Unknown = Readonly<Record<string, unknown>>
type Field = (value: unknown) => unknown

const text =
  (max: number): Field =>
  (value) =>
    typeof value === "string" && value.length <= max ? value : undefined
const id: Field = (value) => (typeof value === "string" && isInnerId(value) ? value : undefined)
const number: Field = (value) => (typeof value === "number" && Number.isFinite(value) ? value : undefined)
const nullable =
  (field: Field): Field =>
  (value) =>
    value === null ? null : field(value)

const shape =
  (fields: Readonly<Record<string, Field>>): Field =>
  (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined
    const copy: Record<string, unknown> = {}
    for (const [name, field] of Object.entries(fields)) {
      const read = Object.hasOwn(value, name) ? field((value as Unknown)[name]) : undefined
      if (read !== undefined) copy[name] = read
    }
    return copy
  }

const list =
  (field: Field, max: number): Field =>
  (value) =>
    Array.isArray(value) && value.length <= max ? value.map(field).filter((item) => item !== undefined) : undefined

const itemId = nullable(shape({ client: number, clock: number }))
/** A place in a text, as Yjs writes it: relative to an item. */
const position = nullable(shape({ type: itemId, tname: nullable(text(64)), item: itemId, assoc: number }))

const STATE = shape({
  cursor: nullable(shape({ anchor: position, head: position })),
  card: nullable(id),
  drag: nullable(shape({ card: id, lane: id, index: number, x: number, y: number })),
  editing: nullable(text(200)),
  view: nullable(text(64)),
  selection: nullable(list(id, 100)),
})

export type PresenceUser = {
  readonly actor: ActorId
  readonly name: string
  readonly color: string
  readonly role: string
  readonly crewRoles: readonly string[]
}

export const presenceUser = ({ actor, name, role, crewRoles }: Principal): PresenceUser => ({
  actor,
  name,
  color: colorOf(actor),
  role,
  crewRoles: crewRoles ?? [],
})

/** The state as it goes to the others, as JSON; undefined for anything that is not a state. */
export function stampState(json: string, user: PresenceUser): string | undefined {
  try {
    const state = STATE(JSON.parse(json)) as object | undefined
    return state && JSON.stringify({ ...state, user })
  } catch {
    // Not JSON: not a state.
    return undefined
  }
}

/** The same actor has the same colour everywhere; dark enough for white letters on it. */
function colorOf(actor: string): string {
  let hash = 2_166_136_261
  for (let index = 0; index < actor.length; index++) hash = Math.imul(hash ^ actor.charCodeAt(index), 16_777_619)
  return hexOfHsl((hash >>> 0) % 360, 0.6, 0.36)
}

function hexOfHsl(hue: number, saturation: number, lightness: number): string {
  const channel = (n: number) => {
    const k = (n + hue / 30) % 12
    const value = lightness - saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(k - 3, 9 - k, 1))
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, "0")
  }
  return `#${channel(0)}${channel(8)}${channel(4)}`
}
