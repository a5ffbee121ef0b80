/** Tells people what was taken back from them and what they have not dismissed, with the words that they wrote. */
import { RULES } from "../../shared/errors.ts"
import type { ServerFrames } from "../../shared/wire/frames.ts"
import { BOARD_DOC, type RefusalRow } from "../store/store.ts"
import type { Connection } from "./connection.ts"
import type { Pipeline, PipelineParts } from "./pipeline.ts"

export type UnnumberedRefusal = Omit<ServerFrames["refused"], "no">

export const bodyOf = (refused: UnnumberedRefusal): string => JSON.stringify(refused)

/** One that cannot be read is told all the same: that something was taken back, and that nobody knows what any more. */
function frameOf({ no, body }: RefusalRow): ServerFrames["refused"] {
  try {
    return { ...(JSON.parse(body) as UnnumberedRefusal), no }
  } catch {
    // Not JSON: that is the answer.
    return { rule: "D2", detail: RULES.D2, root: "", thing: "", no }
  }
}

export class Retelling {
  readonly #pipeline: Pipeline
  readonly #parts: Pick<PipelineParts, "board" | "store" | "log">

  constructor(pipeline: Pipeline, parts: Pick<PipelineParts, "board" | "store" | "log">) {
    this.#pipeline = pipeline
    this.#parts = parts
  }

  /** Runs `then` when it is told, at once when there is nothing to tell. Only between two batches. */
  tell(connection: Connection, then: () => void = () => undefined): void {
    const { channel, principal } = connection
    if (channel.name !== BOARD_DOC || !this.#pipeline.state.refusals.has(principal.actor)) then()
    else void this.#tell(connection).finally(then)
  }

  /** Those of `connections` that are the same person's, `except` one. */
  tellOthers(connections: Iterable<Connection>, except: Connection): void {
    this.#pipeline.whenSettled(() => {
      for (const connection of connections) if (isOther(connection, except)) this.tell(connection)
    })
  }

  async #tell(connection: Connection): Promise<void> {
    const { store, board, log } = this.#parts
    try {
      for (const row of await store.journal.readRefusals(board, connection.principal.actor))
        if (connection.isOpen) connection.send("refused", frameOf(row))
    } catch (error) {
      // They wait in the store; the next connection is told.
      log.error("refusals cannot be read", { board, why: error instanceof Error ? error.message : undefined })
    }
  }
}

export const isOther = (connection: Connection, than: Connection): boolean =>
  connection !== than && connection.isOpen && connection.principal.actor === than.principal.actor
