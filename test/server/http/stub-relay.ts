/** A relay that keeps nothing: for tests of HTTP alone. Entries are what the test puts there. */
import type { Relay } from "../../../server/app.ts"
import type { Ended } from "../../../server/auth/live-access.ts"
import { EMPTY_BOARD } from "../../../shared/model/board-view.ts"
import type { Entry } from "../../../shared/model/entry.ts"
import { noPromises } from "../../../shared/promises/fold.ts"

export interface StubRelay extends Relay {
  readonly ended: Ended[]
  publish(entries: readonly Entry[]): void
}

export function createStubRelay(): StubRelay {
  const listeners = new Set<(entries: readonly Entry[]) => void>()
  const ended: Ended[] = []
  return {
    ended,
    publish: (entries) => {
      for (const listener of listeners) listener(entries)
    },
    here: () => [],
    execute: async (_board, _asker, command) => ({ id: command.id, ok: true, seq: 1, hash: "0" }),
    edit: async () => ({ ok: true, value: { seq: 1 } }),
    snapshot: async () => ({ view: EMPTY_BOARD, promises: noPromises() }),
    subscribe(_board, listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    handleUpgrade: (_request, socket) => void socket.destroy(),
    revoke: (end) => void ended.push(end),
    drain: async () => undefined,
  }
}
