/**
 * What a connection asks to change: updates, commands, and that a refusal was seen. Said no to at once by the role; all else
 * becomes work for the pipeline, and whoever brings more than it takes is read more slowly.
 */
import { capabilityOf } from "../../shared/command/capability.ts"
import { type Answer, COMMAND } from "../../shared/command/command.ts"
import { can } from "../../shared/rules/permission.ts"
import type { Connection } from "./connection.ts"
import { type DecodedUpdate, decodeUpdate } from "./decode-update.ts"
import { checkUpdate } from "./guard.ts"
import type { RelayLimits } from "./limits.ts"
import type { Pipeline } from "./pipeline.ts"
import { isOther } from "./retell.ts"

export class Reception {
  readonly #pipeline: Pipeline
  readonly #limits: RelayLimits
  /** Everybody on the board. */
  readonly #present: Iterable<Connection>

  constructor(pipeline: Pipeline, limits: RelayLimits, present: Iterable<Connection>) {
    this.#pipeline = pipeline
    this.#limits = limits
    this.#present = present
  }

  update(connection: Connection, bytes: Uint8Array, isStep2: boolean): void {
    const mayEdit = can(connection.principal.role, "board.edit")
    if (!mayEdit && !isStep2) {
      connection.expel("forbidden", "an update by a role that may only read")
      return
    }
    const startedAt = performance.now()
    const update = decodeUpdate(bytes, this.#limits)
    connection.chargeCpu(performance.now() - startedAt)
    if (!update) {
      connection.expel("invalid-update", "not an update")
      return
    }
    const { channel } = connection
    if (!mayEdit) this.#updateOfReader(connection, update)
    else if (!this.#pipeline.push({ kind: "update", channel, connection, update })) connection.holdBack()
  }

  command(connection: Connection, body: unknown): void {
    const id = commandId(body)
    if (id === undefined) {
      connection.expel("bad-request", "a command without an id")
      return
    }
    const answer = (said: Answer) => connection.send("answer", said)
    const { actor, role, crewRoles = [] } = connection.principal
    const parsed = COMMAND.safeParse(body)
    // Whoever may not even lead a huddle may ask for nothing, whatever it is.
    if (!can(role, parsed.success ? capabilityOf(parsed.data.kind) : "huddle.drive")) {
      answer({ id, ok: false, code: "forbidden", detail: "Your role on this board does not allow that." })
      return
    }
    if (!parsed.success) {
      answer({ id, ok: false, code: "bad-request", detail: "The command is not of a form that the relay knows." })
      return
    }
    const fail = () => answer({ id, ok: false, code: "bad-request", detail: "The command could not be carried out." })
    const asker = { actor, role, crewRoles }
    if (!this.#pipeline.push({ kind: "command", asker, command: parsed.data, connection, answer, fail }))
      connection.holdBack()
  }

  dismiss(connection: Connection, no: number): void {
    const done = () => {
      for (const other of this.#present) if (isOther(other, connection)) other.send("dismissed", { no })
    }
    if (!this.#pipeline.push({ kind: "dismiss", actor: connection.principal.actor, no, done })) connection.holdBack()
  }

  /** A stock client always answers step 1: with nothing, when it wrote nothing. */
  #updateOfReader(connection: Connection, update: DecodedUpdate): void {
    this.#pipeline.whenSettled(() => {
      const { doc, kind } = connection.channel
      const checked = checkUpdate(update, { doc, kind, limits: this.#limits, owns: () => true })
      if (!checked.ok || checked.value.isNew) {
        connection.expel("forbidden", "edits by a role that may only read")
        return
      }
      const { seq, hash, at } = this.#pipeline.state.chain.head
      connection.send("saved", { count: 1, seq, hash, at })
    })
  }
}

function commandId(body: unknown): string | undefined {
  if (typeof body !== "object" || body === null || !Object.hasOwn(body, "id")) return undefined
  const { id } = body as { id: unknown }
  return typeof id === "string" && id.length <= 64 ? id : undefined
}
