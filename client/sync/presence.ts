/** Who else is here, from the awareness states, and what we tell about ourselves, at a pace that others can bear. */
import type { Awareness } from "y-protocols/awareness"
import { equalJson, type Json } from "../../shared/json.ts"
import { personColor } from "../ui/person.ts"
import type { External, OwnPresence, Presence } from "./board-session.ts"
import { cell } from "./external.ts"

/** Ghosts of a drag: 15 a second are enough for the eye. */
const DRAG_EVERY_MS = 1000 / 15
const NOBODY: readonly Presence[] = []

export class PresenceBook {
  readonly people: External<readonly Presence[]>
  readonly #people = cell(NOBODY)
  readonly #awareness: Awareness
  #byClient = new Map<number, Presence>()
  #own: Record<string, Json> = {}
  #timer: ReturnType<typeof setTimeout> | undefined
  #toldAt = Number.NEGATIVE_INFINITY

  constructor(awareness: Awareness) {
    this.people = this.#people
    this.#awareness = awareness
    awareness.on("change", this.#read)
    awareness.setLocalState({})
  }

  tell(patch: OwnPresence): void {
    const before = this.#own
    const merged = Object.entries({ ...before, ...patch }).filter(([, value]) => value !== undefined)
    this.#own = Object.fromEntries(merged) as Record<string, Json>
    const isMerelyDrag = "drag" in this.#own && "drag" in before && Object.keys(patch).every((key) => key === "drag")
    const wait = isMerelyDrag ? this.#toldAt + DRAG_EVERY_MS - performance.now() : 0
    if (wait <= 0) this.#tellNow()
    else this.#timer ??= setTimeout(() => this.#tellNow(), wait)
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#awareness.off("change", this.#read)
  }

  #tellNow(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#toldAt = performance.now()
    if (!equalJson(this.#awareness.getLocalState() as Json, this.#own)) this.#awareness.setLocalState(this.#own)
  }

  /** A person whose state is the same stays the same object, so that only what changed is drawn again. */
  #read = (): void => {
    const next = new Map<number, Presence>()
    for (const [clientId, state] of this.#awareness.getStates()) {
      const person = clientId === this.#awareness.clientID ? undefined : personOf(clientId, state)
      if (!person) continue
      const known = this.#byClient.get(clientId)
      next.set(clientId, known && equalJson(known as never, person as never) ? known : person)
    }
    const isSame = next.size === this.#byClient.size && [...next].every(([id, one]) => this.#byClient.get(id) === one)
    this.#byClient = next
    if (!isSame) this.#people.set(next.size === 0 ? NOBODY : [...next.values()])
  }
}

/** What others say is read field by field; who they are was stamped by the relay. Without that stamp nobody is shown. */
function personOf(clientId: number, state: Readonly<Record<string, unknown>>): Presence | undefined {
  const user = state.user as { actor?: unknown; name?: unknown } | undefined
  if (typeof user?.actor !== "string" || typeof user.name !== "string") return undefined
  const drag = dragOf(state.drag)
  return {
    clientId,
    actor: user.actor,
    name: user.name,
    color: personColor(user.actor),
    ...(typeof state.card === "string" ? { card: state.card } : {}),
    ...(typeof state.editing === "string" ? { editing: state.editing } : {}),
    ...(drag ? { drag } : {}),
  }
}

function dragOf(value: unknown): Presence["drag"] {
  const drag = value as { card?: unknown; lane?: unknown; index?: unknown } | undefined
  if (typeof drag?.card !== "string" || typeof drag.lane !== "string" || typeof drag.index !== "number")
    return undefined
  return { card: drag.card, lane: drag.lane, index: drag.index }
}
